#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"
#include "reach/audience/model.hpp"
#include "reach/plan/model.hpp"

namespace thon::reach {

/// What if it were sent like this?
struct WhatIfInput {
  List<Id, 1, 500> area_ids;
  bool ask_confirmation = false;
  std::optional<std::int64_t> deadline;  ///< absent: the one that is offered
  std::optional<Kinds> kinds;            ///< absent: all that are set up
  bool urgent = false;                   ///< quiet hours are broken
  std::optional<std::int64_t> publish_at;  ///< absent: now
  std::optional<AudienceFilter> filter;
};
BOOST_DESCRIBE_STRUCT(WhatIfInput, (),
                      (area_ids, ask_confirmation, deadline, kinds, urgent, publish_at, filter))

/// One wave of an alternative.
struct WhatIfWave {
  WaveKind kind = WaveKind::app;
  std::int64_t at = 0;
  Skip skip = Skip::none;
  std::int64_t households = 0;  ///< it will probably be for so many
  std::int64_t cost = 0;        ///< đồng
  std::optional<std::int64_t> left_today;  ///< messages that the quota leaves, before this wave
  std::optional<std::int64_t> left_month;
  std::string trouble;  ///< a text key, empty when there is none
};
BOOST_DESCRIBE_STRUCT(WhatIfWave, (),
                      (kind, at, skip, households, cost, left_today, left_month, trouble))

struct WhatIf {
  PlanMode mode = PlanMode::waves;
  std::vector<WhatIfWave> waves;
  std::int64_t expected = 0;  ///< households with the wanted evidence at the deadline
  std::int64_t low = 0;       ///< nine times out of ten it is between these
  std::int64_t high = 0;
  std::int64_t messages = 0;
  std::int64_t cost = 0;
  std::int64_t doors = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIf, (), (mode, waves, expected, low, high, messages, cost, doors))

struct WhatIfView {
  std::int64_t households = 0;
  std::int64_t muted = 0;  ///< of them, left alone for now
  std::int64_t deadline = 0;
  std::int64_t quiet_from = 0;
  std::int64_t quiet_to = 0;
  std::vector<WaveKind> kinds;  ///< that are set up
  std::vector<WhatIf> options;
  std::int64_t learned_from = 0;  ///< finished announcements that these figures rest on
};
BOOST_DESCRIBE_STRUCT(WhatIfView, (),
                      (households, muted, deadline, quiet_from, quiet_to, kinds, options, learned_from))

struct ForecastsQuery {
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(ForecastsQuery, (), (area))

/// Households that were given chances from `from` to `from` + 10 per cent.
struct ForecastBin {
  std::int64_t from = 0;  ///< per cent
  std::int64_t households = 0;
  double expected = 0;
  std::int64_t reached = 0;
};
BOOST_DESCRIBE_STRUCT(ForecastBin, (), (from, households, expected, reached))

struct PastForecast {
  std::string announcement_id;
  std::string title;
  std::int64_t deadline = 0;
  std::int64_t households = 0;
  double expected = 0;
  double low = 0;
  double high = 0;
  std::int64_t reached = 0;
  double brier = 0;
};
BOOST_DESCRIBE_STRUCT(PastForecast, (),
                      (announcement_id, title, deadline, households, expected, low, high, reached, brier))

struct ForecastsView {
  std::int64_t announcements = 0;  ///< of those listed
  std::int64_t within = 0;         ///< of them, those whose result lay in the range that was named
  double brier = 0;                ///< mean of the listed, household by household
  double brier_of_the_mean = 0;    ///< the same for somebody who only knows the share of all
  std::vector<ForecastBin> bins;
  std::vector<PastForecast> items;
};
BOOST_DESCRIBE_STRUCT(ForecastsView, (),
                      (announcements, within, brier, brier_of_the_mean, bins, items))

}  // namespace thon::reach
