#pragma once
#include "assembly/context.hpp"
#include "assembly/meetings/store.hpp"

namespace thon::assembly {

/// Inviting a village to a meeting, and who came.
class Meetings {
 public:
  explicit Meetings(Context& context) : context_(context) {}

  MeetingView find(Tx& tx, const Actor& actor, std::string_view id) const;
  /// The same id twice answers the first result.
  MeetingView draft(Tx& tx, const Actor& actor, const MeetingDraft& input);
  MeetingView edit(Tx& tx, const Actor& actor, const MeetingEdit& input);
  /// Sends the invitation to the households of its units as they are today. Twice is once.
  MeetingView invite(Tx& tx, const Actor& actor, const MatterVersion& input);
  void reply(Tx& tx, const Actor& actor, const MeetingReply& input);
  /// Ticks who came, or takes ticks back; in any order, from any number of devices.
  AttendanceResult attend(Tx& tx, const Actor& actor, const AttendanceInput& input);
  /// The meeting is over. Twice is once; what is written may be mended by closing it again.
  MeetingView close(Tx& tx, const Actor& actor, const MeetingHeld& input);

 private:
  MeetingView view(Tx& tx, const Actor& actor, const Matter& matter) const;
  Context& context_;
};

}  // namespace thon::assembly
