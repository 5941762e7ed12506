#include "rollcall/roll/roll.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/text.hpp"
#include "rollcall/reports/store.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

constexpr std::int64_t kPage = 100;
/// A village; nobody walks more, and a telephone has to keep it.
constexpr std::int64_t kMostDoors = 2000;

/// "K7M2QX nguyen" → patterns for the words of the register's search text; three digits may stand anywhere.
roll_store::Patterns patterns_of(const std::optional<Text<0, 100>>& typed) {
  roll_store::Patterns patterns;
  patterns.fill("%");
  const auto text = typed ? fold(typed->value) : std::string();
  std::size_t word = 0;
  for (std::size_t from = 0; from < text.size() && word < patterns.size(); ++word) {
    const auto to = std::min(text.find(' ', from), text.size());
    const bool digits = to - from >= 3 && text.find_first_not_of("0123456789", from) >= to;
    std::string pattern = digits ? "%" : "% ";
    for (const char c : text.substr(from, to - from)) {
      if (c == '%' || c == '_' || c == '!') pattern += '!';
      pattern += c;
    }
    patterns[word] = pattern + "%";
    from = to + 1;
  }
  return patterns;
}

std::string cursor_of(const roll_store::Row& row) {
  return std::to_string(row.turn) + "." + std::to_string(row.position);
}

roll_store::Place place_of(const std::string& cursor) {
  roll_store::Place place;
  const auto* end = cursor.data() + cursor.size();
  const auto turn = std::from_chars(cursor.data(), end, place.turn);
  const bool dot = turn.ec == std::errc() && turn.ptr != end && *turn.ptr == '.';
  if (dot) {
    const auto position = std::from_chars(turn.ptr + 1, end, place.position);
    if (position.ec == std::errc() && position.ptr == end) return place;
  }
  throw Error::invalid("/cursor", "rollcall.error.cursor");
}

}  // namespace

RollHouses Roll::houses(Tx& tx, const Actor& actor, const RollHousesQuery& query) const {
  const auto part = marked(tx, context_, actor, {query.call_id, query.area});
  const auto after = query.cursor ? place_of(query.cursor->value) : roll_store::Place{};
  auto rows =
      roll_store::list(tx, part.call.id, part.unit->id, query.list, patterns_of(query.q), after, kPage + 1);
  RollHouses page;
  if (static_cast<std::int64_t>(rows.size()) > kPage) {
    rows.pop_back();
    page.next = cursor_of(rows.back());
  }
  page.items.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  return page;
}

RollDoors Roll::doors(Tx& tx, const Actor& actor, const RollPartQuery& query) const {
  const auto part = marked(tx, context_, actor, query);
  auto rows = roll_store::walk(tx, part.call.id, part.unit->id, kMostDoors + 1);
  if (static_cast<std::int64_t>(rows.size()) > kMostDoors)
    throw Error::invalid("/area", "rollcall.error.too_long", {{"unit", part.unit->name}});
  RollDoors doors{
      part.call.id, part.call.title, part.call.drill, part.call.ended_at, part.unit->id, part.unit->name, {}};
  doors.items.assign(std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
  return doors;
}

RollHouseView Roll::house(Tx& tx, const Actor& actor, const RollHouseQuery& query) const {
  const auto row = roll_store::find(tx, query.call_id.value, query.household_id.value);
  if (!row) throw Error::not_found(kMissing);
  context_.authority.require(tx, actor, kMark, row->area_id, kMissing);
  RollHouseView view;
  static_cast<RollHouse&>(view) = *row;
  for (const auto& report : report_store::all(tx, query.call_id.value, query.household_id.value))
    view.reports.push_back(report);
  return view;
}

}  // namespace thon::rollcall
