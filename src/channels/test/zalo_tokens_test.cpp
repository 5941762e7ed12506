// Zalo's single-use refresh tokens in the database: races, crashes and the way back.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "channels/test/commune.hpp"
#include "channels/tokens.hpp"
#include "platform/http/url.hpp"

namespace thon::channels::test {
namespace {

using thon::Engine;

class ZaloTokens : public testing::TestWithParam<Engine> {
 protected:
  ZaloTokens() { id = setting_id(save(app, "song_phuong", "zalo", zalo_fields(zalo))); }

  /// Through Zalo's page and back, as the browser goes.
  Reply consent() {
    const auto begun = app.as("ha").post("/api/channels/settings/" + id + "/consent", json::object{});
    EXPECT_EQ(begun.status, 200) << begun.body;
    return app.as("ha").post("/api/channels/consent", way_back(std::string(begun.at("/url").as_string())));
  }
  json::object way_back(const std::string& url) {
    fetch::Client browser({.private_addresses = true});
    fetch::Request request;
    request.method = "GET";
    request.url = url;
    const std::string location(browser.send(request).header("location"));
    EXPECT_TRUE(location.starts_with("http://thon.test/channels/consent?")) << location;
    std::map<std::string, std::string> query;
    EXPECT_TRUE(http::parse_query(location.substr(location.find('?') + 1), query));
    return {{"state", query["state"]}, {"code", query["code"]}};
  }
  std::int64_t refreshes() { return zalo.ask("/__tokens").at("refreshes").as_int64(); }
  Outcome send(std::string user, Registry* by = nullptr) {
    return (by ? *by : registry(app)).find(Kind::zalo_oa, app.id("to_1"))->send(announcement(std::move(user)));
  }
  /// Another server on the same database.
  std::unique_ptr<Registry> other_server() {
    return std::make_unique<Registry>(registry(app).options());
  }

