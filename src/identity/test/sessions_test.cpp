#include <gtest/gtest.h>

#include "app/program.hpp"
#include "people.hpp"

namespace thon::test {
namespace {

http::Request me_with(const std::string& token) {
  http::Request request;
  request.path = "/api/identity/me";
  request.headers["cookie"] = "thon_session=" + token;
  return request;
}

TEST(Sessions, AreListedWithTheirDevice) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/identity/session";
    request.headers = {{"content-type", "application/json"},
                       {"user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/128.0 Mobile Safari/537.36"}};
    request.body = json::serialize(json::object{{"login", "song.hoa"}, {"password", kPassword}});
    request.remote_address = "113.160.1.2";
    app.pass(kMinute);
    const std::string token = token_of(app.guest().send(request));
    const auto reply = Person(app, token).get("/api/identity/sessions");
    ASSERT_EQ(reply.status, 200) << reply.body;
    ASSERT_EQ(reply.at("/items").as_array().size(), 2u);
    EXPECT_EQ(reply.at("/items/0/device").as_string(), "Chrome · Android");
    EXPECT_EQ(reply.at("/items/0/address").as_string(), "113.160.1.2");
    EXPECT_EQ(reply.at("/items/0/created_at").as_int64(), app.now());
    EXPECT_TRUE(reply.at("/items/0/current").as_bool());
    EXPECT_FALSE(reply.at("/items/1/current").as_bool());
    EXPECT_EQ(reply.body.find(token), std::string::npos);
  }
}

TEST(Sessions, ARevokedOneIsRefusedAtOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string token = token_of(sign_in(app, "song.hoa"));
    const Person phone(app, token);
    const auto list = phone.get("/api/identity/sessions");
    std::string id;
    for (const auto& item : list.at("/items").as_array())
      if (item.at("current").as_bool()) id = std::string(item.at("id").as_string());
    ASSERT_EQ(app.call(me_with(token)).status, 200) << "and is remembered now";
    EXPECT_EQ(app.as("hoa").del("/api/identity/sessions/" + id).status, 204);
    EXPECT_EQ(app.call(me_with(token)).status, 401);
    EXPECT_EQ(app.as("hoa").del("/api/identity/sessions/" + id).status, 204) << "the same request twice";
    EXPECT_EQ(app.as("hoa").get("/api/identity/sessions").at("/items").as_array().size(), 1u);
  }
}

TEST(Sessions, OfOthersAreNotThere) {
  TestApp app(Engine::sqlite);
  const std::string id(app.as("hoa").get("/api/identity/sessions").at("/items/0/id").as_string());
  EXPECT_EQ(app.as("truong").del("/api/identity/sessions/" + id).status, 404);
  EXPECT_EQ(app.as("ha").del("/api/identity/sessions/" + id).status, 404);
  EXPECT_EQ(app.as("ha").del("/api/identity/sessions/" + new_id()).status, 404);
  EXPECT_EQ(app.as("ha").del("/api/identity/sessions/1").status, 404);
  EXPECT_EQ(app.guest().del("/api/identity/sessions/" + id).status, 401);
  EXPECT_EQ(app.as("hoa").get("/api/identity/me").status, 200);
}

TEST(Sessions, SigningOutEndsTheSession) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto nam = app.as("nam");
    ASSERT_EQ(nam.get("/api/identity/me").status, 200);
    const auto out = nam.del("/api/identity/session");
    EXPECT_EQ(out.status, 204);
    EXPECT_NE(out.header("Set-Cookie").find("Max-Age=0"), std::string::npos);
    EXPECT_EQ(nam.get("/api/identity/me").status, 401);
    EXPECT_EQ(nam.del("/api/identity/session").status, 401);
    EXPECT_EQ(app.guest().get("/api/identity/me").status, 401);
  }
}

TEST(Sessions, EndOnTheirDayAndLiveOnWhenUsed) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string idle = token_of(sign_in(app, "song.hoa"));
    const std::string used = token_of(sign_in(app, "song.truong"));
    app.pass(20 * kDay);
    EXPECT_EQ(app.call(me_with(used)).status, 200);
    app.program().services().identity.write_last_seen(app.db());
    app.pass(15 * kDay);
    EXPECT_EQ(app.call(me_with(idle)).status, 401);
    EXPECT_EQ(app.call(me_with(used)).status, 200);
    EXPECT_EQ(app.as("nam").get("/api/identity/me").status, 200) << "households have 180 days";
    app.pass(181 * kDay);
    EXPECT_EQ(app.as("nam").get("/api/identity/me").status, 401);
  }
}

