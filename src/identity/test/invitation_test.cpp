#include <gtest/gtest.h>

#include <thread>

#include "people.hpp"

namespace thon::test {
namespace {

Reply look(TestApp& app, const std::string& token) {
  return app.guest().post("/api/identity/invitation/look", {{"token", token}});
}

std::int64_t devices(TestApp& app, const std::string& household) {
  return app.as("ha").get("/api/households/" + app.id(household)).at("/app/devices").as_int64();
}

TEST(Invitation, FirstUseSetsThePinAndLaterUsesCheckIt) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string token = invite(app, "to_2_1");
    const auto fresh = look(app, token);
    ASSERT_EQ(fresh.status, 200) << fresh.body;
    EXPECT_EQ(fresh.at("/household_name").as_string(), "Nguyễn Văn Bưởi");
    EXPECT_EQ(fresh.at("/address").as_string(), "Ngõ 1");
    EXPECT_NE(std::string(fresh.at("/area_name").as_string()), "");
    EXPECT_FALSE(fresh.at("/has_pin").as_bool());
    EXPECT_EQ(devices(app, "to_2_1"), 0);

    const auto first = enter(app, token, "1357");
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/account/kind").as_string(), "household");
    EXPECT_EQ(first.at("/household/id").as_string(), app.id("to_2_1"));
    EXPECT_GE(first.at("/household/ordinal").as_int64(), 0);
    EXPECT_EQ(first.at("/commune_name").as_string(), "Xã Song Phượng");
    EXPECT_NE(first.header("Set-Cookie").find("Max-Age=15552000"), std::string::npos);
    EXPECT_TRUE(look(app, token).at("/has_pin").as_bool());

    EXPECT_EQ(enter(app, token, "1357").status, 200) << "a second phone";
    EXPECT_EQ(devices(app, "to_2_1"), 2);
    const auto wrong = enter(app, token, "9999");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(wrong.key(), "identity.error.pin_wrong");
    EXPECT_EQ(Person(app, token_of(first)).get("/api/identity/me").json, first.json);
  }
}

TEST(Invitation, ANewSlipEndsTheOldOneAndItsPinButNoDevice) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string old = invite(app, "to_2_1");
    const auto phone = token_of(enter(app, old, "1357"));
    const std::string fresh = invite(app, "to_2_1");
    EXPECT_EQ(look(app, old).key(), "identity.error.invitation_unknown");
    EXPECT_EQ(enter(app, old, "1357").status, 404);
    EXPECT_FALSE(look(app, fresh).at("/has_pin").as_bool());
    EXPECT_EQ(Person(app, phone).get("/api/identity/me").status, 200);
    EXPECT_EQ(enter(app, fresh, "2468").status, 200);
    EXPECT_EQ(enter(app, fresh, "1357").status, 401);
  }
}

TEST(Invitation, AGuessedTokenFindsNothing) {
  TestApp app(Engine::sqlite);
  const std::string token = invite(app, "to_2_1");
  std::string other = token;
  other[5] = other[5] == 'A' ? 'B' : 'A';
  for (const std::string& guess : {other, token + "A", token.substr(0, token.size() - 1), std::string("x")}) {
    EXPECT_EQ(look(app, guess).status, 404);
    EXPECT_EQ(enter(app, guess).status, 404);
  }
  EXPECT_EQ(look(app, "").fault("/token"), "error.required");
  EXPECT_EQ(Person(app, token).get("/api/identity/me").status, 401) << "an invitation is no session";
}

TEST(Invitation, APinIsFourToSixDigits) {
  TestApp app(Engine::sqlite);
  const std::string token = invite(app, "to_2_1");
  for (const char* pin : {"123", "1234567", "12a4"})
    EXPECT_EQ(enter(app, token, pin).fault("/pin"), "identity.error.pin_form") << pin;
  EXPECT_FALSE(look(app, token).at("/has_pin").as_bool());
}

TEST(Invitation, WrongPinsLockTheHouseholdAndNobodyElse) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string token = invite(app, "to_2_1"), neighbour = invite(app, "to_2_2");
    ASSERT_EQ(enter(app, token, "1357").status, 200);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(enter(app, token, "0000").status, 401);
    EXPECT_EQ(enter(app, token, "1357").key(), "identity.error.locked");
    EXPECT_EQ(enter(app, neighbour).status, 200);
    app.pass(15 * kMinute);
    EXPECT_EQ(enter(app, token, "1357").status, 200);
  }
}

TEST(Invitation, TwoPhonesAtOnceAgreeOnOnePin) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string token = invite(app, "to_2_1");
    std::atomic<int> in{0}, refused{0};
    std::vector<std::thread> threads;
    for (const char* pin : {"1111", "2222", "1111", "2222"})
      threads.emplace_back([&, pin] {
        const int status = enter(app, token, pin).status;
        in += status == 200;
        refused += status == 401;
      });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(in, 2);
    EXPECT_EQ(refused, 2);
    EXPECT_EQ(devices(app, "to_2_1"), 2);
  }
}

TEST(Invitation, KeepsNoTokenAndNoPinInClear) {
  static const Sql kFound{"test.found",
                          "SELECT COUNT(*) FROM identity_invitation WHERE token_hash = :token OR id = :token"};
  static const Sql kPinHash{"test.pin_hash", "SELECT pin_hash FROM identity_account WHERE subject_id = :id"};
  TestApp app(Engine::sqlite);
  const std::string token = invite(app, "to_2_1");
  EXPECT_EQ(token.size(), 22u) << "128 bits";
  ASSERT_EQ(enter(app, token, "1357").status, 200);
  app.db().read([&](Tx& tx) {
    EXPECT_EQ(tx.value<std::int64_t>(kFound, {{"token", token}}), 0);
    EXPECT_TRUE(tx.value<std::string>(kPinHash, {{"id", app.id("to_2_1")}})->starts_with("$argon2id$v=19$m=8192,t=1"));
  });
}

TEST(Invitation, HouseholdsAreNoOfficers) {
  TestApp app(Engine::sqlite);
  const auto nam = app.as("nam");
  EXPECT_EQ(nam.get("/api/identity/accounts").status, 404);
  EXPECT_EQ(nam.post("/api/identity/password", {{"current", kPin}, {"next", "ruong-dong-vang"}}).status, 404);
  EXPECT_EQ(nam.get("/api/identity/me").at("/permissions").as_array().size(), 0u);
}

}  // namespace
}  // namespace thon::test
