#pragma once
#include "assembly/matters/rules.hpp"
#include "assembly/meetings/store.hpp"

/// Decisions about meetings, without I/O.
namespace thon::assembly::rules {

/// The invitation went out less than two days before the meeting.
bool short_notice(Millis invited_at, Millis starts_at);
MeetingCount count(std::int64_t houses, const std::vector<meeting_store::Reply>& replies,
                   const std::vector<meeting_store::Attendance>& attendance);
/// Whom a household sends: a name when it sends someone, and only then.
std::string proxy_of(const MeetingReply& reply);
/// A device's clock may be wrong: never before the invitation, never after now.
Millis ticked_at(Millis at, Millis invited_at, Millis now);
/// What becomes of a tick, given the one that is known of that household. Of two the later counts, so that
/// ticks of several helpers may arrive in any order.
TickOutcome outcome(const std::optional<meeting_store::Attendance>& known, bool present, Millis at);

}  // namespace thon::assembly::rules
