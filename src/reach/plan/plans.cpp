#include "reach/plan/plans.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/news.hpp"
#include "reach/announcements/store.hpp"
#include "reach/audience/rules.hpp"
#include "reach/planner/store.hpp"

namespace thon::reach {
namespace {

constexpr const char* kView = "reach.view";
constexpr const char* kPublish = "reach.publish";
/// Above this many households what is expected now is not worked out with every look at the page.
constexpr std::uint64_t kMostForNow = 200'000;
/// A deadline further away is a slip of the hand.
constexpr Millis kFurthest = 92 * kDay;

std::string say_kind(WaveKind kind) { return boost::describe::enum_to_string(kind, ""); }

}  // namespace

/// An announcement and its plan as one caller may see them.
struct Plans::Found {
  announcement_store::Record record;
  plan_store::Plan plan;
  bool planned = false;  ///< the plan has been written down
  Sight sight;
  std::shared_ptr<Book> book;  ///< null for a draft
};

Plans::Found Plans::found(Tx& tx, const Actor& actor, std::string_view announcement_id,
                          std::string_view permission) const {
  auto record = announcement_store::find(tx, announcement_id);
  if (!record) throw Error::not_found("reach.error.not_found");
  const bool draft = record->status == Status::draft;
  Found made{std::move(*record), {}, false, sight_of(tx, context_, actor, draft ? kPublish : permission), {}};
  if (draft || permission == kPublish) {
    if (!made.sight.covers(made.record.sender_area_id)) throw Error::not_found("reach.error.not_found");
  }
  if (!draft) made.book = book_in_sight(tx, context_, made.sight, announcement_id);
  auto plan = plan_store::find(tx, announcement_id);
  made.planned = plan.has_value();
  if (plan) {
    made.plan = std::move(*plan);
  } else if (draft) {
    made.plan = {made.record.id, PlanMode::waves, "", rules::usual_deadline(tx.now())};
  } else {
    made.plan = {made.record.id, PlanMode::app, "app"};
    made.plan.state = PlanState::done;
  }
  return made;
}

PlanView Plans::find(Tx& tx, const Actor& actor, const PlanQuery& query) {
  return view(tx, actor, found(tx, actor, query.announcement_id.value, kView));
}

PlanView Plans::view(Tx& tx, const Actor& actor, const Found& found) {
  const auto& plan = found.plan;
  PlanView view;
  view.announcement_id = found.record.id;
  view.state = plan.state;
  view.mode = plan.mode;
  view.version = plan.version;
  view.deadline = plan.deadline;
  view.urgent_reason = plan.urgent_reason;
  view.wanted = found.record.ask_confirmation ? Evidence::confirmed : Evidence::opened;
  const auto quiet = waving_.quiet_of(tx, found.record.sender_area_id);
  view.quiet_from = quiet.from;
  view.quiet_to = quiet.to;
  view.stopped_by_name = plan.stopped_by_name;
  view.stopped_at = plan.stopped_at;
  if (!found.book) {
    add_draft(tx, found, view);
    return view;
  }
  add_waves(tx, found, view);
  if (sight_of(tx, context_, actor, kPublish).covers(found.record.sender_area_id))
    add_forecast(tx, found, view);
  return view;
}

void Plans::add_draft(Tx& tx, const Found& found, PlanView& view) {
  const auto area_ids = announcement_store::area_ids(tx, found.record.id);
  const auto today = audiences_.today(tx, *found.sight.tree, area_ids,
                                      rules::filter_from(found.record.audience_filter));
  const Ground ground{found.record.sender_area_id,
                      today.households,
                      today.roster,
                      today.households & today.with_app,
                      mute_store::muted(tx),
                      {view.quiet_from, view.quiet_to},
                      tx.now(),
                      found.record.ask_confirmation};
  auto plan = found.plan;
  if (plan.kinds.empty()) plan.kinds = plan_store::kinds_text(waving_.kinds(tx));
  // One whose deadline has gone by meanwhile is shown as it is; publishing it is refused.
  const auto made = waving_.draft(tx, ground, plan);
  view.audience = static_cast<std::int64_t>(today.households.size());
  view.muted = static_cast<std::int64_t>(today.households.common(ground.muted.walks));
  for (std::size_t i = 0; i < made.times.size(); ++i) {
    WaveView wave;
    wave.kind = made.times[i].kind;
    wave.due_at = made.times[i].at;
    wave.skip = made.times[i].skip;
    wave.expected = made.expected[i];
    view.waves.push_back(wave);
  }
  if (!made.prediction) return;
  view.forecast = PlanForecast{view.audience, made.prediction->outlook.expected, made.prediction->range.low,
                               made.prediction->range.high, std::nullopt, std::nullopt};
}

void Plans::add_waves(Tx& tx, const Found& found, PlanView& view) {
  const auto& book = *found.book;
  const auto units = book.roster()->on(found.sight.tree);
  Bitmap mine;
  for (const auto* root : found.sight.roots) mine |= *units->of(*root);
  const auto missing = book.missing(wanted_of(book)) & mine;
  const auto count = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  view.audience = count(mine.common(*book.audience()));
  view.reached = view.audience - count(missing.size());
  view.muted = count(missing.common(mute_store::muted(tx).walks));
  const bool all = found.sight.covers(found.record.sender_area_id);
  for (const auto& wave : plan_store::waves(tx, found.record.id)) {
    WaveView seen;
    seen.kind = wave.kind;
    seen.state = wave.state;
    seen.due_at = wave.due_at;
    if (wave.state == WaveState::started) seen.started_at = wave.started_at;
    seen.started_by_name = wave.started_by_name;
    seen.skip = wave.skip;
    if (wave.state == WaveState::started) {
      const auto households = plan_store::households(tx, found.record.id, wave.kind) & mine;
      seen.households = count(households.size());
      seen.reached = seen.households - count(households.common(missing));
    }
    if (all) {
      seen.expected = wave.expected;
      seen.muted = wave.muted;
      seen.cost = wave.cost;
    }
    view.waves.push_back(std::move(seen));
  }
}

void Plans::add_forecast(Tx& tx, const Found& found, PlanView& view) {
  const auto forecast = planner_store::forecast(tx, found.record.id);
  if (!forecast) return;
  view.forecast = PlanForecast{forecast->households, forecast->expected, forecast->low,
                               forecast->high, std::nullopt, forecast->reached};
  const auto& book = *found.book;
  if (found.plan.state != PlanState::running || book.audience()->size() > kMostForNow) return;
  const auto reached = book.audience()->size() - book.missing(wanted_of(book)).size();
  view.forecast->now =
      static_cast<double>(reached) + waving_.outlook(tx, book, found.plan).outlook.expected;
}

plan_store::Plan Plans::checked(Tx& tx, const PlanInput& input, const Found& found) {
  plan_store::Plan plan = found.plan;
  plan.mode = input.mode;
  plan.deadline = input.deadline;
  plan.urgent_reason.reset();
  if (input.urgent_reason) plan.urgent_reason = input.urgent_reason->value;
  auto kinds = input.kinds ? std::vector<WaveKind>(input.kinds->begin(), input.kinds->end())
                           : waving_.kinds(tx);
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  plan.kinds = plan_store::kinds_text(kinds);
  if (plan.mode != PlanMode::app && !plan.deadline)
    throw Error::invalid("/deadline", "reach.error.deadline_needed");
  if (plan.deadline && *plan.deadline <= tx.now())
    throw Error::invalid("/deadline", "reach.error.deadline_past");
  if (plan.deadline && *plan.deadline > tx.now() + kFurthest)
    throw Error::invalid("/deadline", "reach.error.deadline_far");
  return plan;
}

PlanView Plans::save(Tx& tx, const Actor& actor, const PlanInput& input) {
  auto found = this->found(tx, actor, input.announcement_id.value, kPublish);
  auto plan = checked(tx, input, found);
  const auto version = found.planned ? found.plan.version : 0;
  const bool same = plan.mode == found.plan.mode && plan.deadline == found.plan.deadline &&
                    plan.kinds == found.plan.kinds && plan.urgent_reason == found.plan.urgent_reason;
  if (found.planned && same && version == input.version + 1) return view(tx, actor, found);
  if (version != input.version) throw Error(ErrorKind::conflict, "reach.error.plan_changed");
  if (found.book && plan.state != PlanState::running)
    throw Error(ErrorKind::conflict, "reach.error.plan_over");
  ++plan.version;
  plan_store::put(tx, plan);
  if (found.book) {
    waving_.again(tx, *found.book, plan);
    const boost::json::object detail{{"title", found.record.title}};
    audit::record(tx, actor, "reach.replan", "announcement", found.record.id, found.record.sender_area_id,
                  boost::json::serialize(detail));
    tx.after_commit([this, book = found.book] { news::plan_moved(context_, *book); });
  }
  found.plan = std::move(plan);
  found.planned = true;
  return view(tx, actor, found);
}

PlanView Plans::stop(Tx& tx, const Actor& actor, const PlanQuery& query) {
  auto found = this->found(tx, actor, query.announcement_id.value, kPublish);
  if (!found.book) throw Error(ErrorKind::conflict, "reach.error.not_published");
  if (found.plan.state == PlanState::running) {
    found.plan.stopped_by_name = actor.name;
    found.plan.stopped_at = tx.now();
    ++found.plan.version;
    waving_.end(tx, *found.book, found.plan, Skip::stopped);
    found.plan.state = PlanState::stopped;
    const boost::json::object detail{{"title", found.record.title}};
    audit::record(tx, actor, "reach.stop_plan", "announcement", found.record.id,
                  found.record.sender_area_id, boost::json::serialize(detail));
  }
  return view(tx, actor, found);
}

PlanView Plans::next(Tx& tx, const Actor& actor, const NextInput& input) {
  const auto found = this->found(tx, actor, input.announcement_id.value, kPublish);
  if (!found.book) throw Error(ErrorKind::conflict, "reach.error.not_published");
  for (const auto& wave : plan_store::waves(tx, found.record.id)) {
    if (wave.state != WaveState::waiting) continue;
    if (found.plan.state != PlanState::running || wave.kind != input.kind) break;
    const auto quiet = waving_.quiet_of(tx, found.record.sender_area_id);
    if (!found.plan.urgent_reason && rules::is_quiet(tx.now(), quiet))
      throw Error(ErrorKind::conflict, "reach.error.quiet_now");
    waving_.start(tx, *found.book, found.plan, wave, actor.name);
    const boost::json::object detail{{"title", found.record.title}, {"kind", say_kind(wave.kind)}};
    audit::record(tx, actor, "reach.next_wave", "announcement", found.record.id,
                  found.record.sender_area_id, boost::json::serialize(detail));
    break;
  }
  return view(tx, actor, found);
}

QuietView Plans::quiet(Tx& tx, const Actor& actor, const QuietQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kPublish);
  const auto& unit = sight.unit(query.area.value);
  const auto set = plan_store::quiet_hours(tx, unit.id);
  if (!set) return {unit.id, Quiet{}.from, Quiet{}.to, "", ""};
  return {unit.id, set->quiet_from, set->quiet_to, set->area_id, std::string(sight.tree->name(set->area_id))};
}

QuietView Plans::set_quiet(Tx& tx, const Actor& actor, const QuietInput& input) {
  const auto sight = sight_of(tx, context_, actor, kPublish);
  const auto& unit = sight.unit(input.area.value);
  plan_store::set_quiet_hours(tx, {input.quiet_from, input.quiet_to, unit.id}, actor.name);
  const boost::json::object detail{{"from", input.quiet_from.value}, {"to", input.quiet_to.value}};
  audit::record(tx, actor, "reach.quiet", "area", unit.id, unit.id, boost::json::serialize(detail));
  QuietQuery query;
  query.area = input.area;
  return quiet(tx, actor, query);
}

}  // namespace thon::reach
