#include "reach/planner/forecasts.hpp"

#include <cmath>

#include "base/error.hpp"
#include "reach/planner/store.hpp"

namespace thon::reach {
namespace {

constexpr std::int64_t kListed = 60;

std::int64_t whole(double number) { return std::llround(number); }

/// What somebody gets who gives every household the same chance, the true share.
double brier_of_share(double share) { return share * (1 - share); }

}  // namespace

WhatIfWave Forecasts::wave(Tx& tx, const rules::WaveTime& time, double households) {
  WhatIfWave wave;
  wave.kind = time.kind;
  wave.at = time.at;
  wave.skip = time.skip;
  wave.households = whole(households);
  // With several channels the first that is set up is the one that most households get.
  for (const auto channel : channels_of(time.kind)) {
    const auto budget = waving_.carrier().budget(tx, channel, wave.households);
    wave.trouble = budget.trouble;
    if (!budget.configured) continue;
    wave.cost = budget.cost;
    wave.left_today = budget.left_today;
    wave.left_month = budget.left_month;
    break;
  }
  return wave;
}

WhatIf Forecasts::option(Tx& tx, const Ground& ground, const plan_store::Plan& plan) {
  const auto draft = waving_.draft(tx, ground, plan);
  WhatIf option;
  option.mode = plan.mode;
  for (std::size_t i = 0; i < draft.times.size(); ++i) {
    auto wave = this->wave(tx, draft.times[i], draft.expected[i]);
    option.cost += wave.cost;
    if (!on_foot(wave.kind) && wave.kind != WaveKind::app) option.messages += wave.households;
    // Those who come after the head of the group knock at doors that she did not get to.
    if (on_foot(wave.kind)) option.doors = std::max(option.doors, wave.households);
    option.waves.push_back(std::move(wave));
  }
  option.expected = whole(draft.prediction->outlook.expected);
  option.low = static_cast<std::int64_t>(draft.prediction->range.low);
  option.high = static_cast<std::int64_t>(std::ceil(draft.prediction->range.high));
  return option;
}

WhatIfView Forecasts::what_if(Tx& tx, const Actor& actor, const WhatIfInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto area_ids = sight.checked(input.area_ids, kNoArea);
  const Millis from = std::max(tx.now(), input.publish_at.value_or(tx.now()));
  const Millis deadline = input.deadline.value_or(rules::usual_deadline(from));
  if (deadline <= from) throw Error::invalid("/deadline", "reach.error.deadline_past");
  const auto filter = input.filter.value_or(AudienceFilter{});
  audiences_.check(tx, sight, filter);
  const auto today = audiences_.today(tx, *sight.tree, area_ids, filter);
  const auto* root = sight.tree->find(area_ids.front());
  for (const auto* unit : sight.roots)
    if (sight.tree->is_under(area_ids.front(), unit->id)) root = unit;
  const Ground ground{root->id,         today.households,
                      today.roster,     today.households & today.with_app,
                      mute_store::muted(tx), waving_.quiet_of(tx, root->id),
                      from,             input.ask_confirmation};
  WhatIfView view;
  view.households = static_cast<std::int64_t>(today.households.size());
  view.muted = static_cast<std::int64_t>(today.households.common(ground.muted.walks));
  view.deadline = deadline;
  view.quiet_from = ground.quiet.from;
  view.quiet_to = ground.quiet.to;
  view.kinds = waving_.kinds(tx);
  view.learned_from = planner_store::lessons_done(tx);
  plan_store::Plan plan;
  plan.deadline = deadline;
  plan.kinds = plan_store::kinds_text(
      input.kinds ? std::vector<WaveKind>(input.kinds->begin(), input.kinds->end()) : view.kinds);
  if (input.urgent) plan.urgent_reason = "?";
  for (const auto mode : {PlanMode::app, PlanMode::waves, PlanMode::at_once}) {
    plan.mode = mode;
    view.options.push_back(option(tx, ground, plan));
  }
  return view;
}

ForecastsView Forecasts::past(Tx& tx, const Actor& actor, const ForecastsQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish").narrowed(query.area);
  ForecastsView view;
  std::vector<ForecastBin> bins(kBins);
  double households = 0, squares = 0, mean_squares = 0;
  for (const auto* root : sight.roots) {
    for (const auto& row : planner_store::bins(tx, root->id)) {
      auto& bin = bins.at(static_cast<std::size_t>(row.bin));
      bin.households += row.households;
      bin.expected += row.expected;
      bin.reached += row.reached;
    }
    for (auto& line : planner_store::scored(tx, root->id, kListed)) {
      const auto count = static_cast<double>(line.households), reached = static_cast<double>(line.reached);
      households += count;
      squares += count * line.brier;
      mean_squares += count * brier_of_share(reached / std::max(1.0, count));
      view.within += reached >= std::floor(line.low) && reached <= std::ceil(line.high);
      view.items.push_back(std::move(line));
    }
  }
  std::sort(view.items.begin(), view.items.end(),
            [](const auto& a, const auto& b) { return a.deadline > b.deadline; });
  for (std::size_t i = 0; i < kBins; ++i) bins[i].from = static_cast<std::int64_t>(i * 100 / kBins);
  view.bins = std::move(bins);
  view.announcements = static_cast<std::int64_t>(view.items.size());
  if (households > 0) {
    view.brier = squares / households;
    view.brier_of_the_mean = mean_squares / households;
  }
  return view;
}

}  // namespace thon::reach
