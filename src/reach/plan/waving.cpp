#include "reach/plan/waving.hpp"

#include <algorithm>

#include "platform/jobs/jobs.hpp"
#include "reach/news.hpp"
#include "reach/planner/store.hpp"

namespace thon::reach {
namespace {

constexpr std::int64_t kPlansAtOnce = 50;
/// Evidence that phones bring home late still counts for what is learned.
constexpr Millis kLessonAfter = kDay;
constexpr Millis kWithoutDeadline = 4 * kDay;

Ground ground_of(const Book& book, Bitmap with_app, mute_store::Muted muted, const Quiet& quiet) {
  return {book.notice().sender_area_id,
          *book.audience(),
          *book.roster(),
          std::move(with_app),
          std::move(muted),
          quiet,
          book.notice().published_at,
          book.notice().ask_confirmation};
}

Wave waiting(const rules::WaveTime& time, double expected) {
  Wave wave;
  wave.kind = time.kind;
  wave.state = time.skip == Skip::none ? WaveState::waiting : WaveState::skipped;
  wave.due_at = time.at;
  wave.skip = time.skip;
  wave.expected = expected;
  return wave;
}

}  // namespace

rules::Timing Waving::timing(Tx& tx, const Book& book, const plan_store::Plan& plan) const {
  const auto quiet = plan.urgent_reason ? kNoQuiet : quiet_of(tx, book.notice().sender_area_id);
  return {book.notice().published_at, plan.deadline.value_or(INT64_MAX / 2), quiet};
}

bool Waving::too_late(Tx& tx, std::string_view announcement_id, Millis begins) const {
  const auto plan = plan_store::find(tx, announcement_id);
  return plan && plan->deadline && *plan->deadline <= begins;
}

void Waving::begin(Tx& tx, const Book& book, const Bitmap& with_app) {
  const auto& id = book.notice().id;
  auto plan = plan_store::find(tx, id).value_or(plan_store::Plan{id, PlanMode::app, "app"});
  const auto ground = ground_of(book, *book.audience() & with_app, mute_store::muted(tx),
                                quiet_of(tx, book.notice().sender_area_id));
  const auto made = draft(tx, ground, plan);
  plan.state = plan.deadline ? PlanState::running : PlanState::done;
  ++plan.version;
  plan_store::put(tx, plan);
  for (std::size_t i = 0; i < made.times.size(); ++i)
    plan_store::put_wave(tx, id, waiting(made.times[i], made.expected[i]));
  if (made.prediction) {
    const auto& [outlook, range] = *made.prediction;
    planner_store::put_forecast(tx, id,
                                {tx.now(), *plan.deadline, static_cast<std::int64_t>(ground.audience.size()),
                                 outlook.expected, range.low, range.high, outlook.variance},
                                outlook.chances);
  }
  planner_store::plan_lesson(tx, id, plan.deadline.value_or(tx.now() + kWithoutDeadline) + kLessonAfter);
  Wave app = waiting(made.times.front(), made.expected.front());
  if (plan_store::claim(tx, id, WaveKind::app, WaveState::started, Skip::none)) {
    app.households = static_cast<std::int64_t>(ground.with_app.size());
    plan_store::started(tx, id, app, ground.with_app);
  }
}

void Waving::again(Tx& tx, const Book& book, const plan_store::Plan& plan) {
  const auto& id = book.notice().id;
  plan_store::remove_waiting(tx, id);
  planner_store::drop_forecast(tx, id);
  planner_store::plan_lesson(tx, id, plan.deadline.value_or(tx.now() + kWithoutDeadline) + kLessonAfter);
  const auto known = plan_store::waves(tx, id);
  const auto started = [&](WaveKind kind) {
    return std::any_of(known.begin(), known.end(), [&](const auto& wave) { return wave.kind == kind; });
  };
  const auto app = plan_store::households(tx, id, WaveKind::app);
  const auto ground = ground_of(book, app, mute_store::muted(tx), quiet_of(tx, book.notice().sender_area_id));
  auto made = draft(tx, ground, plan);
  std::map<WaveKind, double> expected;
  std::vector<rules::WaveTime> rest;
  for (std::size_t i = 0; i < made.times.size(); ++i) {
    expected[made.times[i].kind] = made.expected[i];
    if (!started(made.times[i].kind)) rest.push_back(made.times[i]);
  }
  for (const auto& time : rules::late_times(timing(tx, book, plan), rest, tx.now()))
    plan_store::put_wave(tx, id, waiting(time, expected[time.kind]));
}

void Waving::end(Tx& tx, const Book& book, plan_store::Plan plan, Skip why) {
  plan_store::skip_waiting(tx, plan.announcement_id, why);
  if (why == Skip::stopped || why == Skip::withdrawn) carrier_->stop(tx, plan.announcement_id);
  if (why != Skip::too_late) planner_store::drop_forecast(tx, plan.announcement_id);
  plan.state = why == Skip::stopped ? PlanState::stopped : PlanState::done;
  plan_store::put(tx, plan);
  tx.after_commit([this, book = context_.ledger.peek(book.notice().id)] {
    if (book) news::plan_moved(context_, *book);
  });
}

void Waving::withdrawn(Tx& tx, const Book& book) {
  const auto plan = plan_store::find(tx, book.notice().id);
  if (plan && plan->state == PlanState::running) end(tx, book, *plan, Skip::withdrawn);
}

std::int64_t Waving::hand_out(Tx& tx, const Book& book, const plan_store::Plan& plan, WaveKind kind,
                              const Bitmap& households) {
  const Errand errand{plan.deadline.value_or(0), timing(tx, book, plan).quiet, wanted_of(book)};
  std::int64_t cost = 0;
  Bitmap left = households;
  for (const auto channel : channels_of(kind)) {
    const auto part = left & carrier_->reachable(tx, channel);
    if (part.empty()) continue;
    const auto handed = carrier_->hand_out(tx, plan.announcement_id, channel, part, errand);
    cost += carrier_->budget(tx, channel, handed).cost;
    left -= part;
  }
  return cost;
}

void Waving::start(Tx& tx, const Book& book, const plan_store::Plan& plan, Wave wave,
                   const std::string& by_name) {
  const auto& id = plan.announcement_id;
  const auto muted = mute_store::muted(tx);
  const auto missing = book.missing(wanted_of(book));
  const auto reachable = comes_to(tx, wave.kind, *book.audience(), {}, {});
  const auto able = comes_to(tx, wave.kind, *book.audience(), {}, muted);
  const auto households = rules::targets(missing, {}, &able, nullptr);
  Skip skip = Skip::none;
  if (households.empty()) {
    skip = missing.empty() ? Skip::everyone : Skip::nobody;
    const auto ready = kinds(tx);
    if (std::find(ready.begin(), ready.end(), wave.kind) == ready.end()) skip = Skip::not_set_up;
  }
  const auto state = skip == Skip::none ? WaveState::started : WaveState::skipped;
  if (!plan_store::claim(tx, id, wave.kind, state, skip)) return;
  wave.households = static_cast<std::int64_t>(households.size());
  wave.muted = static_cast<std::int64_t>((missing & reachable).size()) - wave.households;
  wave.cost = hand_out(tx, book, plan, wave.kind, households);
  if (!by_name.empty()) wave.started_by_name = by_name;
  plan_store::started(tx, id, wave, households);
  tx.after_commit([this, kind = wave.kind, skip, book = context_.ledger.peek(id)] {
    if (!book) return;
    news::plan_moved(context_, *book);
    if (skip == Skip::none && on_foot(kind)) news::called(context_, *book);
  });
}

void Waving::advance(Tx& tx, const std::string& announcement_id) {
  const auto plan = plan_store::find(tx, announcement_id);
  const auto book = context_.ledger.find(tx, announcement_id);
  if (!plan || !book || plan->state != PlanState::running) return;
  if (book->withdrawn()) return end(tx, *book, *plan, Skip::withdrawn);
  if (plan->deadline && *plan->deadline <= tx.now()) return end(tx, *book, *plan, Skip::too_late);
  std::vector<Wave> waves;
  std::vector<rules::WaveTime> times;
  for (auto& wave : plan_store::waves(tx, announcement_id)) {
    if (wave.state != WaveState::waiting) continue;
    times.push_back({wave.kind, wave.due_at, Skip::none});
    waves.push_back(std::move(wave));
  }
  times = rules::late_times(timing(tx, *book, *plan), times, tx.now());
  for (std::size_t i = 0; i < waves.size(); ++i) {
    auto& wave = waves[i];
    if (wave.due_at != times[i].at || times[i].skip != Skip::none) {
      wave = waiting(times[i], wave.expected);
      plan_store::put_wave(tx, announcement_id, wave);
    }
    if (wave.state == WaveState::waiting && wave.due_at <= tx.now()) start(tx, *book, *plan, wave, {});
  }
}

void Waving::enqueue_due(Db& db) {
  std::vector<std::string> ids;
  db.read([&](Tx& tx) {
    ids = plan_store::due(tx, kPlansAtOnce);
    for (auto& id : plan_store::past_deadline(tx, kPlansAtOnce)) ids.push_back(std::move(id));
  });
  if (ids.empty()) return;
  db.write([&](Tx& tx) {
    for (const auto& id : ids) jobs::enqueue(tx, kTask, id, id);
  });
}

void Waving::advance(Db& db, const std::string& announcement_id) {
  // Reading brings in what other servers have written, so that nobody with evidence is written to.
  db.read([&](Tx& tx) { context_.ledger.find(tx, announcement_id); });
  db.write([&](Tx& tx) { advance(tx, announcement_id); });
}

}  // namespace thon::reach
