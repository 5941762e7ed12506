#include "reach/coverage/coverage.hpp"

#include <charconv>
#include <tuple>

#include "base/error.hpp"
#include "base/text.hpp"
#include "reach/mute/store.hpp"
#include "reach/visits/store.hpp"

namespace thon::reach {
namespace {

using register_store::House;

constexpr std::size_t kPage = 50;

/// Units that were closed after the publication keep a line of their own, so that the lines add up.
void add_closed(Tx& tx, const Book& book, const Units& units, const areas::TreeUnit& unit,
                CoverageView& view) {
  for (const auto& [id, households] : units.closed_below(unit)) {
    const auto closed = register_store::unit(tx, id);
    view.children.push_back({id, closed.name, closed.kind, book.coverage(households)});
  }
}

/// A door's place in the walk: unit by unit in the tree's order, then by walking order.
struct WalkPlace {
  std::int64_t unit = -1;  ///< place in the tree
  std::int64_t walk_order = 0;
  std::int64_t ordinal = 0;
  friend auto operator<=>(const WalkPlace&, const WalkPlace&) = default;
};

std::string to_cursor(const WalkPlace& place) {
  return std::to_string(place.unit) + "." + std::to_string(place.walk_order) + "." +
         std::to_string(place.ordinal);
}

WalkPlace from_cursor(const std::string& text) {
  WalkPlace place;
  const char* at = text.data();
  const char* end = at + text.size();
  for (auto* number : {&place.unit, &place.walk_order, &place.ordinal}) {
    const auto [rest, fault] = std::from_chars(at, end, *number);
    if (fault != std::errc{}) throw Error::invalid("/cursor", "reach.error.cursor");
    at = rest == end ? rest : rest + 1;
  }
  return place;
}

/// Gathers one page of doors behind a place, and counts all that match while searching.
class DoorPage {
 public:
  DoorPage(std::string wanted, WalkPlace from) : wanted_(std::move(wanted)), from_(from) {}

  bool searching() const { return !wanted_.empty(); }
  /// False when the doors of the unit cannot matter any more.
  bool needs(std::int64_t unit) const { return searching() || (unit >= from_.unit && !next_); }

  void take(std::int64_t unit, std::vector<House> houses) {
    std::sort(houses.begin(), houses.end(), [](const House& a, const House& b) {
      return std::tie(a.walk_order, a.ordinal) < std::tie(b.walk_order, b.ordinal);
    });
    for (auto& house : houses) {
      if (searching() && house.search_text.find(wanted_) == std::string::npos) continue;
      ++matches_;
      const WalkPlace place{unit, house.walk_order, house.ordinal};
      if (place <= from_ || next_) continue;
      if (houses_.size() == kPage) {
        next_ = to_cursor(last_);
      } else {
        last_ = place;
        houses_.push_back(std::move(house));
      }
    }
  }

  const std::vector<House>& houses() const { return houses_; }
  const std::optional<std::string>& next() const { return next_; }
  std::int64_t matches() const { return matches_; }

