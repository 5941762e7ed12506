#include <algorithm>

#include "reach/plan/waving.hpp"

namespace thon::reach {
namespace {

/// Times change little with the walk; below this the first outlook is good enough.
constexpr Millis kSameWalk = 20 * kMinute;

std::vector<rules::WaveTime> times_of(const plan_store::Plan& plan, const rules::Timing& timing,
                                      std::vector<WaveKind> kinds) {
  if (plan.mode != PlanMode::at_once) return rules::wave_times(timing, std::move(kinds));
  auto times = rules::wave_times(timing, std::move(kinds));
  for (auto& time : times)
    if (time.kind != WaveKind::app && time.skip == Skip::none)
      time.at = std::min(time.at, rules::after_quiet(timing.from, timing.quiet));
  return times;
}

std::int64_t largest_group(const Roster& roster) {
  std::vector<std::int64_t> households(roster.units().size());
  for (const auto& run : roster.runs()) households[run.unit] += std::int64_t{run.last} - run.first + 1;
  return households.empty() ? 0 : *std::max_element(households.begin(), households.end());
}

/// How long the head with the most doors left will walk.
Millis walk_of(const PlanDraft& draft, const Ground& ground) {
  for (std::size_t i = 0; i < draft.times.size(); ++i) {
    if (!on_foot(draft.times[i].kind)) continue;
    const double left = draft.expected[i] / std::max<double>(1, static_cast<double>(ground.audience.size()));
    return rules::walk_time(
        static_cast<std::int64_t>(left * static_cast<double>(largest_group(ground.roster))));
  }
  return kHour;
}

}  // namespace

Quiet Waving::quiet_of(Tx& tx, std::string_view area_id) const {
  const auto set = plan_store::quiet_hours(tx, area_id);
  return set ? Quiet{set->quiet_from, set->quiet_to} : Quiet{};
}

std::vector<WaveKind> Waving::kinds(Tx& tx) {
  std::vector<WaveKind> found;
  for (std::size_t i = 0; i < kWaveKinds; ++i) {
    const auto kind = static_cast<WaveKind>(i);
    const auto channels = channels_of(kind);
    const bool ready = std::any_of(channels.begin(), channels.end(), [&](channels::Kind channel) {
      return carrier_->budget(tx, channel, 0).configured;
    });
    if (kind == WaveKind::app || on_foot(kind) || ready) found.push_back(kind);
  }
  return found;
}

Bitmap Waving::comes_to(Tx& tx, WaveKind kind, const Bitmap& audience, const Bitmap& with_app,
                        const mute_store::Muted& muted) {
  if (kind == WaveKind::app) return audience & with_app;
  if (on_foot(kind)) return audience - muted.walks;
  Bitmap found;
  for (const auto channel : channels_of(kind)) found |= carrier_->reachable(tx, channel);
  found &= audience;
  found -= kind == WaveKind::loudspeaker ? muted.walks : muted.messages;
  return found;
}

PlanDraft Waving::draft(Tx& tx, const Ground& ground, const plan_store::Plan& plan) {
  PlanDraft draft;
  auto kinds = plan_store::kinds_of(plan.kinds);
  if (plan.mode == PlanMode::app) kinds.clear();
  kinds.push_back(WaveKind::app);
  // Without a deadline nothing is promised, and the app is all there is.
  rules::Timing timing{ground.from, plan.deadline.value_or(INT64_MAX / 2), ground.quiet};
  if (plan.urgent_reason) timing.quiet = kNoQuiet;
  if (!plan.deadline) {
    draft.times = {{WaveKind::app, ground.from, Skip::none}};
    draft.expected = {static_cast<double>(ground.with_app.size())};
    return draft;
  }
  std::map<WaveKind, Bitmap> households;
  for (const auto kind : kinds)
    households.try_emplace(kind, comes_to(tx, kind, ground.audience, ground.with_app, ground.muted));
  for (int round = 0; round < 2; ++round) {
    draft.times = times_of(plan, timing, kinds);
    draft.course = {{}, ground.from, *plan.deadline, ground.confirm};
    for (const auto& time : draft.times)
      if (time.skip == Skip::none)
        draft.course.attempts.push_back({time.kind, time.at, households.at(time.kind)});
    draft.prediction =
        predict(tx, context_, ground.audience, ground.audience, ground.roster, draft.course);
    draft.expected.assign(draft.times.size(), 0);
    auto next = draft.prediction->outlook.households.begin();
    for (std::size_t i = 0; i < draft.times.size(); ++i)
      if (draft.times[i].skip == Skip::none) draft.expected[i] = *next++;
    const Millis walk = walk_of(draft, ground);
    if (std::abs(walk - timing.walk) < kSameWalk) break;
    timing.walk = walk;
  }
  return draft;
}

Prediction Waving::outlook(Tx& tx, const Book& book, const plan_store::Plan& plan) {
  Course course{{}, tx.now(), *plan.deadline, book.notice().ask_confirmation};
  const auto& id = book.notice().id;
  const auto muted = mute_store::muted(tx);
  for (const auto& wave : plan_store::waves(tx, id)) {
    if (wave.state == WaveState::started)
      course.attempts.push_back({wave.kind, *wave.started_at, plan_store::households(tx, id, wave.kind)});
    else if (wave.state == WaveState::waiting)
      course.attempts.push_back(
          {wave.kind, std::max(wave.due_at, tx.now()), comes_to(tx, wave.kind, *book.audience(), {}, muted)});
  }
  return predict(tx, context_, *book.audience(), book.missing(wanted_of(book)), *book.roster(), course);
}

}  // namespace thon::reach
