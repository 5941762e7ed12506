#include "rollcall/calls/calls.hpp"

#include <boost/json.hpp>
#include <map>

#include "base/error.hpp"
#include "rollcall/calls/rules.hpp"
#include "rollcall/news.hpp"
#include "rollcall/roll/figures.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

constexpr std::size_t kPage = 30;
/// A large merged commune has a third of that: more is a slip of the hand.
constexpr std::int64_t kMostHouseholds = 50'000;

void fill(RollCallRow& row, const call_store::Line& line, const areas::Tree& tree) {
  row.id = line.id;
  row.kind = line.kind;
  row.title = line.title;
  row.drill = line.drill;
  row.area_id = line.area_id;
  row.area_name = tree.name(line.area_id);
  row.started_at = line.started_at;
  row.ended_at = line.ended_at;
  row.households = line.households;
  row.seen = line.seen;
  row.needs = line.needs;
  row.half_at = line.half_at;
  row.most_at = line.most_at;
  row.all_at = line.all_at;
}

/// The unit in whose name all of them are called: the one itself, else where the permission is held over all.
std::string holder(const Sight& sight, const std::vector<std::string>& ids) {
  const auto* root = sight.root_over(ids);
  if (!root) throw Error::invalid("/area_ids", "rollcall.error.areas_of_two_units");
  const auto outermost = sight.tree->outermost(ids);
  return outermost.size() == 1 ? outermost.front()->id : root->id;
}

/// Calls whoever lives in the roll-call's units and is not on the roll yet; answers how many that are.
std::int64_t call_in(Tx& tx, RollCall& call) {
  const auto added =
      roll_store::add(tx, call.id, call.households, rules::elder_year(tx.now()), rules::child_year(tx.now()));
  call.households += added;
  if (call.households == 0) throw Error::invalid("/area_ids", "rollcall.error.nobody");
  if (call.households > kMostHouseholds) throw Error::invalid("/area_ids", "rollcall.error.too_wide");
  return added;
}

}  // namespace

RollCallPage Calls::list(Tx& tx, const Actor& actor, const RollCallsQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, kView).narrowed(query.area);
  const std::string before = query.cursor ? query.cursor->value : "~";
  // Units that the actor holds apart from one another may be concerned by the same roll-call.
  std::map<std::string, call_store::Line, std::greater<>> newest;
  for (const auto* root : sight.roots)
    for (auto& line : call_store::lines(tx, root->id, before, kPage + 1))
      newest.emplace(line.id, std::move(line));
  RollCallPage page;
  for (const auto& [id, line] : newest) {
    if (page.items.size() == kPage) {
      page.next = page.items.back().id;
      break;
    }
    fill(page.items.emplace_back(), line, *sight.tree);
  }
  return page;
}

RollCallView Calls::find(Tx& tx, const Actor& actor, const RollCallLook& query) const {
  const auto sight = context_.areas.sight(tx, actor, kView);
  const auto call = concerning(tx, sight, query.call_id.value);
  return view(tx, actor, call, sight, query.area ? &sight.unit(query.area->value) : nullptr);
}

RollCallView Calls::start(Tx& tx, const Actor& actor, const RollCallStart& input) {
  const auto sight = context_.areas.sight(tx, actor, kHold);
  if (const auto known = call_store::find(tx, input.id.value)) {
    context_.authority.require(tx, actor, kHold, known->area_id, kMissing);
    return changed(tx, actor, *known);
  }
  const auto ids = sight.checked(input.area_ids, "rollcall.error.area_not_found");
  RollCall call;
  call.id = input.id.value;
  call.area_id = holder(sight, ids);
  call.kind = input.kind;
  call.title = input.title.value;
  call.body = input.body.value;
  if (input.meeting_point) call.meeting_point = input.meeting_point->value;
  call.drill = input.drill;
  call.started_at = tx.now();
  call_store::insert(tx, call, actor);
  for (const auto* unit : sight.tree->outermost(ids)) call_store::add_unit(tx, call.id, unit->id, actor);
  call_in(tx, call);
  call_store::update(tx, call);
  record(tx, actor, "rollcall.start", call);
  news::changed(tx, context_, call);
  return changed(tx, actor, *call_store::find(tx, call.id));
}

