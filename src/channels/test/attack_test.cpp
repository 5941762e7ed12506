// Providers and people that mean no good, or are merely careless.
#include <gtest/gtest.h>

#include <thread>

#include "channels/test/commune.hpp"
#include "support/listener.hpp"

namespace thon::channels::test {
namespace {

using thon::Engine;
using thon::test::http_answer;
using thon::test::Listener;

class Attacks : public testing::TestWithParam<Engine> {
 protected:
  /// A gateway at the address, whose token no answer of ours may hold.
  std::string gateway(const std::string& url) {
    return setting_id(save(app, "song_phuong", "sms",
                           {{"url", url}, {"token", "bi-mat-sms"}, {"brandname", "UBND XA"}}));
  }
  Reply attempt(const std::string& id) {
    return app.as("ha").post("/api/channels/settings/" + id + "/test", {{"kind", "sms"}, {"to", "0912345678"}});
  }

  TestApp app{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Attacks, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(Attacks, OfTwoAdministratorsWhoSaveAtOnceOneIsToldOfTheOther) {
  save(app, "song_phuong", "sms", {{"url", "https://sms.test"}, {"token", "t"}, {"brandname", "XA"}});
  make_administrator(app, "hoa", "song_phuong");
  std::vector<int> statuses(2);
  const auto write = [&](const char* who, const char* brandname, int& status) {
    auto person = app.as(who);
    status = person.post("/api/channels/settings",
                         setting(app.id("song_phuong"), "sms", {{"brandname", brandname}}, 1)).status;
  };
  std::thread one([&] { write("ha", "UBND HA", statuses[0]); }), other([&] { write("hoa", "UBND HOA", statuses[1]); });
  one.join();
  other.join();
  std::sort(statuses.begin(), statuses.end());
  EXPECT_EQ(statuses, (std::vector<int>{200, 409}));
  EXPECT_EQ(card(app, "song_phuong", "sms").at("version").as_int64(), 2);
}

TEST_P(Attacks, AProviderThatRepeatsOurSecretsIsNotRepeated) {
  Listener echo([](Listener::Wire& wire) { wire.send(http_answer(401, wire.request())); });
  const auto id = gateway(echo.url(""));
  const auto reply = attempt(id);
  ASSERT_EQ(reply.status, 200) << reply.body;
  EXPECT_EQ(reply.at("/state").as_string(), "retry");
  EXPECT_NE(reply.body.find("Bearer ***"), std::string::npos) << reply.body;
  EXPECT_EQ(reply.body.find("bi-mat-sms"), std::string::npos) << reply.body;
  ASSERT_EQ(echo.requests().size(), 1u);
  EXPECT_NE(echo.requests()[0].find("bi-mat-sms"), std::string::npos);
  EXPECT_EQ(app.as("ha").get("/api/audit?subject=" + id).body.find("bi-mat-sms"), std::string::npos);
  EXPECT_EQ(app.as("ha").get("/api/channels?area_id=" + app.id("song_phuong")).body.find("bi-mat-sms"),
            std::string::npos);
}

TEST_P(Attacks, WhatAProviderSaysIsShortAndCleanWhateverItSends) {
  Listener flood([](Listener::Wire& wire) {
    wire.request();
    wire.send("HTTP/1.1 200 OK\r\n\r\n{\"message\":\"");
    const std::string part(64 * 1024, '\xff');
    for (int i = 0; i < 64; ++i) wire.send(part);
  });
  const auto reply = attempt(gateway(flood.url("")));
  ASSERT_EQ(reply.status, 200) << reply.body.substr(0, 400);
  EXPECT_LE(reply.at("/detail").as_string().size(), 310u);
  EXPECT_NE(reply.at("/state").as_string(), "accepted");

  Listener nul([](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(200, R"({"code":0,"message_id":"a\u0000b\nc"})"));
  });
  save(app, "song_phuong", "sms", {{"url", nul.url("")}}, 1);
  const auto outcome = registry(app).find(Kind::sms, app.id("to_1"))->send(announcement("0912345678"));
  EXPECT_EQ(outcome.state, State::accepted);
  EXPECT_EQ(outcome.provider_id, "a b c");
}

TEST_P(Attacks, ARedirectIsNotFollowedAndTheOwnNetworkIsOutOfReach) {
  Listener inside([](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(200, R"({"code":0,"message_id":"m"})"));
  });
  Listener redirecting([&](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(307, "", "Location: " + inside.url("/messages") + "\r\n"));
  });
  const auto id = gateway(redirecting.url(""));
  EXPECT_NE(attempt(id).at("/state").as_string(), "accepted");
  EXPECT_EQ(inside.connections(), 0);

  auto options = registry(app).options();
  options.private_addresses = false;
  Registry careful(options);
  save(app, "song_phuong", "sms", {{"url", inside.url("")}}, 1);
  const auto outcome = careful.find(Kind::sms, app.id("to_1"))->send(announcement("0912345678"));
  EXPECT_EQ(outcome.state, State::retry);
  EXPECT_EQ(outcome.reason, "unreachable");
  EXPECT_EQ(inside.connections(), 0);
  EXPECT_EQ(registry(app).find(Kind::sms, app.id("to_1"))->send(announcement("0912345678")).state, State::accepted)
      << "the same address where it is allowed";
}

TEST_P(Attacks, AStrangerIsNotToldWhichSettingsThereAre) {
  const auto id = gateway("https://sms.test");
  make_administrator(app, "dung", "thuong_mo");
  const auto there = app.as("dung").del("/api/channels/settings/" + id);
  const auto nowhere = app.as("dung").del("/api/channels/settings/" + app.id("song_phuong"));
  EXPECT_EQ(there.status, 404);
  EXPECT_EQ(there.key(), nowhere.key());
  EXPECT_EQ(app.as("dung").post("/api/channels/settings", setting(app.id("song_phuong"), "sms", {}, 1)).status, 404);
  EXPECT_EQ(card(app, "song_phuong", "sms").at("version").as_int64(), 1);
}

}  // namespace
}  // namespace thon::channels::test
