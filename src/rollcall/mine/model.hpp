#pragma once
#include "rollcall/reports/model.hpp"
#include "rollcall/roll/model.hpp"

namespace thon::rollcall {

struct MyRollCallsQuery {};
BOOST_DESCRIBE_STRUCT(MyRollCallsQuery, (), ())

/// A roll-call as one of its households sees it: what was said of that household, and nothing of others.
struct MyRollCall : RollWant {
  std::string id;
  RollKind kind = RollKind::other;
  std::string title;
  std::string body;
  std::string meeting_point;
  bool drill = false;
  std::string area_name;
  std::int64_t started_at = 0;
  std::optional<std::int64_t> ended_at;
  std::string reason;
  RollState state = RollState::silent;
  std::optional<std::int64_t> at;
  std::string helper_name;
  std::vector<RollReportView> reports;
};
BOOST_DESCRIBE_STRUCT(MyRollCall, (RollWant),
                      (id, kind, title, body, meeting_point, drill, area_name, started_at, ended_at, reason,
                       state, at, helper_name, reports))

struct MyRollCalls {
  std::vector<MyRollCall> items;
};
BOOST_DESCRIBE_STRUCT(MyRollCalls, (), (items))

}  // namespace thon::rollcall
