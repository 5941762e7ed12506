#pragma once
#include "rollcall/model.hpp"

namespace thon::rollcall {

/// What is needed, as far as it was said.
struct RollDetail {
  std::optional<RollNeed> need;
  std::optional<RollPeople> people;
  std::optional<RollPlace> place;
  std::optional<RollNote> note;
};
BOOST_DESCRIBE_STRUCT(RollDetail, (), (need, people, place, note))

/// One tap of a household. The id is made by the phone: sent again, it is the same tap.
struct RollAnswerItem : RollDetail {
  Id id;
  Id call_id;
  RollAnswer state = RollAnswer::safe;
  std::optional<double> latitude;
  std::optional<double> longitude;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(RollAnswerItem, (RollDetail), (id, call_id, state, latitude, longitude, at))

struct RollAnswers {
  List<RollAnswerItem, 1, 50> items;
};
BOOST_DESCRIBE_STRUCT(RollAnswers, (), (items))

/// What was found at one door.
struct RollMarkItem : RollDetail {
  Id id;
  Id call_id;
  Id household_id;
  RollMark state = RollMark::safe;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(RollMarkItem, (RollDetail), (id, call_id, household_id, state, at))

struct RollMarks {
  List<RollMarkItem, 1, 500> items;
};
BOOST_DESCRIBE_STRUCT(RollMarks, (), (items))

/// already: it is known · ended: it tells of a moment after the end · too_many: so much was said of this
/// household that no more is kept
enum class RollOutcome { recorded, already, ended, too_many, not_found };
BOOST_DESCRIBE_ENUM(RollOutcome, recorded, already, ended, too_many, not_found)

struct RollResult {
  std::string id;
  RollOutcome result = RollOutcome::not_found;
};
BOOST_DESCRIBE_STRUCT(RollResult, (), (id, result))

struct RollResults {
  std::vector<RollResult> items;
};
BOOST_DESCRIBE_STRUCT(RollResults, (), (items))

/// take: I am on my way · release: I no longer am · helped: help is there
enum class RollHelp { take, release, helped };
BOOST_DESCRIBE_ENUM(RollHelp, take, release, helped)

struct RollHelpInput {
  Id call_id;
  Id household_id;
  RollHelp step = RollHelp::take;
};
BOOST_DESCRIBE_STRUCT(RollHelpInput, (), (call_id, household_id, step))

/// One report as it is shown.
struct RollReportView {
  RollDeed deed = RollDeed::safe;
  RollSource source = RollSource::household;
  std::int64_t at = 0;
  std::int64_t recorded_at = 0;
  std::string by_name;
  std::optional<RollNeed> need;
  std::optional<std::int64_t> people;
  std::string place;
  std::string note;
};
BOOST_DESCRIBE_STRUCT(RollReportView, (), (deed, source, at, recorded_at, by_name, need, people, place, note))

}  // namespace thon::rollcall
