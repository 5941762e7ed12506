#include "rollcall/mine/mine.hpp"

#include "base/error.hpp"
#include "rollcall/mine/store.hpp"
#include "rollcall/reports/store.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

/// How long one that has ended stays in sight.
constexpr Millis kRecent = 3 * kDay;
/// More are never open at once for one household.
constexpr std::int64_t kMost = 10;

}  // namespace

MyRollCalls Mine::list(Tx& tx, const Actor& actor) const {
  if (!actor.household()) throw Error::not_found();
  const auto tree = context_.areas.tree(tx);
  MyRollCalls mine;
  for (const auto& id : mine_store::calls(tx, actor.household_id, tx.now() - kRecent, kMost)) {
    const auto call = *call_store::find(tx, id);
    const auto own = *roll_store::find(tx, id, actor.household_id);
    auto& item = mine.items.emplace_back();
    item.id = id;
    item.kind = call.kind;
    item.title = call.title;
    item.body = call.body;
    item.meeting_point = call.meeting_point;
    item.drill = call.drill;
    item.area_name = tree->name(call.area_id);
    item.started_at = call.started_at;
    item.ended_at = call.ended_at;
    item.reason = call.reason;
    item.state = own.state;
    item.at = own.at;
    item.helper_name = own.helper_name;
    static_cast<RollWant&>(item) = own;
    for (const auto& report : report_store::all(tx, id, actor.household_id)) item.reports.push_back(report);
  }
  return mine;
}

}  // namespace thon::rollcall
