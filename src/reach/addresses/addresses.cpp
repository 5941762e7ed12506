#include "reach/addresses/addresses.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/addresses/rules.hpp"
#include "reach/addresses/store.hpp"
#include "reach/delivery/rules.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {

using channels::Kind;

Addresses::House Addresses::house(Tx& tx, const Actor& actor, std::string_view permission, const std::string& id) {
  const auto found = register_store::find(tx, id);
  const bool own = actor.household() && actor.household_id == id;
  if (!found || (!own && !sight_of(tx, context_, actor, permission).covers(found->area_id)))
    throw Error::not_found("reach.error.house_not_found");
  return {found->id, found->ordinal, found->area_id};
}

Ways Addresses::view(Tx& tx, const House& house) {
  Ways view;
  view.ways = address_store::all(tx, house.ordinal);
  for (const auto& refusal : address_store::opt_outs(tx, house.ordinal))
    view.refusals.push_back({refusal.channel, refusal.by_name, refusal.at});
  return view;
}

void Addresses::note(Tx& tx, const Actor& actor, const char* verb, const House& house, Kind kind) {
  const boost::json::object detail{{"channel", boost::describe::enum_to_string(kind, "")}};
  audit::record(tx, actor, verb, "household", house.id, house.area_id, boost::json::serialize(detail));
  context_.addresses_changed(tx);
}

Ways Addresses::ways(Tx& tx, const Actor& actor, const WaysQuery& query) {
  return view(tx, house(tx, actor, "reach.view", query.household_id.value));
}

Ways Addresses::tell(Tx& tx, const Actor& actor, const AddressInput& input) {
  const auto house = this->house(tx, actor, "reach.tell", input.household_id.value);
  if (const auto fault = rules::address_fault(input.channel, input.address.value); !fault.empty())
    throw Error::invalid(rules::takes_addresses(input.channel) ? "/address" : "/channel", fault);
  const auto& handle = input.address.value;
  const bool known = address_store::owner(tx, input.channel, handle) == house.ordinal;
  address_store::tell(tx, input.channel, {house.ordinal, handle, handle}, house.id);
  if (!known) note(tx, actor, "reach.tell_address", house, input.channel);
  return view(tx, house);
}

Ways Addresses::forget(Tx& tx, const Actor& actor, const AddressInput& input) {
  const auto house = this->house(tx, actor, "reach.tell", input.household_id.value);
  const auto& handle = input.address.value;
  if (rules::takes_addresses(input.channel) && address_store::owner(tx, input.channel, handle) == house.ordinal) {
    address_store::forget(tx, input.channel, handle);
    note(tx, actor, "reach.forget_address", house, input.channel);
  }
  return view(tx, house);
}

Ways Addresses::prefer(Tx& tx, const Actor& actor, const PreferenceInput& input) {
  const auto house = this->house(tx, actor, "reach.tell", input.household_id.value);
  if (!rules::to_households(input.channel)) throw Error::invalid("/channel", "reach.error.not_to_households");
  const auto before = address_store::opted_out(tx, input.channel, house.ordinal);
  if (before == !input.wanted) return view(tx, house);
  if (input.wanted) address_store::opt_in(tx, input.channel, house.ordinal);
  else address_store::opt_out(tx, {house.ordinal, house.id, input.channel, actor.name, tx.now()}, actor.account_id);
  note(tx, actor, input.wanted ? "reach.opt_in" : "reach.opt_out", house, input.channel);
  return view(tx, house);
}

}  // namespace thon::reach
