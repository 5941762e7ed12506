#pragma once
#include "assembly/model.hpp"

namespace thon::assembly {

struct MattersQuery {
  std::optional<Id> area;
  std::optional<Id> cursor;
};
BOOST_DESCRIBE_STRUCT(MattersQuery, (), (area, cursor))

/// One line of the list of everything.
struct MatterRow {
  std::string id;
  MatterKind kind = MatterKind::vote;
  MatterStatus status = MatterStatus::draft;
  std::string title;
  std::string sender_name;
  std::optional<std::int64_t> opened_at;
  std::optional<std::int64_t> ends_at;
  std::int64_t houses = 0;
  std::int64_t answered = 0;
  std::optional<std::string> send_by;  ///< a vote that was counted: the last day for sending its minutes
  std::int64_t updated_at = 0;
};
BOOST_DESCRIBE_STRUCT(MatterRow, (),
                      (id, kind, status, title, sender_name, opened_at, ends_at, houses, answered, send_by,
                       updated_at))

struct MatterPage {
  std::vector<MatterRow> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MatterPage, (), (items, next))

struct CancelMatter : MatterVersion {
  Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(CancelMatter, (MatterVersion), (reason))

struct ExtendMatter : MatterVersion {
  Moment ends_at;
  Text<1, 500> reason;
};
BOOST_DESCRIBE_STRUCT(ExtendMatter, (MatterVersion), (ends_at, reason))

/// One time that a deadline was moved.
struct MatterExtension {
  std::int64_t at = 0;
  std::int64_t from_at = 0;
  std::int64_t to_at = 0;
  std::string reason;
  std::string by_name;
};
BOOST_DESCRIBE_STRUCT(MatterExtension, (), (at, from_at, to_at, reason, by_name))

/// What is shown of any matter.
struct MatterView : MatterRow {
  std::string body;
  std::vector<std::string> area_ids;
  std::string sender_area_id;
  std::string created_by_name;
  std::string reason;  ///< why it was cancelled
  std::optional<std::int64_t> closed_at;
  std::vector<MatterExtension> extensions;
  std::int64_t version = 1;
  bool mine = false;  ///< the caller may change it
};
BOOST_DESCRIBE_STRUCT(MatterView, (MatterRow),
                      (body, area_ids, sender_area_id, created_by_name, reason, closed_at, extensions,
                       version, mine))

/// all: everyone · answered · silent: those who have not answered · present: ticked at the door of a meeting
enum class HouseFilter { all, answered, silent, present };
BOOST_DESCRIBE_ENUM(HouseFilter, all, answered, silent, present)

struct HousesQuery {
  Id matter_id;
  std::optional<Id> area;
  std::optional<Text<0, 100>> q;
  std::optional<HouseFilter> filter;
  std::optional<Whole<0, 100'000'000>> cursor;
};
BOOST_DESCRIBE_STRUCT(HousesQuery, (), (matter_id, area, q, filter, cursor))

/// A household as it stands on the roll.
struct RollHouse {
  std::string household_id;
  std::string code;
  std::string name;  ///< who speaks for it
  std::string head_name;
  std::string address;
  std::string area_id;
  std::string area_name;
};
BOOST_DESCRIBE_STRUCT(RollHouse, (), (household_id, code, name, head_name, address, area_id, area_name))

/// A household of the roll and what it answered, as far as the caller may know. Of a vote: how and when, and
/// in an open one what. Of a poll: which options. Of a meeting: the reply, and whether someone came.
struct MatterHouse : RollHouse {
  std::optional<std::string> phone;
  std::optional<std::int64_t> at;
  std::optional<BallotWay> way;
  bool both = false;  ///< voted by phone and on paper; the paper counts
  std::int64_t changes = 0;
  std::optional<BallotChoice> choice;
  std::string opinion;
  std::vector<std::int64_t> options;
  std::optional<MeetingAnswer> reply;
  std::string proxy_name;
  std::optional<std::int64_t> present_at;
};
BOOST_DESCRIBE_STRUCT(MatterHouse, (RollHouse),
                      (phone, at, way, both, changes, choice, opinion, options, reply, proxy_name,
                       present_at))

struct MatterHouses {
  std::vector<MatterHouse> items;
  std::int64_t total = 0;
  std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(MatterHouses, (), (items, total, next))

/// Turnout of one unit of the roll.
struct UnitTurnout {
  std::string area_id;
  std::string name;
  std::int64_t houses = 0;
  std::int64_t answered = 0;
};
BOOST_DESCRIBE_STRUCT(UnitTurnout, (), (area_id, name, houses, answered))

}  // namespace thon::assembly
