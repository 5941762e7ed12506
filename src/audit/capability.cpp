#include "audit/api.hpp"

namespace thon::audit {

Capability capability(Visible visible) {
  Capability c;
  c.name = "audit";
  c.grants = {{"administrator", {"audit.view"}}};
  c.routes = [visible = std::move(visible)](http::Api& api) { add_routes(api, visible); };
  return c;
}

}  // namespace thon::audit
