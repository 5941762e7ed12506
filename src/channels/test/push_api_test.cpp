#include <gtest/gtest.h>

#include "channels/test/commune.hpp"
#include "platform/channels/push_crypto.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels::test {
namespace {

using thon::Engine;

class PushApi : public testing::TestWithParam<Engine> {
 protected:
  json::object browser() {
    const auto made = service.ask("/__subscribe");
    return {{"endpoint", made.at("endpoint")}, {"keys", made.at("keys")}};
  }
  /// What the stand-in calls a browser's subscription.
  static std::string id_of(const json::object& browser) {
    const std::string endpoint(browser.at("endpoint").as_string());
    return endpoint.substr(endpoint.rfind('/') + 1);
  }
  std::vector<PushAddress> of(const char* household) {
    std::vector<PushAddress> found;
    app.db().read([&](Tx& tx) { found = app.program().services().channels.push_of_household(tx, app.id(household)); });
    return found;
  }

  TestApp app{GetParam()};
  StandIn service{"push"};
};
INSTANTIATE_TEST_SUITE_P(Engines, PushApi, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(PushApi, ABrowserSubscribesAndIsReached) {
  const auto before = app.as("nam").get("/api/channels/push");
  ASSERT_EQ(before.status, 200) << before.body;
  EXPECT_EQ(before.at("/devices").as_int64(), 0);
  const auto key = from_base64url(before.at("/public_key").as_string());
  EXPECT_TRUE(push::is_public_key(key.value_or("")));
  const auto subscribed = app.as("nam").post("/api/channels/push", browser());
  ASSERT_EQ(subscribed.status, 200) << subscribed.body;
  EXPECT_EQ(subscribed.at("/devices").as_int64(), 1);

  const auto devices = of("to_1_1");
  ASSERT_EQ(devices.size(), 1u);
  service.control({{"key", before.at("/public_key")}});
  auto channel = registry(app).find(Kind::push, app.id("to_1"));
  ASSERT_TRUE(channel);
  EXPECT_EQ(channel->send(announcement(devices[0].address)).state, State::accepted);
  EXPECT_EQ(service.delivered().at(0).at("plain").at("title").as_string(), "Lịch tiêm phòng");
  EXPECT_TRUE(of("to_1_2").empty());
}

TEST_P(PushApi, TheKeyStaysTheSameForEver) {
  const auto key = app.as("nam").get("/api/channels/push").body;
  app.restart();
  EXPECT_EQ(app.as("nam").get("/api/channels/push").body, key);
  EXPECT_EQ(app.guest().get("/api/channels/push").status, 401);
}

TEST_P(PushApi, TheSameTwiceIsOneDeviceAndTheLastSignedInHasIt) {
  const auto one = browser();
  app.as("nam").post("/api/channels/push", one);
  EXPECT_EQ(app.as("nam").post("/api/channels/push", one).at("/devices").as_int64(), 1);
  EXPECT_EQ(app.as("mai").post("/api/channels/push", one).at("/devices").as_int64(), 1);
  EXPECT_TRUE(of("to_1_1").empty()) << "the phone has another household now";
  EXPECT_EQ(of("to_3_1").size(), 1u);
  EXPECT_EQ(app.as("nam").post("/api/channels/push/stop", {{"endpoint", one.at("endpoint")}}).status, 200);
  EXPECT_EQ(of("to_3_1").size(), 1u) << "not another's to stop";
  EXPECT_EQ(app.as("mai").post("/api/channels/push/stop", {{"endpoint", one.at("endpoint")}}).at("/devices").as_int64(), 0);
  EXPECT_EQ(app.as("mai").post("/api/channels/push/stop", {{"endpoint", one.at("endpoint")}}).status, 200);
}

TEST_P(PushApi, ADeviceEndsWithItsSession) {
  app.as("nam").post("/api/channels/push", browser());
  EXPECT_EQ(of("to_1_1").size(), 1u);
  EXPECT_EQ(app.as("nam").del("/api/identity/session").status, 204);
  EXPECT_TRUE(of("to_1_1").empty());
}

TEST_P(PushApi, WhatTheServiceCallsGoneIsForgotten) {
  app.as("nam").post("/api/channels/push", browser());
  const auto device = of("to_1_1").at(0);
  app.db().write([&](Tx& tx) { app.program().services().channels.forget_push(tx, device.subscription_id, "unsubscribed"); });
  EXPECT_TRUE(of("to_1_1").empty());
}

TEST_P(PushApi, AnAccountHasTwentyDevicesAtMost) {
  for (int i = 0; i < 22; ++i) {
    app.pass(kSecond);
    EXPECT_EQ(app.as("nam").post("/api/channels/push", browser()).status, 200);
  }
  EXPECT_EQ(of("to_1_1").size(), 20u);
}

TEST_P(PushApi, KeysThatCannotBeABrowsersAreRefused) {
  const auto good = browser();
  const auto with = [&](const char* p256dh, const char* auth, const char* endpoint) {
    return app.as("nam").post("/api/channels/push",
                              {{"endpoint", endpoint}, {"keys", {{"p256dh", p256dh}, {"auth", auth}}}});
  };
  const std::string p256dh(good.at("keys").at("p256dh").as_string()), auth(good.at("keys").at("auth").as_string());
  EXPECT_EQ(with("AAAA", auth.c_str(), "https://push.test/1").fault("/endpoint"), "channels.error.subscription");
  EXPECT_EQ(with(p256dh.c_str(), "AAAA", "https://push.test/1").fault("/endpoint"), "channels.error.subscription");
  EXPECT_EQ(with(p256dh.c_str(), auth.c_str(), "file:///etc/passwd").fault("/endpoint"), "channels.error.subscription");
  EXPECT_EQ(with(p256dh.c_str(), auth.c_str(), "https://push.test/1").status, 200);
  EXPECT_EQ(app.guest().post("/api/channels/push", good).status, 401);
}

TEST_P(PushApi, OfficersTestItOnTheirOwnDevices) {
  const auto saved = save(app, "song_phuong", "push", {{"contact", "xa@songphuong.vn"}});
  const std::string path = "/api/channels/settings/" + setting_id(saved) + "/test";
  const json::object test{{"kind", "push"}, {"to", ""}};
  EXPECT_EQ(app.as("ha").post(path, test).key(), "channels.error.no_device");
  app.as("ha").post("/api/channels/push", browser());
  const auto sent = app.as("ha").post(path, test);
  EXPECT_EQ(sent.at("/state").as_string(), "accepted") << sent.body;
  EXPECT_EQ(service.delivered().size(), 1u);
  const auto lost = browser();
  app.as("ha").post("/api/channels/push", lost);
  service.ask("/__gone", {{"id", id_of(lost)}});
  EXPECT_EQ(app.as("ha").post(path, test).at("/state").as_string(), "accepted") << "one of two is reached";
  EXPECT_EQ(service.delivered().size(), 2u);
  save(app, "song_phuong", "push", {}, 1, false);
  EXPECT_FALSE(registry(app).find(Kind::push, app.id("to_1"))) << "switched off";
}

TEST_P(PushApi, ReadingTheDevicesOfAHouseholdUsesItsIndex) {
  if (GetParam() != Engine::sqlite) return;
  of("to_1_1");
  for (const auto& sql : app.db().prepared()) {
    if (!std::string_view(sql.name).starts_with("channels.push_of")) continue;
    for (const auto& step : app.db().explain(sql)) EXPECT_EQ(step.find("SCAN"), std::string::npos) << sql.name << step;
  }
}

}  // namespace
}  // namespace thon::channels::test
