#include "reach/ledger/roster.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "reach/ledger/varint.hpp"

namespace thon::reach {
namespace {

/// Bitmaps of units with fewer runs are made faster than they are looked up and kept.
constexpr std::size_t kWorthKeeping = 32;

std::string id_bytes(std::string_view id) {
  std::string bytes;
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  for (std::size_t i = 0; i + 1 < id.size(); i += 2) {
    if (id[i] == '-') ++i;
    bytes += static_cast<char>(digit(id[i]) << 4 | digit(id[i + 1]));
  }
  return bytes;
}

std::string id_text(std::string_view bytes) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += kHex[static_cast<unsigned char>(bytes[i]) >> 4];
    text += kHex[static_cast<unsigned char>(bytes[i]) & 15];
  }
  return text;
}

/// Small numbers of either sign as small numbers.
std::uint64_t zigzag(std::int64_t n) {
  return static_cast<std::uint64_t>(n) << 1 ^ static_cast<std::uint64_t>(n >> 63);
}
std::int64_t unzigzag(std::uint64_t n) {
  return static_cast<std::int64_t>(n >> 1) ^ -static_cast<std::int64_t>(n & 1);
}

void add_runs(std::vector<Roster::Run>& runs, std::uint32_t unit, const Bitmap& households) {
  bool first = true;
  households.each([&](std::uint32_t ordinal) {
    if (!first && runs.back().last + 1 == ordinal)
      runs.back().last = ordinal;
    else
      runs.push_back({unit, ordinal, ordinal});
    first = false;
    return true;
  });
}

}  // namespace

Roster Roster::make(const std::map<std::string, Bitmap>& households, const areas::Tree& tree) {
  std::map<std::size_t, const areas::TreeUnit*> wanted;  // by place in the tree: those above come first
  for (const auto& [id, ordinals] : households)
    for (const auto* unit : tree.path(id)) wanted.emplace(tree.position(*unit), unit);
  std::vector<Unit> units;
  std::vector<Run> runs;
  std::unordered_map<std::size_t, std::uint32_t> place;
  for (const auto& [position, unit] : wanted) {
    const auto own = static_cast<std::uint32_t>(units.size());
    place[position] = own;
    const auto* parent = tree.parent(*unit);
    units.push_back({unit->id, parent ? place.at(tree.position(*parent)) : own});
    const auto found = households.find(unit->id);
    if (found != households.end()) add_runs(runs, own, found->second);
  }
  return Roster(std::move(units), std::move(runs));
}

Bitmap Roster::households() const {
  Bitmap all;
  for (const auto& run : runs_) all.add_range(run.first, run.last);
  all.compact();
  return all;
}

std::string Roster::pack() const {
  std::string out;
  put_varint(out, units_.size());
  for (std::size_t i = 0; i < units_.size(); ++i) {
    out += id_bytes(units_[i].id);
    put_varint(out, i - units_[i].parent);
  }
  put_varint(out, runs_.size());
  std::int64_t unit = 0, next = 0;
  for (const auto& run : runs_) {
    put_varint(out, run.unit - static_cast<std::uint64_t>(unit));
    put_varint(out, zigzag(run.first - next));
    put_varint(out, run.last - run.first);
    unit = run.unit;
    next = std::int64_t{run.last} + 1;
  }
  return out;
}

Roster Roster::unpack(std::string_view bytes) {
  std::vector<Unit> units(take_varint(bytes));
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (bytes.size() < 16) throw std::runtime_error("a roster ends too early");
    units[i].id = id_text(bytes.substr(0, 16));
    bytes.remove_prefix(16);
    units[i].parent = static_cast<std::uint32_t>(i - take_varint(bytes));
  }
  std::vector<Run> runs(take_varint(bytes));
  std::uint64_t unit = 0;
  std::int64_t next = 0;
  for (auto& run : runs) {
    unit += take_varint(bytes);
    const auto first = next + unzigzag(take_varint(bytes));
    const auto last = first + static_cast<std::int64_t>(take_varint(bytes));
    if (unit >= units.size() || first < 0 || last > UINT32_MAX)
      throw std::runtime_error("a roster is damaged");
    run = {static_cast<std::uint32_t>(unit), static_cast<std::uint32_t>(first),
           static_cast<std::uint32_t>(last)};
    next = last + 1;
  }
  return Roster(std::move(units), std::move(runs));
}

