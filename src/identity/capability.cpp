#include "identity/api.hpp"

namespace thon::identity {

Capability capability(Service& service) {
  Capability c;
  c.name = "identity";
  c.grants = {{"administrator", {"identity.manage"}}};
  c.routes = [&service](http::Api& api) {
    add_session_routes(api, service);
    add_account_routes(api, service);
    add_setup_routes(api, service);
  };
  c.timers = {{"identity.last_seen", kMinute, [&service](Db& db) { service.write_last_seen(db); }},
              {"identity.tidy", kHour, [&service](Db& db) { service.tidy(db); }},
              {"identity.follow", kSecond, [&service](Db& db) { service.follow(db); }}};
  return c;
}

}  // namespace thon::identity
