#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

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
