#pragma once
#include "reach/coverage/model.hpp"

namespace thon::reach {

struct WalkQuery {
  Id area;
};
BOOST_DESCRIBE_STRUCT(WalkQuery, (), (area))

struct WalkPdfQuery {
  Id area;
  std::optional<Id> announcement;  ///< absent: all that are live
};
BOOST_DESCRIBE_STRUCT(WalkPdfQuery, (), (area, announcement))

struct WalkArea {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(WalkArea, (), (id, name))

struct WalkAnnouncement {
  std::string id;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(WalkAnnouncement, (), (id, title))

struct WalkItem : WalkRow {
  std::vector<std::string> missing;  ///< announcements this household is not known to have
};
BOOST_DESCRIBE_STRUCT(WalkItem, (WalkRow), (missing))

struct Walk {
  WalkArea area;
  std::vector<WalkAnnouncement> announcements;
  std::vector<WalkItem> items;
};
BOOST_DESCRIBE_STRUCT(Walk, (), (area, announcements, items))

struct ToldItem {
  Id announcement_id;
  Id household_id;
  std::int64_t at = 0;
  std::optional<Text<0, 500>> note;
};
BOOST_DESCRIBE_STRUCT(ToldItem, (), (announcement_id, household_id, at, note))

struct ToldInput {
  List<ToldItem, 1, 500> items;
};
BOOST_DESCRIBE_STRUCT(ToldInput, (), (items))

enum class ToldOutcome { recorded, already, not_found };
BOOST_DESCRIBE_ENUM(ToldOutcome, recorded, already, not_found)

struct ToldResult {
  std::string announcement_id;
  std::string household_id;
  ToldOutcome result = ToldOutcome::not_found;
};
BOOST_DESCRIBE_STRUCT(ToldResult, (), (announcement_id, household_id, result))

struct ToldResults {
  std::vector<ToldResult> items;
};
BOOST_DESCRIBE_STRUCT(ToldResults, (), (items))

struct RetractInput {
  Id announcement_id;
  Id household_id;
  std::optional<std::int64_t> at;  ///< by the device's clock: a later tick stays; absent: now
};
BOOST_DESCRIBE_STRUCT(RetractInput, (), (announcement_id, household_id, at))

}  // namespace thon::reach
