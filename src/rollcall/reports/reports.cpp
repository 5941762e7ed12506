#include "rollcall/reports/reports.hpp"

#include <boost/json.hpp>
#include <map>

#include "base/error.hpp"
#include "base/id.hpp"
#include "rollcall/news.hpp"
#include "rollcall/reports/rules.hpp"

namespace thon::rollcall {
namespace {

using report_store::Report;

/// More than a family and its neighbours ever say in one disaster; each report is weighed against all others.
constexpr std::size_t kMostReports = 300;

Report report_of(const RollDetail& detail, const Actor& actor) {
  Report report;
  report.need = detail.need;
  if (detail.people) report.people = detail.people->value;
  if (detail.place) report.place = detail.place->value;
  if (detail.note) report.note = detail.note->value;
  report.by_account = actor.account_id;
  report.by_name = actor.name;
  return report;
}

RollDeed deed_of(RollMark mark) {
  switch (mark) {
    case RollMark::safe:
      return RollDeed::safe;
    case RollMark::elsewhere:
      return RollDeed::elsewhere;
    case RollMark::not_found:
      return RollDeed::not_found;
    case RollMark::needs_help:
      break;
  }
  return RollDeed::needs_help;
}

/// The roll-calls that a batch names, each read once.
class CallsOf {
 public:
  explicit CallsOf(Tx& tx) : tx_(tx) {}
  RollCall* find(const std::string& id) {
    const auto [known, fresh] = calls_.try_emplace(id);
    if (fresh) known->second = call_store::find(tx_, id);
    return known->second ? &*known->second : nullptr;
  }

 private:
  Tx& tx_;
  std::map<std::string, std::optional<RollCall>> calls_;
};

}  // namespace

RollResults Reports::answer(Tx& tx, const Actor& actor, const RollAnswers& input) {
  for (std::size_t i = 0; i < input.items.size(); ++i)
    rules::check_place(input.items[i].latitude, input.items[i].longitude, "/items/" + std::to_string(i));
  RollResults results;
  CallsOf calls(tx);
  for (const auto& item : input.items) {
    auto& result = results.items.emplace_back(item.id.value);
    auto* call = actor.household() ? calls.find(item.call_id.value) : nullptr;
    if (!call) continue;
    const auto house = roll_store::find(tx, call->id, actor.household_id);
    if (!house) continue;
    auto report = report_of(item, actor);
    report.id = item.id.value;
    report.source = RollSource::household;
    report.deed = item.state == RollAnswer::safe ? RollDeed::safe : RollDeed::needs_help;
    report.latitude = item.latitude;
    report.longitude = item.longitude;
    report.at = item.at;
    result.result = take(tx, *call, *house, std::move(report));
  }
  return results;
}

RollResults Reports::mark(Tx& tx, const Actor& actor, const RollMarks& input) {
  const auto sight = context_.areas.sight(tx, actor, kMark);
  RollResults results;
  CallsOf calls(tx);
  std::map<std::string, boost::json::array> by_call;
  for (const auto& item : input.items) {
    auto& result = results.items.emplace_back(item.id.value);
    auto* call = calls.find(item.call_id.value);
    if (!call) continue;
    const auto house = roll_store::find(tx, call->id, item.household_id.value);
    if (!house || !sight.covers(house->area_id)) continue;
    auto report = report_of(item, actor);
    report.id = item.id.value;
    report.source = RollSource::door;
    report.deed = deed_of(item.state);
    report.at = item.at;
    result.result = take(tx, *call, *house, std::move(report));
    if (result.result == RollOutcome::recorded) by_call[call->id].emplace_back(house->household_id);
  }
  for (const auto& [id, households] : by_call) {
    const auto& call = *calls.find(id);
    const boost::json::object detail{{"title", call.title}, {"households", households}};
    record(tx, actor, "rollcall.mark", call, boost::json::serialize(detail));
  }
  return results;
}

RollHouse Reports::help(Tx& tx, const Actor& actor, const RollHelpInput& input) {
  auto call = call_store::find(tx, input.call_id.value);
  const auto house = roll_store::find(tx, input.call_id.value, input.household_id.value);
  if (!call || !house) throw Error::not_found(kMissing);
  context_.authority.require(tx, actor, kMark, house->area_id, kMissing);
  const auto deed = rules::help(*house, input.step, actor.account_id);
  if (!deed) return *house;
  auto report = report_of({}, actor);
  report.id = new_id();
  report.call_id = call->id;
  report.household_id = house->household_id;
  report.source = RollSource::help;
  report.deed = *deed;
  report.at = tx.now();
  put(tx, *call, *house, report, report_store::all(tx, call->id, house->household_id));
  const boost::json::object detail{{"title", call->title},
                                   {"household", house->household_id},
                                   {"step", boost::describe::enum_to_string(input.step, "")}};
  record(tx, actor, "rollcall.help", *call, boost::json::serialize(detail));
  return *roll_store::find(tx, call->id, house->household_id);
}

RollOutcome Reports::take(Tx& tx, RollCall& call, const roll_store::Row& house, Report report) {
  if (const auto known = report_store::find(tx, report.id)) {
    const bool same = known->call_id == call.id && known->household_id == house.household_id;
    return same ? RollOutcome::already : RollOutcome::not_found;
  }
  report.call_id = call.id;
  report.household_id = house.household_id;
  report.at = rules::moment(report.at, call.started_at, tx.now());
  if (call.ended_at && report.at > *call.ended_at) return RollOutcome::ended;
  auto known = report_store::all(tx, call.id, house.household_id);
  if (known.size() >= kMostReports) return RollOutcome::too_many;
  put(tx, call, house, report, std::move(known));
  return RollOutcome::recorded;
}

void Reports::put(Tx& tx, RollCall& call, const roll_store::Row& house, const Report& report,
                  std::vector<Report> known) {
  report_store::insert(tx, report);
  known.push_back(report);
  roll_store::stand(tx, call.id, house, rules::standing(std::move(known)));
  if (call.ended_at) {
    // What was said before the end and came after it.
    set_milestones(tx, call);
    call_store::update(tx, call);
  }
  news::counted(tx, context_, call, house.household_id);
}

}  // namespace thon::rollcall
