#include "reach/api.hpp"
#include "reach/ledger/merge.hpp"
#include "reach/ledger/store.hpp"
#include "reach/ledger/volume.hpp"

namespace thon::reach {

Capability capability(Service& service) {
  Capability reach;
  reach.name = "reach";
  const std::set<std::string> all{"reach.view", "reach.doors", "reach.publish", "reach.tell", "reach.export"};
  auto rules = all;
  rules.insert("reach.rules");
  reach.grants = {{"administrator", rules},
                  {"officer", rules},
                  {"village_head", all},
                  {"group_head", {"reach.view", "reach.doors", "reach.tell"}},
                  {"team_member", {"reach.view", "reach.doors", "reach.tell"}},
                  {"viewer", {"reach.view"}}};
  reach.routes = [&service](http::Api& api) { add_routes(api, service); };
  reach.handlers = {{"reach.publish", [&service](Db& db, const std::string& payload) {
                       db.write([&](Tx& tx) { service.announcements().publish_due(tx, payload); });
                     }}};
  reach.timers = {{"reach.merge_segments", kMinute, [](Db& db) { merge_segments(db); }},
                  {"reach.bind_volumes", kHour, [](Db& db) { bind_volumes(db); }},
                  {"reach.follow", kSecond, [&service](Db& db) { service.follower().follow(db); }}};
  reach.unindexed = {ledger_store::kQuietSince};
  return reach;
}

}  // namespace thon::reach
