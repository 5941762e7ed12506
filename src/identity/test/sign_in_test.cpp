#include <gtest/gtest.h>

#include <thread>

#include "people.hpp"

namespace thon::test {
namespace {

TEST(SignIn, GivesACookieAndTellsWhoIsThere) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto reply = sign_in(app, " Song.Hòa ");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/account/name").as_string(), "Trần Thị Hoa");
    EXPECT_EQ(reply.at("/account/kind").as_string(), "officer");
    EXPECT_EQ(reply.at("/roles/0/role").as_string(), "officer");
    EXPECT_EQ(reply.at("/roles/0/area_name").as_string(), "Xã Song Phượng");
    EXPECT_EQ(reply.at("/roles/0/area_kind").as_string(), "commune");
    EXPECT_EQ(reply.at("/commune_name").as_string(), "Xã Song Phượng");
    EXPECT_TRUE(reply.at("/household").is_null());
    EXPECT_FALSE(reply.at("/demo").as_bool());
    const std::string cookie = reply.header("Set-Cookie");
    for (const char* part : {"thon_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=2592000"})
      EXPECT_NE(cookie.find(part), std::string::npos) << part << " in " << cookie;
    EXPECT_EQ(cookie.find("Secure"), std::string::npos);
    const auto me = Person(app, token_of(reply)).get("/api/identity/me");
    EXPECT_EQ(me.json, reply.json);
    EXPECT_EQ(token_of(me), token_of(reply)) << "the cookie's life is prolonged";
  }
}

TEST(SignIn, AnswersWrongPasswordAndUnknownLoginAlike) {
  TestApp app(Engine::sqlite);
  const auto wrong = sign_in(app, "song.hoa", "khong phai the");
  const auto unknown = sign_in(app, "khong.co.ai", "khong phai the");
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.key(), "identity.error.wrong_credentials");
  EXPECT_EQ(wrong.at("/title"), unknown.at("/title"));
  EXPECT_EQ(unknown.status, 401);
  EXPECT_EQ(wrong.header("Set-Cookie"), "");
  EXPECT_EQ(sign_in(app, "", "").fault("/login"), "error.required");
}

TEST(SignIn, LocksAfterFiveFailuresAlsoUnknownLogins) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    for (const char* login : {"song.hoa", "khong.co.ai"}) {
      for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in(app, login, "sai").status, 401) << i;
      const auto locked = sign_in(app, login);
      EXPECT_EQ(locked.status, 429) << login;
      EXPECT_EQ(locked.key(), "identity.error.locked");
      EXPECT_EQ(locked.at("/params/minutes").as_string(), "15");
    }
    EXPECT_EQ(sign_in(app, "song.truong").status, 200) << "others are not locked";
    app.restart();
    EXPECT_EQ(sign_in(app, "song.hoa").status, 429) << "a restart does not unlock";
    app.pass(15 * kMinute);
    EXPECT_EQ(sign_in(app, "song.hoa", "sai").status, 401);
    EXPECT_EQ(sign_in(app, "song.hoa").at("/params/minutes").as_string(), "30");
    app.pass(30 * kMinute);
    EXPECT_EQ(sign_in(app, "song.hoa").status, 200);
    for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in(app, "song.hoa", "sai").status, 401) << "success starts over";
    EXPECT_EQ(sign_in(app, "song.hoa").status, 200);
  }
}

TEST(SignIn, LocksAnAddressThatTriesManyLogins) {
  TestApp app(Engine::sqlite);
  for (int i = 0; i < 30; ++i) EXPECT_EQ(sign_in(app, "ai do " + std::to_string(i), "sai").status, 401) << i;
  EXPECT_EQ(sign_in(app, "song.hoa").status, 429);
  app.pass(15 * kMinute);
  EXPECT_EQ(sign_in(app, "song.hoa").status, 200);
}

TEST(SignIn, AHundredTriesAtOnceAreNotAHundredGuesses) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    std::atomic<int> compared{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 4; ++i) compared += sign_in(app, "song.hoa", "sai").status == 401;
      });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(compared, 5);
  }
}

TEST(SignIn, TwoAtOnceBothGetIn) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    std::atomic<int> in{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) threads.emplace_back([&] { in += sign_in(app, "song.hoa").status == 200; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(in, 4);
    EXPECT_EQ(app.as("hoa").get("/api/identity/sessions").at("/items").as_array().size(), 5u);
  }
}

