#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <span>
#include <vector>

#include "reach/ledger/bitmap.hpp"
#include "reach/plan/quiet.hpp"

/// When waves start and whom they are for. Decisions only, without I/O.
namespace thon::reach {

using rules::kNoQuiet;
using rules::Quiet;

/// The ways of a plan, in the order in which they are tried: first what costs nothing and disturbs nobody, last
/// what costs people's evenings.
enum class WaveKind { app, push, zalo, sms, loudspeaker, group_head, door };
BOOST_DESCRIBE_ENUM(WaveKind, app, push, zalo, sms, loudspeaker, group_head, door)
inline constexpr std::size_t kWaveKinds = 7;

/// People on foot, not messages.
inline bool on_foot(WaveKind kind) { return kind >= WaveKind::group_head; }

/// Why a wave was not started; "none" of one that was, or may still be.
enum class Skip { none, too_late, quiet_hours, everyone, nobody, not_set_up, stopped, withdrawn };
BOOST_DESCRIBE_ENUM(Skip, none, too_late, quiet_hours, everyone, nobody, not_set_up, stopped, withdrawn)

namespace rules {

/// What the times of a plan follow from.
struct Timing {
  Millis from = 0;  ///< the publication
  Millis deadline = 0;
  Quiet quiet;               ///< kNoQuiet when the announcement may break them
  Millis walk = 3 * kHour;  ///< how long the slowest of those who walk needs for her doors
};

struct WaveTime {
  WaveKind kind = WaveKind::app;
  Millis at = 0;
  Skip skip = Skip::none;  ///< too_late or quiet_hours: it cannot do anything before the deadline
  friend bool operator==(const WaveTime&, const WaveTime&) = default;
};

/// The times of a plan with these ways, in order. Never in quiet hours (but for the app, which makes no sound),
/// never after the deadline, and walkers early enough for their walk when there is time for it at all.
std::vector<WaveTime> wave_times(const Timing& timing, std::vector<WaveKind> kinds);

/// The times of waves that have not started, once some of them are overdue because no server ran: those follow
/// one another from now on instead of going out at one blow, the others keep their times.
std::vector<WaveTime> late_times(const Timing& timing, std::vector<WaveTime> waiting, Millis now);

/// A wave that is as late as this is more than a busy server.
inline constexpr Millis kLate = 30 * kMinute;

/// How long somebody needs for so many doors: never less than an hour, never more than an evening and a half.
Millis walk_time(std::int64_t doors);

/// The deadline offered for what is published now: the evening of the day after tomorrow.
Millis usual_deadline(Millis now);

/// Whom a wave is for: who misses the wanted evidence, is not muted, can be reached this way and was not written
/// to this way before. `reachable` is null for those who walk: they reach every door.
Bitmap targets(const Bitmap& missing, const Bitmap& muted, const Bitmap* reachable, const Bitmap* handed_out);

}  // namespace rules
}  // namespace thon::reach
