#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/working_days.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::areas {

/// From the widest to the narrowest; a unit stands under one of a wider kind, and kinds may be left out
/// (there have been no districts since July 2025).
enum class AreaKind { nation, province, district, commune, village, group };
BOOST_DESCRIBE_ENUM(AreaKind, nation, province, district, commune, village, group)

std::string name_of(AreaKind kind);

struct Area {
  std::string id;
  AreaKind kind = AreaKind::group;
  std::string name;
  std::optional<std::string> code;
  std::int64_t version = 1;
  std::optional<std::string> parent_id;
  std::string valid_from;
  std::optional<std::string> valid_to;
};
BOOST_DESCRIBE_STRUCT(Area, (), (id, kind, name, code, version, parent_id, valid_from, valid_to))

struct AreaTreeItem {
  std::string id;
  std::optional<std::string> parent_id;
  AreaKind kind = AreaKind::group;
  std::string name;
  std::optional<std::string> code;
  std::int64_t households = 0;  ///< of the units that the caller may view
  std::int64_t depth = 0;
};
BOOST_DESCRIBE_STRUCT(AreaTreeItem, (), (id, parent_id, kind, name, code, households, depth))

struct AreaTree {
  std::vector<AreaTreeItem> items;
};
BOOST_DESCRIBE_STRUCT(AreaTree, (), (items))

struct AddArea {
  Id id;
  Id parent_id;
  AreaKind kind = AreaKind::group;
  Text<1, 120> name;
  std::optional<Text<0, 20>> code;
};
BOOST_DESCRIBE_STRUCT(AddArea, (), (id, parent_id, kind, name, code))

struct EditArea {
  Id area_id;
  std::int64_t version = 0;
  std::optional<Text<1, 120>> name;
  std::optional<Text<0, 20>> code;            ///< empty: none
  std::optional<Whole<0, 999'998>> position;  ///< place among the units beside it, from 0
};
BOOST_DESCRIBE_STRUCT(EditArea, (), (area_id, version, name, code, position))

struct CloseArea {
  Id area_id;
  Date date;
};
BOOST_DESCRIBE_STRUCT(CloseArea, (), (area_id, date))

struct AreaQuery {
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(AreaQuery, (), (area_id))

struct CalendarQuery {
  std::optional<Id> area;  ///< absent: the caller's outermost unit
  Whole<2000, 2100> year;
};
BOOST_DESCRIBE_STRUCT(CalendarQuery, (), (area, year))

/// A day that is not what its weekday says. Public holidays have a `name` (a sentence "areas.calendar.name.…"), days
/// that a unit has entered the unit and its note.
struct CalendarDay {
  std::string date;
  DayKind kind = DayKind::holiday;
  std::optional<std::string> name;
  std::optional<std::string> area_id;
  std::string area_name;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (date, kind, name, area_id, area_name, note))

struct CalendarYear {
  std::string area_id;
  std::string area_name;
  std::int64_t year = 0;
  bool announced = false;  ///< the notice on the year's holidays is known to the program
  std::vector<CalendarDay> items;
};
BOOST_DESCRIBE_STRUCT(CalendarYear, (), (area_id, area_name, year, announced, items))

struct SetDay {
  Id area_id;
  Date date;
  DayKind kind = DayKind::holiday;
  std::optional<Text<0, 200>> note;
};
BOOST_DESCRIBE_STRUCT(SetDay, (), (area_id, date, kind, note))

struct ClearDay {
  Id area_id;
  Date date;
};
BOOST_DESCRIBE_STRUCT(ClearDay, (), (area_id, date))

/// A unit for Service::load; siblings keep the order in which they come.
struct NewArea {
  std::string id;
  std::string parent_id;  ///< empty: a root
  AreaKind kind = AreaKind::group;
  std::string name;
  std::string code;  ///< empty: none
  std::string valid_from;
  bool is_demo = false;
};

}  // namespace thon::areas