TEST(Sessions, LastSeenIsWrittenAtMostEveryTenMinutes) {
  TestApp app(Engine::sqlite);
  auto& identity = app.program().services().identity;
  const auto last_seen = [&] {
    return app.as("hoa").get("/api/identity/sessions").at("/items/0/last_seen_at").as_int64();
  };
  const Millis start = last_seen();
  app.pass(9 * kMinute);
  last_seen();
  identity.write_last_seen(app.db());
  EXPECT_EQ(last_seen(), start);
  app.pass(kMinute);
  last_seen();
  identity.write_last_seen(app.db());
  EXPECT_EQ(last_seen(), start + 10 * kMinute);
}

TEST(Sessions, TidyingEndsTheExpiredOnes) {
  static const Sql kDevices{"test.devices", "SELECT COUNT(*) FROM identity_device_v"};
  static const Sql kAll{"test.all", "SELECT COUNT(*) FROM identity_session"};
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto count = [&](const Sql& sql) {
      std::int64_t n = 0;
      app.db().read([&](Tx& tx) { n = tx.value<std::int64_t>(sql).value_or(0); });
      return n;
    };
    EXPECT_EQ(count(kDevices), 3);
    app.pass(181 * kDay);
    app.program().services().identity.tidy(app.db());
    EXPECT_EQ(count(kDevices), 0);
    app.pass(31 * kDay);
    app.program().services().identity.tidy(app.db());
    EXPECT_EQ(count(kAll), 0);
  }
}

TEST(Password, ChangingItEndsAllOtherSessions) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto hoa = app.as("hoa");
    const std::string other = token_of(sign_in(app, "song.hoa"));
    ASSERT_EQ(app.call(me_with(other)).status, 200);
    const auto changed = hoa.post("/api/identity/password", {{"current", kPassword}, {"next", "dong-lua-chin-vang"}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(app.call(me_with(other)).status, 401);
    EXPECT_EQ(hoa.get("/api/identity/me").status, 401);
    EXPECT_EQ(app.call(me_with(token_of(changed))).status, 200);
    EXPECT_EQ(sign_in(app, "song.hoa").status, 401);
    EXPECT_EQ(sign_in(app, "song.hoa", "dong-lua-chin-vang").status, 200);
  }
}

TEST(Password, AsksForTheCurrentOneAndAGoodNextOne) {
  TestApp app(Engine::sqlite);
  const auto change = [&](const char* current, const char* next) {
    return app.as("hoa").post("/api/identity/password", {{"current", current}, {"next", next}});
  };
  EXPECT_EQ(change("sai", "dong-lua-chin-vang").fault("/current"), "identity.error.password_wrong");
  EXPECT_EQ(change(kPassword, "ngan").fault("/next"), "identity.error.password_short");
  EXPECT_EQ(change(kPassword, "matkhau123").fault("/next"), "identity.error.password_common");
  EXPECT_EQ(change(kPassword, "").fault("/next"), "error.required");
  for (int i = 0; i < 4; ++i) change("sai", "dong-lua-chin-vang");
  EXPECT_EQ(change(kPassword, "dong-lua-chin-vang").key(), "identity.error.locked");
  EXPECT_EQ(app.as("hoa").get("/api/identity/me").status, 200);
}

TEST(Language, IsKeptAndSpoken) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    EXPECT_EQ(app.as("nam").get("/api/identity/me").at("/account/language").as_string(), "vi");
    const auto changed = app.as("nam").patch("/api/identity/me", {{"language", "en"}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.at("/account/language").as_string(), "en");
    const auto english = app.as("nam").get("/api/identity/accounts");
    EXPECT_NE(english.json.at("title").as_string(), app.as("mai").get("/api/identity/accounts").json.at("title").as_string());
    EXPECT_EQ(app.as("nam").patch("/api/identity/me", {{"language", "fr"}}).fault("/language"), "error.not_choice");
    EXPECT_EQ(app.guest().patch("/api/identity/me", {{"language", "en"}}).status, 401);
  }
}

TEST(Sessions, EndedByOneServerAreClosedByTheOthers) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto& identity = app.program().services().identity;
    std::vector<std::string> closed;
    identity.set_session_ended([&](const std::string& session) { closed.push_back(session); });
    EXPECT_EQ(app.as("hoa").del("/api/identity/session").status, 204);
    ASSERT_EQ(closed.size(), 1u);
    identity.follow(app.db());
    identity.follow(app.db());
    // Told once more by what stands in the database, as every server is; on SQLite there is no other.
    EXPECT_EQ(closed.size(), engine == Engine::postgresql ? 2u : 1u);
    EXPECT_EQ(closed.front(), closed.back());
  }
}

TEST(Sessions, PastTheirDayEndWithTheirStreams) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto& identity = app.program().services().identity;
    std::vector<std::string> closed;
    identity.set_session_ended([&](const std::string& session) { closed.push_back(session); });
    app.as("hoa").get("/api/identity/me");
    app.pass(400 * kDay);
    identity.tidy(app.db());
    EXPECT_GT(closed.size(), 5u);
    const auto first = closed.size();
    identity.tidy(app.db());
    EXPECT_EQ(closed.size(), first);
  }
}

}  // namespace
}  // namespace thon::test
