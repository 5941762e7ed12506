#include <boost/json.hpp>

#include "areas/rules.hpp"
#include "areas/service.hpp"
#include "areas/store.hpp"
#include "audit/service.hpp"
#include "base/error.hpp"

/// Working days of a unit: the law's, with what the unit and those above it have entered.
namespace thon::areas {
namespace {

constexpr const char* kMissing = "areas.error.not_found";

WorkingDays::Own days_of(const std::vector<store::OwnDay>& entered) {
  WorkingDays::Own own;
  // Those of the outermost unit come first, so that a nearer one's replaces them.
  for (const auto& day : entered) own[*read_day(day.date)] = day.kind;
  return own;
}

}  // namespace

WorkingDays Service::working_days(Tx& tx, std::string_view area_id) const {
  return WorkingDays(days_of(store::own_days(tx, area_id)));
}

CalendarYear Service::calendar_of(Tx& tx, std::string_view area_id, int year) const {
  const auto whole = tree(tx);
  std::map<std::string, CalendarDay> found;
  for (const auto& special : special_days(year)) {
    const auto date = text_of(special.day);
    found[date] = {date, special.kind, std::string(special.name), std::nullopt, "", ""};
  }
  for (const auto& own : store::own_days(tx, area_id)) {
    if (year_of(*read_day(own.date)) != year) continue;
    found[own.date] = {own.date,    own.kind, std::nullopt, own.area_id, std::string(whole->name(own.area_id)),
                       own.note};
  }
  CalendarYear result{std::string(area_id), std::string(whole->name(area_id)), year, is_announced(year), {}};
  for (auto& [date, day] : found) result.items.push_back(std::move(day));
  return result;
}

CalendarYear Service::calendar(Tx& tx, const Actor& actor, const CalendarQuery& query) const {
  const auto roots = authority_.roots(actor, "areas.view");
  if (!query.area && roots.empty()) throw Error::not_found(kMissing);
  const auto area_id = query.area ? query.area->value : roots.front();
  authority_.require(tx, actor, "areas.view", area_id, kMissing);
  return calendar_of(tx, area_id, static_cast<int>(query.year.value));
}

CalendarYear Service::set_day(Tx& tx, const Actor& actor, const SetDay& input) const {
  const auto& area_id = input.area_id.value;
  authority_.require(tx, actor, "areas.edit", area_id, kMissing);
  const Day day = *read_day(input.date.value);
  if (year_of(day) < 2000 || year_of(day) > 2100) throw Error::invalid("/date", "areas.error.day_too_far");
  auto others = store::own_days(tx, area_id);
  std::erase_if(others, [&](const auto& own) { return own.area_id == area_id && own.date == input.date.value; });
  rules::check_own_day(input.kind, WorkingDays(days_of(others)).works(day));
  store::put_day(tx, {input.date.value, input.kind, area_id, input.note ? input.note->value : ""}, actor.name);
  const boost::json::object detail{{"date", input.date.value},
                                   {"kind", boost::describe::enum_to_string(input.kind, "")}};
  audit::record(tx, actor, "areas.set_day", "area", area_id, area_id, boost::json::serialize(detail));
  return calendar_of(tx, area_id, year_of(day));
}

CalendarYear Service::clear_day(Tx& tx, const Actor& actor, const ClearDay& input) const {
  const auto& area_id = input.area_id.value;
  authority_.require(tx, actor, "areas.edit", area_id, kMissing);
  if (store::remove_day(tx, area_id, input.date.value)) {
    const boost::json::object detail{{"date", input.date.value}};
    audit::record(tx, actor, "areas.clear_day", "area", area_id, area_id, boost::json::serialize(detail));
  }
  return calendar_of(tx, area_id, year_of(*read_day(input.date.value)));
}

}  // namespace thon::areas
