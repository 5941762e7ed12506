#include "assembly/api.hpp"

namespace thon::assembly {

Capability capability(Service& service) {
  Capability assembly;
  assembly.name = "assembly";
  const std::set<std::string> village{"assembly.view", "assembly.hold", "assembly.count"};
  auto commune = village;
  commune.insert("assembly.settings");
  assembly.grants = {{"administrator", commune},
                     {"officer", commune},
                     {"village_head", village},
                     {"team_member", {"assembly.view", "assembly.count"}},
                     {"group_head", {"assembly.view"}}};
  assembly.routes = [&service](http::Api& api) { add_routes(api, service); };
  assembly.timers = {{"assembly.close_overdue", kMinute, [&service](Db& db) {
                        bool any = false;
                        db.read([&](Tx& tx) { any = service.matters().any_overdue(tx); });
                        if (any) db.write([&](Tx& tx) { service.matters().close_overdue(tx); });
                      }}};
  return assembly;
}

}  // namespace thon::assembly
