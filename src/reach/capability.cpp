#include "reach/addresses/store.hpp"
#include "reach/api.hpp"
#include "reach/ledger/merge.hpp"
#include "reach/ledger/store.hpp"
#include "reach/ledger/volume.hpp"
#include "reach/outlets/store.hpp"
#include "reach/sheets/store.hpp"
#include "reach/walk/tick_store.hpp"

namespace thon::reach {

namespace {

/// A paper list that nobody has entered for so long is waste paper.
constexpr Millis kSheets = 120 * kDay;
/// Where somebody ticked is proof for a while, and then only a trace of that person's ways.
constexpr Millis kPlaces = 180 * kDay;

void forget(Db& db) {
  db.write([](Tx& tx) {
    sheet_store::remove_before(tx, tx.now() - kSheets);
    tick_store::forget_places(tx, tx.now() - kPlaces);
  });
}

}  // namespace

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
  reach.timers = service.deliveries().timers();
  for (auto& timer : service.links().timers()) reach.timers.push_back(std::move(timer));
  reach.timers.push_back({"reach.merge_segments", kMinute, [](Db& db) { merge_segments(db); }});
  reach.timers.push_back({"reach.bind_volumes", kHour, [](Db& db) { bind_volumes(db); }});
  reach.timers.push_back({"reach.follow", kSecond, [&service](Db& db) { service.follower().follow(db); }});
  reach.timers.push_back({"reach.forget", kDay, forget});
  reach.timers.push_back({"reach.waves", 20 * kSecond, [&service](Db& db) { service.waving().enqueue_due(db); }});
  reach.timers.push_back({"reach.learn", 10 * kMinute, [&service](Db& db) { service.learn(db); }});
  reach.handlers = {{Waving::kTask, [&service](Db& db, const std::string& id) { service.waving().advance(db, id); }},
                    {"reach.publish", [&service](Db& db, const std::string& payload) {
                       db.write([&](Tx& tx) { service.announcements().publish_due(tx, payload); });
                     }}};
  reach.streams = service.deliveries().streams();
  // Asked for seldom, and remembered.
  reach.unindexed = {address_store::kReachablePhones, address_store::kReachableDevices,
                     address_store::kReachableOthers, address_store::kOptedOut,
                     outlet_store::kHouseholds, ledger_store::kQuietSince};
  return reach;
}

}  // namespace thon::reach
