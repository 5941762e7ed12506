#include "audit/rules.hpp"

#include <sodium.h>

#include <array>

namespace thon::audit {
namespace {

class Hasher {
 public:
  Hasher() { crypto_generichash_init(&state_, nullptr, 0, crypto_generichash_BYTES); }
  void add(std::string_view text) {
    add(static_cast<std::int64_t>(text.size()));
    crypto_generichash_update(&state_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  void add(std::int64_t number) {
    std::array<unsigned char, 8> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(number) >> (8 * i));
    crypto_generichash_update(&state_, bytes.data(), bytes.size());
  }
  std::string hex() {
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash_final(&state_, hash.data(), hash.size());
    std::string text(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
    text.pop_back();
    return text;
  }

 private:
  crypto_generichash_state state_;
};

}  // namespace

std::string origin_hash(std::int64_t lane) {
  Hasher hasher;
  hasher.add("thon audit lane");
  hasher.add(lane);
  return hasher.hex();
}

std::string entry_hash(const Entry& entry) {
  Hasher hasher;
  hasher.add(entry.previous_hash);
  hasher.add(entry.at);
  for (const std::string* field : {&entry.actor_id, &entry.actor_name, &entry.verb, &entry.subject_kind,
                                   &entry.subject_id, &entry.area_id, &entry.detail})
    hasher.add(*field);
  return hasher.hex();
}

bool ChainWalk::next(const Entry& entry) {
  if (found_.broken) return false;
  if (!open_ || entry.lane != lane_) {
    if (open_ && !close_lane()) return false;
    open_ = true;
    lane_ = entry.lane;
    last_ = {0, origin_hash(entry.lane)};
  }
  if (const auto fault = judge(entry)) return fail(entry.lane, last_.seq + 1, *fault);
  last_ = {entry.seq, entry.hash};
  ++found_.entries;
  return true;
}

Verification ChainWalk::finish() {
  if (!found_.broken && open_) close_lane();
  // Lanes that have a head and not one entry.
  if (!found_.broken && !heads_.empty()) fail(heads_.begin()->first, 1, Fault::cut_off);
  return found_;
}

std::optional<Fault> ChainWalk::judge(const Entry& entry) const {
  if (entry.seq != last_.seq + 1) return Fault::missing;
  if (entry_hash(entry) != entry.hash) return Fault::changed;
  if (entry.previous_hash != last_.hash) return Fault::reordered;
  return std::nullopt;
}

bool ChainWalk::close_lane() {
  const auto head = heads_.find(lane_);
  const bool same = head != heads_.end() && head->second.seq == last_.seq && head->second.hash == last_.hash;
  if (!same) return fail(lane_, last_.seq + 1, Fault::cut_off);
  heads_.erase(head);
  return true;
}

bool ChainWalk::fail(std::int64_t lane, std::int64_t seq, Fault fault) {
  found_.broken = Break{lane, seq, fault};
  return false;
}

}  // namespace thon::audit
