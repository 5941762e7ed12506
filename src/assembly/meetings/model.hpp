#pragma once
#include "assembly/matters/model.hpp"

namespace thon::assembly {

/// A paper that is sent with the invitation.
struct MeetingPaper {
  Text<1, 200> title;
  LongText<1, 20'000> body;
};
BOOST_DESCRIBE_STRUCT(MeetingPaper, (), (title, body))

using MeetingPapers = List<MeetingPaper, 0, 10>;
using MeetingPlace = Text<1, 200>;

struct MeetingDraft {
  Id id;
  MatterUnits area_ids;
  MatterTitle title;
  MatterBody body;  ///< the agenda
  MeetingPlace place;
  Moment starts_at;
  MeetingPapers papers;
};
BOOST_DESCRIBE_STRUCT(MeetingDraft, (), (id, area_ids, title, body, place, starts_at, papers))

struct MeetingEdit : MatterVersion {
  std::optional<MatterUnits> area_ids;
  std::optional<MatterTitle> title;
  std::optional<MatterBody> body;
  std::optional<MeetingPlace> place;
  std::optional<Moment> starts_at;
  std::optional<MeetingPapers> papers;
};
BOOST_DESCRIBE_STRUCT(MeetingEdit, (MatterVersion), (area_ids, title, body, place, starts_at, papers))

/// What came of it, for the minutes.
struct MeetingHeld : MatterVersion {
  Text<1, 120> chair;
  Text<1, 120> secretary;
  LongText<0, 10'000> conclusion;
};
BOOST_DESCRIBE_STRUCT(MeetingHeld, (MatterVersion), (chair, secretary, conclusion))

/// Households by what they answered, and by whether someone came.
struct MeetingCount {
  std::int64_t houses = 0;
  std::int64_t needed = 0;  ///< for a quorum: more than half of all households
  std::int64_t going = 0;
  std::int64_t not_going = 0;
  std::int64_t proxy = 0;
  std::int64_t silent = 0;
  std::int64_t present = 0;
  bool quorum = false;
};
BOOST_DESCRIBE_STRUCT(MeetingCount, (), (houses, needed, going, not_going, proxy, silent, present, quorum))

struct MeetingView : MatterView {
  std::string place;
  std::vector<MeetingPaper> papers;
  std::string chair;
  std::string secretary;
  std::string conclusion;
  MeetingCount count;
  bool short_notice = false;  ///< invited less than the two days before that the law asks for
  bool may_tick = false;      ///< the caller may tick who comes
};
BOOST_DESCRIBE_STRUCT(MeetingView, (MatterView),
                      (place, papers, chair, secretary, conclusion, count, short_notice, may_tick))

struct MeetingReply {
  Id matter_id;
  MeetingAnswer answer = MeetingAnswer::going;
  std::optional<Text<0, 120>> proxy_name;  ///< whom the household sends
};
BOOST_DESCRIBE_STRUCT(MeetingReply, (), (matter_id, answer, proxy_name))

struct AttendanceTick {
  Id household_id;
  bool present = true;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(AttendanceTick, (), (household_id, present, at))

struct AttendanceInput {
  Id matter_id;
  List<AttendanceTick, 1, 500> items;
};
BOOST_DESCRIBE_STRUCT(AttendanceInput, (), (matter_id, items))

/// already: a later tick is known
enum class TickOutcome { recorded, already, not_found };
BOOST_DESCRIBE_ENUM(TickOutcome, recorded, already, not_found)

struct AttendanceTicked {
  std::string household_id;
  TickOutcome result = TickOutcome::not_found;
};
BOOST_DESCRIBE_STRUCT(AttendanceTicked, (), (household_id, result))

struct AttendanceResult {
  std::vector<AttendanceTicked> items;
};
BOOST_DESCRIBE_STRUCT(AttendanceResult, (), (items))

}  // namespace thon::assembly