 private:
  const std::string wanted_;
  const WalkPlace from_;
  WalkPlace last_;
  std::vector<House> houses_;
  std::optional<std::string> next_;
  std::int64_t matches_ = 0;
};

void mark_muted(Tx& tx, std::vector<WalkRow>& rows) {
  const auto muted = mute_store::muted(tx).walks;
  Bitmap shown;
  for (const auto& row : rows) shown.add(static_cast<std::uint32_t>(row.ordinal));
  const auto said = mute_store::in_force(tx, muted & shown);
  for (auto& row : rows) {
    if (!muted.has(static_cast<std::uint32_t>(row.ordinal))) continue;
    row.muted = MuteReason::away;  // unless somebody has said more than the register
    const auto mute = said.find(row.ordinal);
    if (mute == said.end()) continue;
    row.muted = mute->second.reason;
    if (mute->second.until_date != mute_store::kNoEnd) row.muted_until = mute->second.until_date;
  }
}

}  // namespace

std::vector<WalkRow> walk_rows(Tx& tx, const Sight& sight, const std::vector<House>& houses) {
  Bitmap ordinals;
  for (const auto& house : houses)
    if (sight.covers(house.area_id)) ordinals.add(static_cast<std::uint32_t>(house.ordinal));
  std::unordered_map<std::int64_t, std::vector<std::string>> phones;
  for (auto& phone : register_store::phones(tx, ordinals))
    phones[phone.ordinal].push_back(std::move(phone.number));
  std::unordered_map<std::int64_t, register_store::HousePlace> places;
  for (const auto& place : register_store::places(tx, ordinals)) places.emplace(place.ordinal, place);
  auto visits = visit_store::standing(tx, ordinals);
  std::vector<WalkRow> rows;
  rows.reserve(houses.size());
  for (const auto& house : houses) {
    const bool here = sight.covers(house.area_id);
    auto& row = rows.emplace_back(
        WalkRow{house.id, house.ordinal, house.code, house.head_name, here ? house.address : std::string(),
                house.walk_order, here ? house.area_id : std::string(),
                here ? std::string(sight.tree->name(house.area_id)) : std::string(),
                std::move(phones[house.ordinal])});
    if (const auto place = places.find(house.ordinal); place != places.end()) {
      row.latitude = place->second.latitude;
      row.longitude = place->second.longitude;
    }
    if (const auto visit = visits.find(house.ordinal); visit != visits.end())
      row.visit = std::move(visit->second);
  }
  mark_muted(tx, rows);
  return rows;
}

CoverageView CoveragePages::coverage(Tx& tx, const Actor& actor, const CoverageQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view");
  const auto book = book_in_sight(tx, context_, sight, query.announcement_id.value);
  const auto& tree = *sight.tree;
  const auto units = book->roster()->on(sight.tree);
  // Without a unit named: the outermost one of the caller's that the announcement concerns.
  const areas::TreeUnit* unit = sight.roots.front();
  for (const auto* root : sight.roots)
    if (units->any(*root)) {
      unit = root;
      break;
    }
  if (query.area) unit = &sight.unit(query.area->value);
  CoverageView view;
  const auto households = units->of(*unit);
  view.unit = {unit->id, unit->name, unit->kind, book->coverage(*households)};
  view.curve = book->curve(*households);
  for (const auto* step : tree.path(unit->id))
    if (sight.covers(step->id)) view.path.push_back({step->id, step->name, step->kind});
  for (const auto* child : tree.children(*unit)) {
    if (!units->any(*child)) continue;
    view.children.push_back({child->id, child->name, child->kind, book->coverage(*units->of(*child))});
  }
  add_closed(tx, *book, *units, *unit, view);
  return view;
}

UnreachedPage CoveragePages::unreached(Tx& tx, const Actor& actor, const UnreachedQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kDoors);
  const auto book = book_in_sight(tx, context_, sight, query.announcement_id.value);
  const auto& tree = *sight.tree;
  const auto units = book->roster()->on(sight.tree);
  const auto missing = book->unreached();
  DoorPage doors(query.q ? fold(query.q->value) : "",
                 query.cursor ? from_cursor(query.cursor->value) : WalkPlace{});
  const auto muted = missing & mute_store::muted(tx).walks;
  std::int64_t total = 0, held_back = 0;
  for (const auto* root : sight.narrowed(query.area).roots) {
    total += static_cast<std::int64_t>(missing.common(*units->of(*root)));
    held_back += static_cast<std::int64_t>(muted.common(*units->of(*root)));
    for (auto at = tree.position(*root); at < root->end; ++at) {
      const auto place = static_cast<std::int64_t>(at);
      if (!doors.needs(place)) continue;
      const auto wanted = units->directly_in(tree.units()[at]) & missing;
      if (!wanted.empty()) doors.take(place, register_store::houses(tx, wanted));
    }
  }
  return {walk_rows(tx, sight, doors.houses()), doors.searching() ? doors.matches() : total, held_back,
          doors.next()};
}

}  // namespace thon::reach
