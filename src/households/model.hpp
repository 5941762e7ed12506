#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "areas/model.hpp"
#include "base/time.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::households {

/// permanent: thường trú · temporary: tạm trú · away: đi vắng · moved: chuyển đi · closed: không còn
enum class HouseholdStatus { permanent, temporary, away, moved, closed };
BOOST_DESCRIBE_ENUM(HouseholdStatus, permanent, temporary, away, moved, closed)

enum class Sex { male, female, unknown };
BOOST_DESCRIBE_ENUM(Sex, male, female, unknown)

/// To the head of the household.
enum class Relation { head, spouse, child, child_in_law, grandchild, parent, grandparent, sibling, other };
BOOST_DESCRIBE_ENUM(Relation, head, spouse, child, child_in_law, grandchild, parent, grandparent, sibling,
                    other)

enum class CloseReason { moved, merged, deceased, other };
BOOST_DESCRIBE_ENUM(CloseReason, moved, merged, deceased, other)

enum class SlipsLayout { page, nine };
BOOST_DESCRIBE_ENUM(SlipsLayout, page, nine)

struct HouseholdMember {
  Id id;
  Text<1, 120> name;
  std::optional<Whole<1900, 2100>> birth_year;
  Sex sex = Sex::unknown;
  Relation relation = Relation::other;
};
BOOST_DESCRIBE_STRUCT(HouseholdMember, (), (id, name, birth_year, sex, relation))

struct HouseholdPhone {
  Id id;
  Phone number;
  Text<0, 120> owner_name;
  bool is_representative = false;
  bool has_smartphone = false;
  bool has_zalo = false;
};
BOOST_DESCRIBE_STRUCT(HouseholdPhone, (),
                      (id, number, owner_name, is_representative, has_smartphone, has_zalo))

using Members = List<HouseholdMember, 0, 60>;
using Phones = List<HouseholdPhone, 0, 20>;

/// A household as stored.
struct Household {
  std::string id;
  std::string code;
  std::int64_t ordinal = 0;
  std::string area_id;
  std::string head_name;
  std::string address;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::int64_t walk_order = 0;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::string note;
  std::string valid_from;
  std::optional<std::string> valid_to;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Household, (),
                      (id, code, ordinal, area_id, head_name, address, latitude, longitude, walk_order,
                       status, note, valid_from, valid_to, version))

/// A household with its people and numbers.
struct WholeHousehold {
  Household own;
  Members members;
  Phones phones;
};

struct RegisterQuery {
  std::optional<Id> area;
  std::optional<Text<0, 100>> q;
  std::optional<HouseholdStatus> status;
  std::optional<Text<0, 300>> cursor;
};
BOOST_DESCRIBE_STRUCT(RegisterQuery, (), (area, q, status, cursor))

struct RegisterItem {
  std::string id;
  std::string code;
  std::string head_name;
  std::string address;
  std::string area_id;
  std::string area_name;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::optional<std::string> phone;
  std::int64_t members = 0;
  bool has_app = false;
};
BOOST_DESCRIBE_STRUCT(RegisterItem, (),
                      (id, code, head_name, address, area_id, area_name, status, phone, members, has_app))

struct RegisterPage {
  std::vector<RegisterItem> items;
  std::optional<std::string> next;
  std::int64_t total = 0;
};
BOOST_DESCRIBE_STRUCT(RegisterPage, (), (items, next, total))

struct HouseholdQuery {
  Id household_id;
};
BOOST_DESCRIBE_STRUCT(HouseholdQuery, (), (household_id))

struct HouseholdArea {
  std::string id;
  std::string name;
  areas::AreaKind kind = areas::AreaKind::group;
};
BOOST_DESCRIBE_STRUCT(HouseholdArea, (), (id, name, kind))

struct HouseholdMove {
  std::string area_name;
  std::string valid_from;
  std::optional<std::string> valid_to;
};
BOOST_DESCRIBE_STRUCT(HouseholdMove, (), (area_name, valid_from, valid_to))

