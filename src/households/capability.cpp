#include "households/api.hpp"
#include "households/store.hpp"

namespace thon::households {

Capability capability(Service& service) {
  Capability households;
  households.name = "households";
  households.grants = {{"administrator", {"households.view", "households.edit", "households.invite"}},
                       {"officer", {"households.view", "households.edit", "households.invite"}},
                       {"village_head", {"households.view", "households.edit"}},
                       {"group_head", {"households.view"}},
                       {"team_member", {"households.view"}}};
  households.routes = [&service](http::Api& api) { add_routes(api, service); };
  // Counted once after each change of who belongs where, then kept in memory.
  households.unindexed = {store::kCounts};
  return households;
}

}  // namespace thon::households
