#include "assembly/context.hpp"

#include <boost/json.hpp>

#include "assembly/matters/roll_store.hpp"
#include "audit/service.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

constexpr const char* kNoArea = "assembly.error.area_not_found";

/// True when any unit of the matter lies in sight, or around what is in sight.
bool concerns(Tx& tx, const Sight& sight, const Matter& matter) {
  if (sight.covers(matter.sender_area_id)) return true;
  for (const auto& id : matter_store::area_ids(tx, matter.id)) {
    if (sight.covers(id)) return true;
    for (const auto* root : sight.roots)
      if (sight.tree->is_under(root->id, id)) return true;
  }
  return false;
}

std::vector<std::string> outermost(const Sight& sight, const std::vector<std::string>& ids) {
  std::vector<std::string> kept;
  for (const auto* unit : sight.tree->outermost(ids)) kept.push_back(unit->id);
  return kept;
}

}  // namespace

Matter seen(Tx& tx, const Context& context, const Actor& actor, std::string_view id) {
  auto matter = matter_store::find(tx, id);
  if (!matter) throw Error::not_found(kMissing);
  const bool draft = matter->status == MatterStatus::draft;
  const auto sight = context.areas.sight(tx, actor, draft ? "assembly.hold" : "assembly.view");
  if (draft ? !sight.covers(matter->sender_area_id) : !concerns(tx, sight, *matter))
    throw Error::not_found(kMissing);
  return std::move(*matter);
}

Matter held(Tx& tx, const Context& context, const Actor& actor, std::string_view permission,
            std::string_view id, MatterKind kind) {
  auto matter = matter_store::find(tx, id);
  if (!matter || matter->kind != kind) throw Error::not_found(kMissing);
  context.authority.require(tx, actor, permission, matter->sender_area_id, kMissing);
  return std::move(*matter);
}

Sender sender_for(const Sight& sight, const MatterUnits& area_ids) {
  const auto ids = sight.checked(area_ids, kNoArea);
  const auto* root = sight.root_over(ids);
  if (!root) throw Error::invalid("/area_ids", "assembly.error.areas_of_two_units");
  auto kept = outermost(sight, ids);
  // One village decides in its own name, also when an officer of the commune writes it down.
  return {kept, kept.size() == 1 ? kept.front() : root->id};
}

void take_draft(Tx& tx, const Context& context, const Actor& actor, Matter& matter,
                const DraftChange& change) {
  if (change.area_ids) {
    const auto sender = sender_for(context.areas.sight(tx, actor, "assembly.hold"), *change.area_ids);
    matter.sender_area_id = sender.area_id;
    matter_store::set_area_ids(tx, matter.id, sender.area_ids);
  }
  if (change.title) matter.title = *change.title;
  if (change.body) matter.body = *change.body;
}

Matter answerable(Tx& tx, const Actor& actor, std::string_view id, MatterKind kind) {
  auto matter = matter_store::find(tx, id);
  const bool known = actor.household() && matter && matter->kind == kind;
  if (!known || !roll_store::find(tx, id, actor.household_id)) throw Error::not_found(kMissing);
  return std::move(*matter);
}

void fill(Tx& tx, const Context& context, const Actor& actor, const Matter& matter, MatterView& view) {
  const auto tree = context.areas.tree(tx);
  view.id = matter.id;
  view.kind = matter.kind;
  view.status = rules::status_at(matter, tx.now());
  view.title = matter.title;
  view.sender_name = tree->name(matter.sender_area_id);
  view.opened_at = matter.opened_at;
  view.ends_at = matter.ends_at;
  view.houses = matter.houses;
  view.answered = matter_store::answered(tx, matter);
  view.send_by = rules::send_by(matter);
  view.updated_at = matter.updated_at;
  view.body = matter.body;
  view.area_ids = matter_store::area_ids(tx, matter.id);
  view.sender_area_id = matter.sender_area_id;
  view.created_by_name = matter.created_by_name;
  view.reason = matter.reason;
  view.closed_at = matter.closed_at;
  if (!view.closed_at && view.status == MatterStatus::closed) view.closed_at = matter.ends_at;
  view.extensions = matter_store::extensions(tx, matter.id);
  view.version = matter.version;
  view.mine = context.authority.can(tx, actor, "assembly.hold", matter.sender_area_id);
}

void fix_roll(Tx& tx, Matter& matter) {
  matter.houses = roll_store::fix(tx, matter.id);
  if (matter.houses == 0) throw Error::invalid("/area_ids", "assembly.error.nobody");
}

void record(Tx& tx, const Actor& actor, const char* verb, const Matter& matter, std::string detail_json) {
  if (detail_json.empty()) detail_json = boost::json::serialize(boost::json::object{{"title", matter.title}});
  audit::record(tx, actor, verb, boost::describe::enum_to_string(matter.kind, ""), matter.id,
                matter.sender_area_id, detail_json);
}

}  // namespace thon::assembly