struct HouseholdApp {
  std::int64_t devices = 0;
  std::optional<Millis> invited_at;
};
BOOST_DESCRIBE_STRUCT(HouseholdApp, (), (devices, invited_at))

struct HouseholdPage {
  std::string id;
  std::string code;
  std::int64_t ordinal = 0;
  std::string head_name;
  std::string address;
  std::string area_id;
  std::vector<HouseholdArea> area_path;
  std::int64_t walk_order = 0;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::string note;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::int64_t version = 1;
  Members members;
  Phones phones;
  std::vector<HouseholdMove> moves;
  HouseholdApp app;
  std::vector<std::string> tags;
};
BOOST_DESCRIBE_STRUCT(HouseholdPage, (),
                      (id, code, ordinal, head_name, address, area_id, area_path, walk_order, status, note,
                       latitude, longitude, version, members, phones, moves, app, tags))

struct HouseholdChange {
  std::int64_t version = 0;
  std::string field;
  std::string before;
  std::string after;
  Millis at = 0;
  std::string actor_name;
};
BOOST_DESCRIBE_STRUCT(HouseholdChange, (), (version, field, before, after, at, actor_name))

struct HouseholdHistory {
  std::vector<HouseholdChange> items;
};
BOOST_DESCRIBE_STRUCT(HouseholdHistory, (), (items))

struct AddHousehold {
  Id id;
  Id area_id;
  Text<1, 120> head_name;
  Text<0, 200> address;
  std::optional<Whole<0, 1'000'000>> walk_order;
  HouseholdStatus status = HouseholdStatus::permanent;
  std::optional<LongText<0, 2000>> note;
  Members members;
  Phones phones;
};
BOOST_DESCRIBE_STRUCT(AddHousehold, (),
                      (id, area_id, head_name, address, walk_order, status, note, members, phones))

struct EditHousehold {
  Id household_id;
  std::int64_t version = 0;
  std::optional<Text<1, 120>> head_name;
  std::optional<Text<0, 200>> address;
  std::optional<Whole<0, 1'000'000>> walk_order;
  std::optional<HouseholdStatus> status;
  std::optional<LongText<0, 2000>> note;
  std::optional<Members> members;
  std::optional<Phones> phones;
};
BOOST_DESCRIBE_STRUCT(EditHousehold, (),
                      (household_id, version, head_name, address, walk_order, status, note, members, phones))

struct MoveHousehold {
  Id household_id;
  Id area_id;
  Date date;
};
BOOST_DESCRIBE_STRUCT(MoveHousehold, (), (household_id, area_id, date))

struct CloseHousehold {
  Id household_id;
  Date date;
  CloseReason reason = CloseReason::other;
};
BOOST_DESCRIBE_STRUCT(CloseHousehold, (), (household_id, date, reason))

using Tag = Text<1, 40>;

/// Both lists at once; what is there already, or is not, changes nothing.
struct TagHousehold {
  Id household_id;
  List<Tag, 0, 20> add;
  List<Tag, 0, 20> remove;
};
BOOST_DESCRIBE_STRUCT(TagHousehold, (), (household_id, add, remove))

struct TagsQuery {
  std::optional<Id> area;  ///< absent: the caller's outermost unit
};
BOOST_DESCRIBE_STRUCT(TagsQuery, (), (area))

struct TagCount {
  std::string tag;
  std::int64_t households = 0;
};
BOOST_DESCRIBE_STRUCT(TagCount, (), (tag, households))

/// The tags in use, those of most households first.
struct TagList {
  std::vector<TagCount> items;
};
BOOST_DESCRIBE_STRUCT(TagList, (), (items))

struct HouseholdInvitation {
  std::string url;
  std::string code;
};
BOOST_DESCRIBE_STRUCT(HouseholdInvitation, (), (url, code))

struct SlipsInput {
  Id area_id;
  SlipsLayout layout = SlipsLayout::page;
  bool renew = false;
};
BOOST_DESCRIBE_STRUCT(SlipsInput, (), (area_id, layout, renew))

struct ExportQuery {
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(ExportQuery, (), (area))

}  // namespace thon::households
