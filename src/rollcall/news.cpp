#include "rollcall/news.hpp"

#include <algorithm>

#include "platform/reflect/json.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall::news {
namespace {

/// Says which roll-call, and nothing of any household.
struct RollEvent {
  std::string id;
  std::string title;
  bool drill = false;
  bool ended = false;
};
BOOST_DESCRIBE_STRUCT(RollEvent, (), (id, title, drill, ended))

std::string data_of(const RollCall& call) {
  return to_json(RollEvent{call.id, call.title, call.drill, call.ended_at.has_value()});
}

/// Those who may view the figures of a unit that the roll-call concerns.
std::function<bool(const Actor&)> viewers_of(Tx& tx, const Context& context, const RollCall& call) {
  auto units = call_store::area_ids(tx, call.id);
  units.push_back(call.area_id);
  return [&authority = context.authority, tree = context.areas.tree(tx),
          units = std::move(units)](const Actor& actor) {
    if (!actor.officer()) return false;
    for (const auto& root : authority.roots(actor, kView))
      if (touches(*tree, root, units)) return true;
    return false;
  };
}

}  // namespace

void changed(Tx& tx, const Context& context, const RollCall& call) {
  auto ordinals = std::make_shared<const std::vector<std::int64_t>>(roll_store::ordinals(tx, call.id));
  auto viewers = viewers_of(tx, context, call);
  auto wanted = [viewers = std::move(viewers), ordinals](const Actor& actor) {
    if (!actor.household()) return viewers(actor);
    return std::binary_search(ordinals->begin(), ordinals->end(), actor.ordinal);
  };
  Event event{"rollcall", data_of(call), std::move(wanted), false, {}};
  tx.after_commit([&events = context.events, event = std::move(event)] { events.publish(event); });
}

void counted(Tx& tx, const Context& context, const RollCall& call, std::string_view household_id) {
  const auto data = data_of(call);
  auto of_house = [id = std::string(household_id)](const Actor& actor) {
    return actor.household() && actor.household_id == id;
  };
  Event own{"rollcall", data, std::move(of_house), true, {}};
  Event count{"rollcall_count", data, viewers_of(tx, context, call), true, "rollcall/" + call.id};
  tx.after_commit([&events = context.events, own = std::move(own), count = std::move(count)] {
    events.publish(own);
    events.publish(count);
  });
}

}  // namespace thon::rollcall::news
