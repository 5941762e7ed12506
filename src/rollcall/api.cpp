#include "rollcall/api.hpp"

namespace thon::rollcall {
namespace {

using http::Access;
using http::Call;

const Access kMayView = Access::permission(kView);
const Access kMayHold = Access::permission(kHold);
const Access kMayMark = Access::permission(kMark);

void add_calls(http::Api& api, Calls& calls) {
  api.get("/api/rollcall/calls", kMayView, "Roll-calls, the newest first",
          [&](Call& call, const RollCallsQuery& in) { return calls.list(call.tx(), call.actor, in); });
  api.post("/api/rollcall/calls", kMayHold, "Call the households of some units",
           [&](Call& call, const RollCallStart& in) { return calls.start(call.tx(), call.actor, in); });
  api.get("/api/rollcall/calls/{call_id}", kMayView, "A roll-call and the figures of one unit of it",
          [&](Call& call, const RollCallLook& in) { return calls.find(call.tx(), call.actor, in); });
  api.post("/api/rollcall/calls/{call_id}/widen", kMayHold, "Call the households of more units",
           [&](Call& call, const RollCallWidening& in) { return calls.widen(call.tx(), call.actor, in); });
  api.post("/api/rollcall/calls/{call_id}/end", kMayHold, "End a roll-call, with the reason",
           [&](Call& call, const RollCallEnd& in) { return calls.end(call.tx(), call.actor, in); });
}

void add_roll(http::Api& api, Service& service) {
  auto& roll = service.roll();
  auto& paper = service.paper();
  api.get("/api/rollcall/calls/{call_id}/houses", kMayMark, "One list of the households of a unit",
          [&](Call& call, const RollHousesQuery& in) { return roll.houses(call.tx(), call.actor, in); });
  api.get("/api/rollcall/calls/{call_id}/houses/{household_id}", kMayMark,
          "A household and everything that was said of it",
          [&](Call& call, const RollHouseQuery& in) { return roll.house(call.tx(), call.actor, in); });
  api.get("/api/rollcall/calls/{call_id}/doors", kMayMark, "All households of a unit in walking order",
          [&](Call& call, const RollPartQuery& in) { return roll.doors(call.tx(), call.actor, in); });
  api.get("/api/rollcall/calls/{call_id}/sheet", kMayMark, "Who needs help and who was not seen, as xlsx",
          [&](Call& call, const RollPartQuery& in) { return paper.sheet(call.tx(), call.actor, in); });
  api.get("/api/rollcall/calls/{call_id}/paper", kMayMark, "The roll to tick on paper, as PDF",
          [&](Call& call, const RollPartQuery& in) { return paper.roll(call.tx(), call.actor, in); });
}

void add_reports(http::Api& api, Service& service) {
  auto& reports = service.reports();
  api.post("/api/rollcall/marks", kMayMark, "Say what was found at doors",
           [&](Call& call, const RollMarks& in) { return reports.mark(call.tx(), call.actor, in); });
  api.post("/api/rollcall/calls/{call_id}/houses/{household_id}/help", kMayMark,
           "Go to help a household, leave it to others, or say that it was helped",
           [&](Call& call, const RollHelpInput& in) { return reports.help(call.tx(), call.actor, in); });
  api.get("/api/rollcall/mine", Access::household(), "The roll-calls that call this household",
          [&](Call& call, const MyRollCallsQuery&) { return service.mine().list(call.tx(), call.actor); });
  api.post("/api/rollcall/answers", Access::household(), "Say that this household is safe, or needs help",
           [&](Call& call, const RollAnswers& in) { return reports.answer(call.tx(), call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_calls(api, service.calls());
  add_roll(api, service);
  add_reports(api, service);
}

}  // namespace thon::rollcall
