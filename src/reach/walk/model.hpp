#pragma once
#include "reach/coverage/model.hpp"

namespace thon::reach {

struct WalkQuery {
  Id area;
};
BOOST_DESCRIBE_STRUCT(WalkQuery, (), (area))

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
  std::int64_t number = 0;  ///< its place in its own unit in walking order, the number on paper lists
  std::vector<std::string> missing;  ///< announcements this household is not known to have
};
BOOST_DESCRIBE_STRUCT(WalkItem, (WalkRow), (number, missing))

struct Walk {
  WalkArea area;
  std::vector<WalkAnnouncement> announcements;
  std::vector<WalkItem> items;
  std::int64_t now = 0;  ///< by the server's clock, so that a device knows how far its own is off
};
BOOST_DESCRIBE_STRUCT(Walk, (), (area, announcements, items, now))

/// Where a tick was made. Personal data of the person who walks: sent only when that person chose to.
struct ToldPlace {
  double latitude = 0;
  double longitude = 0;
  std::optional<double> accuracy;  ///< metres
};
BOOST_DESCRIBE_STRUCT(ToldPlace, (), (latitude, longitude, accuracy))

struct ToldItem {
  Id announcement_id;
  Id household_id;
  std::int64_t at = 0;  ///< by the device's clock; with the account it tells one tick from another
  std::optional<Text<0, 500>> note;
  std::optional<ToldPlace> place;
};
BOOST_DESCRIBE_STRUCT(ToldItem, (), (announcement_id, household_id, at, note, place))

struct ToldInput {
  List<ToldItem, 1, 500> items;
  std::optional<std::int64_t> sent_at;  ///< the device's clock when the message left: shows how far it is off
};
BOOST_DESCRIBE_STRUCT(ToldInput, (), (items, sent_at))

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
  std::optional<std::int64_t> at;  ///< by the device's clock: later ticks stay; absent: all are taken back
  std::optional<std::int64_t> sent_at;
};
BOOST_DESCRIBE_STRUCT(RetractInput, (), (announcement_id, household_id, at, sent_at))

}  // namespace thon::reach
