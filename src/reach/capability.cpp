#include "reach/addresses/store.hpp"
#include "reach/api.hpp"
#include "reach/ledger/merge.hpp"
#include "reach/outlets/store.hpp"

namespace thon::reach {

Capability capability(Service& service) {
  Capability reach;
  reach.name = "reach";
  const std::set<std::string> all{"reach.view", "reach.publish", "reach.tell", "reach.export"};
  reach.grants = {{"administrator", all},
                  {"officer", all},
                  {"village_head", all},
                  {"group_head", {"reach.view", "reach.tell"}},
                  {"team_member", {"reach.view", "reach.tell"}},
                  {"viewer", {"reach.view"}}};
  reach.routes = [&service](http::Api& api) { add_routes(api, service); };
  reach.timers = service.deliveries().timers();
  for (auto& timer : service.links().timers()) reach.timers.push_back(std::move(timer));
  reach.timers.push_back({"reach.merge_segments", kMinute, [](Db& db) { merge_segments(db); }});
  reach.streams = service.deliveries().streams();
  // Asked for seldom, and remembered.
  reach.unindexed = {address_store::kReachablePhones, address_store::kReachableDevices,
                     address_store::kReachableOthers, address_store::kOptedOut,
                     outlet_store::kHouseholds};
  return reach;
}

}  // namespace thon::reach