RollCallView Calls::widen(Tx& tx, const Actor& actor, const RollCallWidening& input) {
  auto call = call_store::find(tx, input.call_id.value);
  if (!call) throw Error::not_found(kMissing);
  context_.authority.require(tx, actor, kHold, call->area_id, kMissing);
  const auto sight = context_.areas.sight(tx, actor, kHold);
  auto wanted = sight.checked(input.area_ids, "rollcall.error.area_not_found");
  const auto known = call_store::area_ids(tx, call->id);
  std::erase_if(wanted, [&](const auto& id) {
    return std::any_of(known.begin(), known.end(),
                       [&](const auto& unit) { return sight.tree->is_under(id, unit); });
  });
  if (wanted.empty()) return changed(tx, actor, *call);
  rules::check_open(*call);
  auto all = known;
  all.insert(all.end(), wanted.begin(), wanted.end());
  call->area_id = holder(sight, all);
  boost::json::array names;
  for (const auto* unit : sight.tree->outermost(wanted)) {
    call_store::add_unit(tx, call->id, unit->id, actor);
    names.emplace_back(unit->name);
  }
  const auto added = call_in(tx, *call);
  call_store::update(tx, *call);
  const boost::json::object detail{
      {"title", call->title}, {"units", std::move(names)}, {"households", added}};
  record(tx, actor, "rollcall.widen", *call, boost::json::serialize(detail));
  news::changed(tx, context_, *call);
  return changed(tx, actor, *call);
}

RollCallView Calls::end(Tx& tx, const Actor& actor, const RollCallEnd& input) {
  auto call = call_store::find(tx, input.call_id.value);
  if (!call) throw Error::not_found(kMissing);
  context_.authority.require(tx, actor, kHold, call->area_id, kMissing);
  const bool repeated = call->ended_at && call->reason == input.reason.value;
  if (repeated) return changed(tx, actor, *call);
  rules::check_open(*call);
  call->ended_at = tx.now();
  call->ended_by_name = actor.name;
  call->reason = input.reason.value;
  set_milestones(tx, *call);
  call_store::update(tx, *call);
  const boost::json::object detail{{"title", call->title}, {"reason", call->reason}};
  record(tx, actor, "rollcall.end", *call, boost::json::serialize(detail));
  news::changed(tx, context_, *call);
  return changed(tx, actor, *call);
}

RollCallView Calls::changed(Tx& tx, const Actor& actor, const RollCall& call) const {
  return view(tx, actor, call, context_.areas.sight(tx, actor, kView), nullptr);
}

RollCallView Calls::view(Tx& tx, const Actor& actor, const RollCall& call, const Sight& sight,
                         const areas::TreeUnit* unit) const {
  const auto& tree = *sight.tree;
  RollCallView view;
  fill(view, *call_store::line(tx, call.id), tree);
  if (!call.ended_at) {
    auto so_far = call;
    set_milestones(tx, so_far);
    view.half_at = so_far.half_at;
    view.most_at = so_far.most_at;
    view.all_at = so_far.all_at;
  }
  view.body = call.body;
  view.meeting_point = call.meeting_point;
  for (const auto* one : tree.outermost(call_store::area_ids(tx, call.id))) {
    view.area_ids.push_back(one->id);
    view.unit_names.push_back(one->name);
  }
  view.started_by_name = call.started_by_name;
  view.ended_by_name = call.ended_by_name;
  view.reason = call.reason;
  if (!unit) unit = widest(sight, call, view.area_ids);
  const Figures figures(tx, tree, call);
  view.unit = figures.of(*unit);
  for (const auto* step : tree.path(unit->id)) {
    const bool inside = sight.covers(step->id) && tree.is_under(step->id, call.area_id);
    if (inside || step == unit) view.path.push_back({step->id, step->name});
  }
  for (const auto* child : tree.children(*unit)) {
    auto line = figures.of(*child);
    if (line.figures.households > 0) view.children.push_back(std::move(line));
  }
  view.may_hold = context_.authority.can(tx, actor, kHold, call.area_id);
  view.may_mark = context_.authority.can(tx, actor, kMark, unit->id);
  return view;
}

}  // namespace thon::rollcall
