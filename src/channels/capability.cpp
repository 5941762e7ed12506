#include "channels/api.hpp"

namespace thon::channels {

Capability capability(Service& service) {
  Capability channels;
  channels.name = "channels";
  channels.grants = {{"administrator", {"channels.manage", "channels.speak"}},
                     {"officer", {"channels.speak"}},
                     {"village_head", {"channels.speak"}}};
  channels.routes = [&service](http::Api& api) { add_routes(api, service); };
  channels.timers = {{"channels.refresh_tokens", 10 * kMinute, [&service](Db&) { service.registry().refresh_tokens(); }},
                     {"channels.tidy", kHour, [&service](Db& db) { service.tidy(db); }}};
  return channels;
}

}  // namespace thon::channels
