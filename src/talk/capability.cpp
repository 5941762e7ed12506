#include "talk/api.hpp"

namespace thon::talk {

Capability capability(Service& service) {
  Capability talk;
  talk.name = "talk";
  const std::set<std::string> group{"talk.answer", "talk.moderate"};
  auto village = group;
  village.insert("talk.settings");
  talk.grants = {
      {"administrator", village}, {"officer", village}, {"village_head", village}, {"group_head", group}};
  talk.routes = [&service](http::Api& api) { add_routes(api, service); };
  talk.timers = {{"talk.rehome", 10 * kMinute, [&service](Db& db) {
                    bool any = false;
                    db.read([&](Tx& tx) { any = service.desk().any_homeless(tx); });
                    if (any) db.write([&](Tx& tx) { service.desk().rehome(tx); });
                  }}};
  return talk;
}

}  // namespace thon::talk
