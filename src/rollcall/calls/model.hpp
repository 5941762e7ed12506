#pragma once
#include "areas/model.hpp"
#include "rollcall/model.hpp"

namespace thon::rollcall {

struct RollCallStart {
  Id id;
  RollUnits area_ids;
  RollKind kind = RollKind::other;
  Text<1, 200> title;
  LongText<1, 2000> body;
  std::optional<Text<0, 200>> meeting_point;
  bool drill = false;
};
BOOST_DESCRIBE_STRUCT(RollCallStart, (), (id, area_ids, kind, title, body, meeting_point, drill))

struct RollCallWidening {
  Id call_id;
  RollUnits area_ids;
};
BOOST_DESCRIBE_STRUCT(RollCallWidening, (), (call_id, area_ids))

struct RollCallEnd {
  Id call_id;
  LongText<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(RollCallEnd, (), (call_id, reason))

struct RollCallsQuery {
  std::optional<Id> area;
  std::optional<Id> cursor;
};
BOOST_DESCRIBE_STRUCT(RollCallsQuery, (), (area, cursor))

/// A roll-call in the list of them, with its figures as a whole.
struct RollCallRow {
  std::string id;
  RollKind kind = RollKind::other;
  std::string title;
  bool drill = false;
  std::string area_id;
  std::string area_name;
  std::int64_t started_at = 0;
  std::optional<std::int64_t> ended_at;
  std::int64_t households = 0;
  std::int64_t seen = 0;
  std::int64_t needs = 0;  ///< needing help that is not there yet
  // When half, nine tenths and all had been seen.
  std::optional<std::int64_t> half_at;
  std::optional<std::int64_t> most_at;
  std::optional<std::int64_t> all_at;
};
BOOST_DESCRIBE_STRUCT(RollCallRow, (),
                      (id, kind, title, drill, area_id, area_name, started_at, ended_at, households, seen,
                       needs, half_at, most_at, all_at))

struct RollCallPage {
  std::vector<RollCallRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(RollCallPage, (), (items, next))

struct RollCallLook {
  Id call_id;
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(RollCallLook, (), (call_id, area))

struct RollUnitFigures {
  std::string area_id;
  std::string name;
  areas::AreaKind kind = areas::AreaKind::group;
  RollFigures figures;
};
BOOST_DESCRIBE_STRUCT(RollUnitFigures, (), (area_id, name, kind, figures))

struct RollStep {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(RollStep, (), (id, name))

/// A roll-call and the figures of one unit of it, with those of the units right below.
struct RollCallView : RollCallRow {
  std::string body;
  std::string meeting_point;
  std::vector<std::string> area_ids;
  std::vector<std::string> unit_names;
  std::string started_by_name;
  std::string ended_by_name;
  std::string reason;
  RollUnitFigures unit;
  std::vector<RollStep> path;  ///< from the widest unit the caller may look at down to this one
  std::vector<RollUnitFigures> children;
  bool may_hold = false;  ///< the caller may widen and end it
  bool may_mark = false;  ///< the caller may mark households of this unit, and see what they need
};
BOOST_DESCRIBE_STRUCT(RollCallView, (RollCallRow),
                      (body, meeting_point, area_ids, unit_names, started_by_name, ended_by_name, reason,
                       unit, path, children, may_hold, may_mark))

}  // namespace thon::rollcall
