#pragma once
#include <boost/json.hpp>
#include <string>

#include "app/program.hpp"
#include "support/stand_in.hpp"
#include "support/test_app.hpp"

/// What the tests of channels share: a commune that sets up channels at stand-ins.
namespace thon::channels::test {

namespace json = boost::json;
using thon::test::engines;
using thon::test::Person;
using thon::test::Reply;
using thon::test::StandIn;
using thon::test::TestApp;

inline json::object setting(const std::string& area_id, const char* provider, const json::object& fields,
                            std::int64_t version = 0, bool enabled = true) {
  json::array list;
  for (const auto& [name, value] : fields) list.push_back(json::object{{"name", name}, {"value", value}});
  return {{"area_id", area_id}, {"provider", provider}, {"version", version}, {"enabled", enabled}, {"fields", list}};
}

/// Saved by the administrator; answers the card.
inline Reply save(TestApp& app, const char* area, const char* provider, const json::object& fields,
                  std::int64_t version = 0, bool enabled = true) {
  auto reply = app.as("ha").post("/api/channels/settings", setting(app.id(area), provider, fields, version, enabled));
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply;
}

inline std::string setting_id(const Reply& card) { return std::string(card.at("/setting_id").as_string()); }

/// The card of a provider on a unit's page.
inline json::value card(TestApp& app, const char* area, std::string_view provider) {
  const auto page = app.as("ha").get("/api/channels?area_id=" + app.id(area));
  EXPECT_EQ(page.status, 200) << page.body;
  for (const auto& item : page.at("/items").as_array())
    if (item.at("provider").as_string() == provider) return item;
  throw std::runtime_error("no card of " + std::string(provider));
}

inline std::string health(TestApp& app, const char* area, std::string_view provider) {
  return std::string(card(app, area, provider).at("health").as_string());
}

inline json::object sms_fields(const StandIn& gateway) {
  return {{"url", gateway.url()}, {"token", "sms-token"}, {"brandname", "UBND XA"}, {"webhook_secret", "sms-secret"}};
}

inline json::object zalo_fields(const StandIn& zalo) {
  return {{"app_id", "app-1"},          {"secret_key", "app-secret"},  {"oa_secret_key", "oa-secret"},
          {"zns_template", "12345"},    {"oauth_url", zalo.url()},     {"api_url", zalo.url()},
          {"business_url", zalo.url()}, {"consent_url", zalo.url("/v4/oa/permission")}};
}

inline Message announcement(std::string address, std::string key = "thong-bao-1") {
  Message made{.key = std::move(key), .address = std::move(address)};
  made.title = "Lịch tiêm phòng";
  made.text = "Sáng thứ bảy, từ 7 giờ.";
  return made;
}

inline Registry& registry(TestApp& app) { return app.program().services().channels.registry(); }

/// A role at another commune, given by the administrator of all.
inline void make_administrator(TestApp& app, const char* who, const char* area) {
  const auto given = app.as("ha").post("/api/identity/accounts/" + app.id(who) + "/roles",
                                       {{"role", "administrator"}, {"area_id", app.id(area)}});
  EXPECT_EQ(given.status, 200) << given.body;
}

}  // namespace thon::channels::test
