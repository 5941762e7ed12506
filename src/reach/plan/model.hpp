#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/model.hpp"
#include "reach/plan/waves.hpp"

namespace thon::reach {

/// The app alone; one way after another; everything at the first moment allowed.
enum class PlanMode { app, waves, at_once };
BOOST_DESCRIBE_ENUM(PlanMode, app, waves, at_once)

enum class PlanState { draft, running, stopped, done };
BOOST_DESCRIBE_ENUM(PlanState, draft, running, stopped, done)

enum class WaveState { waiting, started, skipped };
BOOST_DESCRIBE_ENUM(WaveState, waiting, started, skipped)

using Kinds = List<WaveKind, 1, kWaveKinds>;

struct PlanQuery {
  Id announcement_id;
};
BOOST_DESCRIBE_STRUCT(PlanQuery, (), (announcement_id))

struct PlanInput {
  Id announcement_id;
  std::int64_t version = 0;  ///< as it was read; 0: there is none yet
  PlanMode mode = PlanMode::waves;
  std::optional<std::int64_t> deadline;  ///< needed for all but the app alone
  std::optional<Kinds> kinds;            ///< absent: all that are set up
  std::optional<Text<1, 300>> urgent_reason;
};
BOOST_DESCRIBE_STRUCT(PlanInput, (), (announcement_id, version, mode, deadline, kinds, urgent_reason))

struct NextInput {
  Id announcement_id;
  WaveKind kind = WaveKind::push;  ///< the wave that is to start now; the next one that waits
};
BOOST_DESCRIBE_STRUCT(NextInput, (), (announcement_id, kind))

struct Wave {
  WaveKind kind = WaveKind::app;
  WaveState state = WaveState::waiting;
  std::int64_t due_at = 0;
  std::optional<std::int64_t> started_at;
  std::optional<std::string> started_by_name;
  Skip skip = Skip::none;
  double expected = 0;          ///< households it was thought to be for, of the whole audience
  std::int64_t households = 0;  ///< those it was for
  std::int64_t muted = 0;       ///< left out, of the whole audience
  std::int64_t cost = 0;        ///< đồng
};
BOOST_DESCRIBE_STRUCT(Wave, (),
                      (kind, state, due_at, started_at, started_by_name, skip, expected, households, muted, cost))

/// A wave as it is shown; its households are those in the units that the caller may view.
struct WaveView : Wave {
  std::int64_t reached = 0;  ///< those of them that have the wanted evidence now
};
BOOST_DESCRIBE_STRUCT(WaveView, (Wave), (reached))

/// What was expected at the publication, and what is expected now.
struct PlanForecast {
  std::int64_t households = 0;
  double expected = 0;
  double low = 0;
  double high = 0;
  std::optional<double> now;  ///< as things stand, while it runs
  std::optional<std::int64_t> reached;  ///< at the deadline, once that is past
};
BOOST_DESCRIBE_STRUCT(PlanForecast, (), (households, expected, low, high, now, reached))

struct PlanView {
  std::string announcement_id;
  PlanState state = PlanState::draft;
  PlanMode mode = PlanMode::waves;
  std::int64_t version = 0;
  std::optional<std::int64_t> deadline;
  std::optional<std::string> urgent_reason;
  Evidence wanted = Evidence::opened;
  std::int64_t quiet_from = 0;
  std::int64_t quiet_to = 0;
  std::optional<std::string> stopped_by_name;
  std::optional<std::int64_t> stopped_at;
  std::int64_t audience = 0;
  std::int64_t reached = 0;  ///< with the wanted evidence
  std::int64_t muted = 0;    ///< without it, and left alone for now
  std::vector<WaveView> waves;
  std::optional<PlanForecast> forecast;  ///< of the whole audience, for those who may publish
};
BOOST_DESCRIBE_STRUCT(PlanView, (),
                      (announcement_id, state, mode, version, deadline, urgent_reason, wanted, quiet_from,
                       quiet_to, stopped_by_name, stopped_at, audience, reached, muted, waves, forecast))

struct QuietQuery {
  Id area;
};
BOOST_DESCRIBE_STRUCT(QuietQuery, (), (area))

struct QuietInput {
  Id area;
  Whole<0, 1439> quiet_from{21 * 60};
  Whole<0, 1439> quiet_to{6 * 60 + 30};
};
BOOST_DESCRIBE_STRUCT(QuietInput, (), (area, quiet_from, quiet_to))

struct QuietView {
  std::string area;
  std::int64_t quiet_from = 0;
  std::int64_t quiet_to = 0;
  std::string from_area;  ///< the unit that set them; empty: nobody has
  std::string from_name;
};
BOOST_DESCRIBE_STRUCT(QuietView, (), (area, quiet_from, quiet_to, from_area, from_name))

}  // namespace thon::reach
