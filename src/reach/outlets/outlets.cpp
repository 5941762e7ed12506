#include "reach/outlets/outlets.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/delivery/rules.hpp"
#include "reach/outlets/store.hpp"

namespace thon::reach {

namespace store = outlet_store;

OutletRows Outlets::list(Tx& tx, const Actor& actor, const OutletsQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view").narrowed(query.area);
  OutletRows rows;
  for (const auto* root : sight.roots)
    for (auto& outlet : store::in(tx, root->id)) {
      const std::string name(sight.tree->name(outlet.area_id));
      rows.items.push_back({std::move(outlet), name});
    }
  return rows;
}

OutletRow Outlets::add(Tx& tx, const Actor& actor, const OutletInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto& unit = sight.unit(input.area_id.value);
  if (rules::to_households(input.channel)) throw Error::invalid("/channel", "reach.error.not_an_outlet");
  Outlet outlet{0, input.channel, input.address.value, input.name.value, unit.id};
  const auto known = store::by_address(tx, input.channel, outlet.address);
  if (known) {
    // Somebody else's is answered like one that is free to nobody.
    if (!sight.covers(known->area_id)) throw Error::invalid("/address", "reach.error.outlet_taken");
    if (known->area_id == outlet.area_id && known->name == outlet.name) return {*known, unit.name};
    store::remove(tx, known->number);
  }
  outlet.number = store::insert(tx, outlet);
  const boost::json::object detail{{"name", outlet.name}, {"address", outlet.address}};
  audit::record(tx, actor, "reach.add_outlet", "outlet", std::to_string(outlet.number), unit.id,
                boost::json::serialize(detail));
  context_.addresses_changed(tx);
  return {outlet, unit.name};
}

void Outlets::remove(Tx& tx, const Actor& actor, const RemoveOutletInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto outlet = store::find(tx, input.number.value);
  if (!outlet || !sight.covers(outlet->area_id)) throw Error::not_found();
  store::remove(tx, outlet->number);
  const boost::json::object detail{{"name", outlet->name}, {"address", outlet->address}};
  audit::record(tx, actor, "reach.remove_outlet", "outlet", std::to_string(outlet->number), outlet->area_id,
                boost::json::serialize(detail));
  context_.addresses_changed(tx);
}

}  // namespace thon::reach