  TestApp app{GetParam()};
  StandIn zalo{"zalo"};
  std::string id;
};
INSTANTIATE_TEST_SUITE_P(Engines, ZaloTokens, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(ZaloTokens, ConsentConnectsTheAccount) {
  EXPECT_EQ(card(app, "song_phuong", "zalo").at("attention").as_string(), "consent");
  EXPECT_EQ(send("user-1").reason, "consent");
  const auto done = consent();
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.at("/area_id").as_string(), app.id("song_phuong"));
  EXPECT_EQ(send("user-1").state, State::accepted);
  EXPECT_EQ(zalo.delivered().size(), 1u);
  EXPECT_EQ(health(app, "song_phuong", "zalo"), "working");
  EXPECT_GT(card(app, "song_phuong", "zalo").at("consent_until").as_int64(), app.now());
  static const Sql kPair{"test.pair", "SELECT pair FROM channels_token"};
  app.db().read([&](Tx& tx) { EXPECT_EQ(tx.value<std::string>(kPair).value().find("access"), std::string::npos); });
}

TEST_P(ZaloTokens, TheWayBackIsShortAndWorksOnceAndForItsOwnerAlone) {
  const auto begin = [&] {
    return std::string(app.as("ha").post("/api/channels/settings/" + id + "/consent", json::object{}).at("/url").as_string());
  };
  const auto back = way_back(begin());
  make_administrator(app, "hoa", "song_phuong");
  EXPECT_EQ(app.as("hoa").post("/api/channels/consent", back).key(), "channels.error.consent_expired");
  const auto twice = way_back(begin());
  EXPECT_EQ(app.as("ha").post("/api/channels/consent", twice).status, 200);
  EXPECT_EQ(app.as("ha").post("/api/channels/consent", twice).key(), "channels.error.consent_expired");
  const auto late = way_back(begin());
  app.pass(16 * kMinute);
  EXPECT_EQ(app.as("ha").post("/api/channels/consent", late).key(), "channels.error.consent_expired");
  auto wrong = way_back(begin());
  wrong["code"] = "khong-phai";
  EXPECT_EQ(app.as("ha").post("/api/channels/consent", wrong).key(), "channels.error.consent_refused");
  EXPECT_EQ(app.as("lan").post("/api/channels/consent", wrong).status, 404);
}

TEST_P(ZaloTokens, TwentyThreadsOnTwoServersRefreshOnce) {
  ASSERT_EQ(consent().status, 200);
  zalo.control({{"refresh_ms", 150}});
  zalo.ask("/__expire");
  const auto second = other_server();
  std::atomic<int> accepted{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 20; ++i)
    threads.emplace_back([&, i] {
      accepted += send("user-" + std::to_string(i), i % 2 ? second.get() : nullptr).state == State::accepted;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 20);
  EXPECT_EQ(refreshes(), 1);
  EXPECT_EQ(zalo.ask("/__tokens").at("reused").as_int64(), 0);
  EXPECT_EQ(zalo.delivered().size(), 20u);
}

TEST_P(ZaloTokens, KilledBetweenZalosAnswerAndTheDiskTheOldTokenServesAndConsentIsAskedFor) {
  ASSERT_EQ(consent().status, 200);
  // What a server does before it is killed: takes the lease, spends the refresh token, and loses the answer.
  StoredTokens dying(app.db(), registry(app).seal(), id);
  const auto pair = dying.load();
  ASSERT_TRUE(dying.lease(pair.version, kMinute));
  ASSERT_EQ(zalo::refresh(registry(app).env(), Fields(Provider::zalo, {{"app_id", "app-1"}, {"secret_key", "app-secret"},
                                                                     {"oauth_url", zalo.url()}}), pair.refresh).kind,
            zalo::Grant::Kind::given);
  app.restart();

  EXPECT_EQ(send("user-1").state, State::accepted) << "the access token still holds";
  app.pass(20 * kHour);  // within the last six hours a timer renews
  registry(app).refresh_tokens();
  EXPECT_EQ(card(app, "song_phuong", "zalo").at("attention").as_string(), "consent");
  EXPECT_EQ(send("user-2").state, State::accepted) << "hours are left to give consent";
  app.pass(6 * kHour);
  EXPECT_EQ(send("user-3").reason, "consent");
  ASSERT_EQ(consent().status, 200);
  EXPECT_EQ(send("user-3").state, State::accepted);
  EXPECT_EQ(health(app, "song_phuong", "zalo"), "working");
  EXPECT_EQ(zalo.delivered().size(), 3u);
}

TEST_P(ZaloTokens, KilledBeforeZaloAnsweredTheNextServerRefreshesOnceTheLeaseIsOver) {
  ASSERT_EQ(consent().status, 200);
  StoredTokens dying(app.db(), registry(app).seal(), id);
  ASSERT_TRUE(dying.lease(dying.load().version, kMinute));
  EXPECT_FALSE(dying.lease(dying.load().version, kMinute)) << "one at a time";
  app.restart();
  zalo.ask("/__expire");
  app.pass(2 * kMinute);
  EXPECT_EQ(send("user-1").state, State::accepted);
  EXPECT_EQ(refreshes(), 1);
}

TEST_P(ZaloTokens, ALatePairIsKeptThoughItsLeaseRanOut) {
  ASSERT_EQ(consent().status, 200);
  StoredTokens slow(app.db(), registry(app).seal(), id), quick(app.db(), registry(app).seal(), id);
  const auto pair = slow.load();
  ASSERT_TRUE(slow.lease(pair.version, kMinute));
  auto next = zalo::refresh(registry(app).env(), Fields(Provider::zalo, {{"app_id", "app-1"}, {"secret_key", "app-secret"},
                                                                        {"oauth_url", zalo.url()}}), pair.refresh).pair;
  app.pass(2 * kMinute);
  ASSERT_TRUE(quick.lease(pair.version, kMinute));
  quick.refuse(pair.version);  // the refresh token is spent, so Zalo refused the second server
  EXPECT_TRUE(quick.load().consent_needed);
  slow.save(pair.version, next);
  EXPECT_FALSE(quick.load().consent_needed);
  EXPECT_EQ(quick.load().access, next.access);
  quick.refuse(pair.version);
  EXPECT_FALSE(quick.load().consent_needed) << "a newer pair is there";
}

TEST_P(ZaloTokens, GoWithTheirSetting) {
  ASSERT_EQ(consent().status, 200);
  EXPECT_EQ(app.as("ha").del("/api/channels/settings/" + id).status, 204);
  static const Sql kCount{"test.tokens", "SELECT COUNT(*) FROM channels_token"};
  app.db().read([&](Tx& tx) { EXPECT_EQ(tx.value<std::int64_t>(kCount), 0); });
}

}  // namespace
}  // namespace thon::channels::test
