#include "assembly/news.hpp"

#include <algorithm>
#include <unordered_set>

#include "assembly/matters/roll_store.hpp"
#include "platform/reflect/json.hpp"

namespace thon::assembly::news {
namespace {

struct MatterEvent {
  std::string id;
  MatterKind kind = MatterKind::vote;
  MatterStatus status = MatterStatus::draft;
  std::string title;
};
BOOST_DESCRIBE_STRUCT(MatterEvent, (), (id, kind, status, title))

std::string data_of(const Matter& matter, Millis now) {
  return to_json(MatterEvent{matter.id, matter.kind, rules::status_at(matter, now), matter.title});
}

using Units = std::unordered_set<std::string>;

/// The units at, above and below those that the matter concerns: whoever views at one of them sees it.
std::shared_ptr<const Units> units_of(Tx& tx, const Context& context, const Matter& matter) {
  auto units = std::make_shared<Units>();
  const auto tree = context.areas.tree(tx);
  auto ids = matter_store::area_ids(tx, matter.id);
  ids.push_back(matter.sender_area_id);
  for (const auto& id : ids) {
    for (const auto* step : tree->path(id)) units->insert(step->id);
    if (const auto* unit = tree->find(id))
      for (auto at = tree->position(*unit); at < unit->end; ++at) units->insert(tree->units()[at].id);
  }
  return units;
}

std::function<bool(const Actor&)> viewers_of(Tx& tx, const Context& context, const Matter& matter) {
  return [&authority = context.authority, units = units_of(tx, context, matter)](const Actor& actor) {
    if (!actor.officer()) return false;
    const auto roots = authority.roots(actor, "assembly.view");
    return std::any_of(roots.begin(), roots.end(), [&](const auto& id) { return units->contains(id); });
  };
}

}  // namespace

void changed(Tx& tx, const Context& context, const Matter& matter) {
  auto ordinals = std::make_shared<const std::vector<std::int64_t>>(roll_store::ordinals(tx, matter.id));
  auto wanted = [viewers = viewers_of(tx, context, matter), ordinals](const Actor& actor) {
    if (actor.household()) return std::binary_search(ordinals->begin(), ordinals->end(), actor.ordinal);
    return viewers(actor);
  };
  Event event{"assembly", data_of(matter, tx.now()), std::move(wanted), false, {}};
  tx.after_commit([&events = context.events, event = std::move(event)] { events.publish(event); });
}

void answered(Tx& tx, const Context& context, const Matter& matter, std::string_view household_id) {
  const auto data = data_of(matter, tx.now());
  auto of_house = [id = std::string(household_id)](const Actor& actor) {
    return actor.household() && actor.household_id == id;
  };
  Event mine{"assembly", data, std::move(of_house), true, {}};
  Event count{"assembly_count", data, viewers_of(tx, context, matter), true, "assembly/" + matter.id};
  tx.after_commit([&events = context.events, mine = std::move(mine), count = std::move(count)] {
    events.publish(mine);
    events.publish(count);
  });
}

}  // namespace thon::assembly::news