std::string Roster::digest(std::string_view packed) {
  unsigned char hash[16];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(packed.data()), packed.size(),
                     nullptr, 0);
  char hex[sizeof hash * 2 + 1];
  sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
  return hex;
}

bool Roster::concerns(std::string_view unit_id) const {
  std::call_once(sorted_, [this] {
    by_id_.resize(units_.size());
    for (std::size_t i = 0; i < by_id_.size(); ++i) by_id_[i] = static_cast<std::uint32_t>(i);
    std::sort(by_id_.begin(), by_id_.end(), [&](auto a, auto b) { return units_[a].id < units_[b].id; });
  });
  const auto found =
      std::lower_bound(by_id_.begin(), by_id_.end(), unit_id,
                       [&](std::uint32_t unit, std::string_view id) { return units_[unit].id < id; });
  return found != by_id_.end() && units_[*found].id == unit_id;
}

std::shared_ptr<const Units> Roster::on(std::shared_ptr<const areas::Tree> tree) const {
  {
    const std::lock_guard lock(mutex_);
    if (units_on_ && &units_on_->tree() == tree.get()) return units_on_;
  }
  auto fresh = std::make_shared<const Units>(*this, std::move(tree));
  const std::lock_guard lock(mutex_);
  units_on_ = fresh;
  return fresh;
}

Units::Units(const Roster& roster, std::shared_ptr<const areas::Tree> tree) : tree_(std::move(tree)) {
  constexpr auto kNowhere = UINT32_MAX;
  const auto& units = roster.units();
  std::vector<std::uint32_t> position(units.size(), kNowhere), closed(units.size(), 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (const auto* today = tree_->find(units[i].id)) {
      position[i] = static_cast<std::uint32_t>(tree_->position(*today));
    } else if (units[i].parent != i) {
      const auto above = units[i].parent;
      position[i] = position[above];
      closed[i] = closed[above];
      if (!closed[above]) {
        closed_ids_.push_back(units[i].id);
        closed[i] = static_cast<std::uint32_t>(closed_ids_.size());
      }
    }
  }
  placed_.reserve(roster.runs().size());
  for (const auto& run : roster.runs())
    if (position[run.unit] != kNowhere)
      placed_.push_back({position[run.unit], closed[run.unit], run.first, run.last});
  std::sort(placed_.begin(), placed_.end(), [](const Placed& a, const Placed& b) {
    return a.position != b.position ? a.position < b.position : a.first < b.first;
  });
}

std::pair<std::size_t, std::size_t> Units::slice(const areas::TreeUnit& unit) const {
  const auto at = [&](std::size_t position) {
    return static_cast<std::size_t>(
        std::lower_bound(placed_.begin(), placed_.end(), position,
                         [](const Placed& p, std::size_t wanted) { return p.position < wanted; }) -
        placed_.begin());
  };
  return {at(tree_->position(unit)), at(unit.end)};
}

std::shared_ptr<const Bitmap> Units::of(const areas::TreeUnit& unit) const {
  const auto [from, to] = slice(unit);
  const auto key = tree_->position(unit);
  const bool keep = to - from >= kWorthKeeping;
  if (keep) {
    const std::lock_guard lock(mutex_);
    if (const auto found = made_.find(key); found != made_.end()) return found->second;
  }
  Bitmap households;
  for (auto i = from; i < to; ++i) households.add_range(placed_[i].first, placed_[i].last);
  if (keep) households.compact();
  auto made = std::make_shared<const Bitmap>(std::move(households));
  if (keep) {
    const std::lock_guard lock(mutex_);
    made_.emplace(key, made);
  }
  return made;
}

bool Units::any(const areas::TreeUnit& unit) const {
  const auto [from, to] = slice(unit);
  return from < to;
}

Bitmap Units::directly_in(const areas::TreeUnit& unit) const {
  Bitmap households;
  const auto [from, to] = slice(unit);
  const auto own = tree_->position(unit);
  for (auto i = from; i < to && placed_[i].position == own; ++i)
    households.add_range(placed_[i].first, placed_[i].last);
  return households;
}

std::map<std::string, Bitmap> Units::closed_below(const areas::TreeUnit& unit) const {
  std::map<std::string, Bitmap> closed;
  const auto [from, to] = slice(unit);
  const auto own = tree_->position(unit);
  for (auto i = from; i < to && placed_[i].position == own; ++i)
    if (placed_[i].closed)
      closed[closed_ids_[placed_[i].closed - 1]].add_range(placed_[i].first, placed_[i].last);
  return closed;
}

}  // namespace thon::reach
