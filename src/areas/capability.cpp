#include "areas/api.hpp"
#include "areas/store.hpp"

namespace thon::areas {

Capability capability(Service& service) {
  Capability areas;
  areas.name = "areas";
  areas.grants = {{"administrator", {"areas.view", "areas.edit"}},
                  {"officer", {"areas.view"}},
                  {"village_head", {"areas.view"}},
                  {"group_head", {"areas.view"}},
                  {"team_member", {"areas.view"}},
                  {"viewer", {"areas.view"}}};
  areas.routes = [&service](http::Api& api) { add_routes(api, service); };
  // The whole tree is read into memory when it has changed, and only then; roots are added at set-up.
  areas.unindexed = {store::kTreeRows, store::kNextRoot};
  return areas;
}

}  // namespace thon::areas
