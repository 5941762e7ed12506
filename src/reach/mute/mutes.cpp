#include "reach/mute/mutes.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/mute/store.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {
namespace {

constexpr std::size_t kPage = 50;
constexpr const char* kTell = "reach.tell";

register_store::House house_in_sight(Tx& tx, const Sight& sight, const Id& household_id) {
  auto house = register_store::find(tx, household_id.value);
  if (!house || !sight.covers(house->area_id)) throw Error::not_found("reach.error.house_not_found");
  return std::move(*house);
}

std::optional<std::string> end_of(const std::string& until_date) {
  if (until_date == mute_store::kNoEnd) return std::nullopt;
  return until_date;
}

MutedHouse view(const Sight& sight, const register_store::House& house, const mute_store::Mute& mute) {
  return {house.id,
          house.code,
          house.head_name,
          house.address,
          house.area_id,
          std::string(sight.tree->name(house.area_id)),
          mute.reason,
          end_of(mute.until_date),
          mute.note,
          mute.by_name,
          mute.at};
}

MutedHouse view(const Sight& sight, const mute_store::Line& line) {
  MutedHouse house{line.id, line.code, line.head_name, line.address, line.area_id,
                   std::string(sight.tree->name(line.area_id))};
  if (!line.reason) return house;
  boost::describe::enum_from_string(line.reason->c_str(), house.reason);
  house.until = end_of(*line.until_date);
  house.note = *line.note;
  house.by_name = *line.by_name;
  house.at = line.at;
  return house;
}

std::int64_t from_cursor(const std::string& text) {
  std::int64_t after = -1;
  const auto* end = text.data() + text.size();
  const auto [rest, fault] = std::from_chars(text.data(), end, after);
  if (fault != std::errc{} || rest != end) throw Error::invalid("/cursor", "reach.error.cursor");
  return after;
}

}  // namespace

MutedHouse Mutes::mute(Tx& tx, const Actor& actor, const MuteInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto house = house_in_sight(tx, sight, input.household_id);
  if (input.until && input.until->value < date_of(tx.now()))
    throw Error::invalid("/until", "reach.error.until_past");
  const mute_store::Mute wanted{house.id,
                                house.ordinal,
                                input.reason,
                                input.until ? input.until->value : mute_store::kNoEnd,
                                input.note ? input.note->value : std::string(),
                                actor.account_id,
                                actor.name,
                                tx.now()};
  const auto known = mute_store::find(tx, house.id);
  if (known && known->reason == wanted.reason && known->until_date == wanted.until_date &&
      known->note == wanted.note)
    return view(sight, house, *known);
  mute_store::put(tx, wanted);
  const boost::json::object detail{{"reason", boost::describe::enum_to_string(wanted.reason, "")},
                                   {"until", wanted.until_date}};
  audit::record(tx, actor, "reach.mute", "household", house.id, house.area_id,
                boost::json::serialize(detail));
  return view(sight, house, wanted);
}

void Mutes::lift(Tx& tx, const Actor& actor, const LiftInput& input) {
  const auto sight = sight_of(tx, context_, actor, kTell);
  const auto house = house_in_sight(tx, sight, input.household_id);
  if (!mute_store::find(tx, house.id)) return;
  mute_store::lift(tx, house.id);
  audit::record(tx, actor, "reach.lift", "household", house.id, house.area_id);
}

MutedPage Mutes::list(Tx& tx, const Actor& actor, const MutesQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kTell).narrowed(query.area);
  const auto after = query.cursor ? from_cursor(query.cursor->value) : -1;
  std::vector<mute_store::Line> lines;
  for (const auto* root : sight.roots)
    for (auto& line : mute_store::lines(tx, root->id, after, kPage + 1)) lines.push_back(std::move(line));
  std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.ordinal < b.ordinal; });
  MutedPage page;
  for (const auto& line : lines) {
    if (page.items.size() == kPage) {
      page.next = std::to_string(lines[kPage - 1].ordinal);
      break;
    }
    page.items.push_back(view(sight, line));
  }
  return page;
}

}  // namespace thon::reach
