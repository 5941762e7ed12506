#pragma once
#include "reach/audience/audience.hpp"
#include "reach/plan/waving.hpp"

namespace thon::reach {

/// What people do with plans: look, choose, hurry, stop.
class Plans {
 public:
  Plans(Context& context, Waving& waving, const Audiences& audiences)
      : context_(context), waving_(waving), audiences_(audiences) {}

  /// Of a draft: as it would go if it were published now. Of a draft without a plan: the one that is offered.
  PlanView find(Tx& tx, const Actor& actor, const PlanQuery& query);
  /// Of a draft, or of one that runs: what has not started is planned again. The same twice answers the first
  /// result.
  PlanView save(Tx& tx, const Actor& actor, const PlanInput& input);
  PlanView stop(Tx& tx, const Actor& actor, const PlanQuery& query);
  /// Does not wait for the next wave's time. A wave that has started already is left as it is.
  PlanView next(Tx& tx, const Actor& actor, const NextInput& input);

  QuietView quiet(Tx& tx, const Actor& actor, const QuietQuery& query);
  QuietView set_quiet(Tx& tx, const Actor& actor, const QuietInput& input);

 private:
  struct Found;
  Found found(Tx& tx, const Actor& actor, std::string_view announcement_id, std::string_view permission) const;
  PlanView view(Tx& tx, const Actor& actor, const Found& found);
  void add_draft(Tx& tx, const Found& found, PlanView& view);
  void add_waves(Tx& tx, const Found& found, PlanView& view);
  void add_forecast(Tx& tx, const Found& found, PlanView& view);
  plan_store::Plan checked(Tx& tx, const PlanInput& input, const Found& found);

  Context& context_;
  Waving& waving_;
  const Audiences& audiences_;
};

}  // namespace thon::reach
