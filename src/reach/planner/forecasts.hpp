#pragma once
#include "reach/audience/audience.hpp"
#include "reach/plan/waving.hpp"
#include "reach/planner/model.hpp"

namespace thon::reach {

/// What is to be expected before something is sent, and how often that has come true.
class Forecasts {
 public:
  Forecasts(Context& context, Waving& waving, const Audiences& audiences)
      : context_(context), waving_(waving), audiences_(audiences) {}

  /// The app alone, one wave after another, and everything at once, side by side.
  WhatIfView what_if(Tx& tx, const Actor& actor, const WhatIfInput& input);
  /// Of what was sent from the caller's units.
  ForecastsView past(Tx& tx, const Actor& actor, const ForecastsQuery& query);

 private:
  WhatIf option(Tx& tx, const Ground& ground, const plan_store::Plan& plan);
  WhatIfWave wave(Tx& tx, const rules::WaveTime& time, double households);

  Context& context_;
  Waving& waving_;
  const Audiences& audiences_;
};

}  // namespace thon::reach