TEST(SignIn, TheSameDeviceAgainStaysOneDevice) {
  TestApp app(Engine::sqlite);
  const auto first = token_of(sign_in(app, "song.hoa"));
  const auto again = Person(app, first).post("/api/identity/session", {{"login", "song.hoa"}, {"password", kPassword}});
  ASSERT_EQ(again.status, 200);
  EXPECT_EQ(Person(app, first).get("/api/identity/me").status, 401);
  EXPECT_EQ(Person(app, token_of(again)).get("/api/identity/sessions").at("/items").as_array().size(), 2u);
}

TEST(Codes, AreAskedForAndWorkOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string secret = switch_codes_on(app, app.as("hoa"));
    EXPECT_EQ(app.as("hoa").get("/api/identity/me").at("/account/totp_enabled").as_bool(), true);
    const auto needed = sign_in(app, "song.hoa");
    EXPECT_EQ(needed.status, 401);
    EXPECT_EQ(needed.key(), "identity.error.totp_needed");
    const std::string code = code_at(secret, app.now());
    EXPECT_EQ(sign_in(app, "song.hoa", kPassword, code).status, 200);
    EXPECT_EQ(sign_in(app, "song.hoa", kPassword, code).key(), "identity.error.totp_wrong") << "a code was used twice";
    app.pass(30 * kSecond);
    EXPECT_EQ(sign_in(app, "song.hoa", kPassword, code_at(secret, app.now())).status, 200);
  }
}

TEST(Codes, OneCodeAtTheSameTimeLetsOneIn) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string secret = switch_codes_on(app, app.as("hoa"));
    const std::string code = code_at(secret, app.now());
    std::atomic<int> in{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] { in += sign_in(app, "song.hoa", kPassword, code).status == 200; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(in, 1);
  }
}

TEST(Codes, GuessingThemLocksThoughThePasswordIsRight) {
  TestApp app(Engine::sqlite);
  switch_codes_on(app, app.as("hoa"));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(sign_in(app, "song.hoa", kPassword, "000000").status, 401);
    if (i < 4) EXPECT_EQ(sign_in(app, "song.hoa").key(), "identity.error.totp_needed");
  }
  EXPECT_EQ(sign_in(app, "song.hoa").key(), "identity.error.locked");
}

TEST(Codes, AreSwitchedOnAndOffWithACode) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto hoa = app.as("hoa");
    EXPECT_EQ(hoa.post("/api/identity/totp/confirm", {{"code", "123456"}}).key(), "identity.error.totp_off");
    EXPECT_EQ(hoa.del("/api/identity/totp?code=123456").key(), "identity.error.totp_off");
    hoa.post("/api/identity/totp", json::object{});
    EXPECT_EQ(hoa.post("/api/identity/totp/confirm", {{"code", "000000"}}).fault("/code"), "identity.error.totp_wrong");
    EXPECT_EQ(sign_in(app, "song.hoa").status, 200) << "not confirmed yet, not asked for";
    const std::string secret = switch_codes_on(app, hoa);
    EXPECT_EQ(hoa.post("/api/identity/totp", json::object{}).key(), "identity.error.totp_on");
    EXPECT_EQ(hoa.del("/api/identity/totp?code=000000").fault("/code"), "identity.error.totp_wrong");
    EXPECT_EQ(hoa.del("/api/identity/totp?code=" + code_at(secret, app.now())).status, 204);
    EXPECT_EQ(sign_in(app, "song.hoa").status, 200);
    EXPECT_EQ(app.as("nam").post("/api/identity/totp", json::object{}).status, 404) << "households have none";
    EXPECT_EQ(app.guest().post("/api/identity/totp", json::object{}).status, 401);
  }
}

TEST(Codes, AreSealedInTheDatabase) {
  static const Sql kSecret{"test.secret", "SELECT totp_secret FROM identity_account WHERE login = 'song.hoa'"};
  TestApp app(Engine::sqlite);
  const std::string secret = switch_codes_on(app, app.as("hoa"));
  std::string stored;
  app.db().read([&](Tx& tx) { stored = tx.value<std::string>(kSecret).value_or(""); });
  EXPECT_GT(stored.size(), 40u);
  EXPECT_EQ(stored.find(identity::totp::base32(secret)), std::string::npos);
  EXPECT_EQ(stored.find(secret), std::string::npos);
}

}  // namespace
}  // namespace thon::test
