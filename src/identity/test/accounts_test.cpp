#include <gtest/gtest.h>

#include <thread>

#include "app/program.hpp"
#include "people.hpp"

namespace thon::test {
namespace {

json::object account(const std::string& id, const std::string& login, const std::string& role,
                     const std::string& area_id) {
  return {{"id", id},
          {"name", "Đinh Văn Mới"},
          {"login", login},
          {"password", kPassword},
          {"roles", {{{"role", role}, {"area_id", area_id}}}}};
}

/// Makes an administrator of Song Phượng, whose reach ends at that commune; answers the person.
Person commune_administrator(TestApp& app, const std::string& login, std::string id = new_id()) {
  const auto made = app.as("ha").post("/api/identity/accounts", account(id, login, "administrator", app.id("song_phuong")));
  EXPECT_EQ(made.status, 200) << made.body;
  return Person(app, token_of(sign_in(app, login)));
}

Reply edit(const Person& who, const std::string& id, json::object changes) {
  const auto row = who.get("/api/identity/accounts?q=");
  for (const auto& item : row.at("/items").as_array())
    if (item.at("id").as_string() == id && !changes.contains("version")) changes["version"] = item.at("version");
  if (!changes.contains("version")) changes["version"] = 1;
  return who.patch("/api/identity/accounts/" + id, changes);
}

TEST(Accounts, AreMadeOnceAndMaySignIn) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string id = new_id();
    const auto body = account(id, "+84 987 654 321", "group_head", app.id("to_1"));
    const auto made = app.as("ha").post("/api/identity/accounts", body);
    ASSERT_EQ(made.status, 200) << made.body;
    EXPECT_EQ(made.at("/login").as_string(), "0987654321");
    EXPECT_EQ(made.at("/roles/0/role").as_string(), "group_head");
    EXPECT_EQ(made.at("/roles/0/area_name").as_string(), "Tổ tự quản số 1");
    EXPECT_TRUE(made.at("/last_seen_at").is_null());
    EXPECT_EQ(app.as("ha").post("/api/identity/accounts", body).json, made.json) << "the same request twice";
    EXPECT_EQ(sign_in(app, "0987.654.321").status, 200);
    auto other = body;
    other["login"] = "khac.hoan.toan";
    EXPECT_EQ(app.as("ha").post("/api/identity/accounts", other).key(), "identity.error.account_exists");
    other = body;
    other["id"] = new_id();
    EXPECT_EQ(app.as("ha").post("/api/identity/accounts", other).fault("/login"), "identity.error.login_taken");
  }
}

TEST(Accounts, RefuseBadInput) {
  TestApp app(Engine::sqlite);
  const auto send = [&](const char* member, json::value value) {
    auto body = account(new_id(), "dinh.moi", "group_head", app.id("to_1"));
    body[member] = std::move(value);
    return app.as("ha").post("/api/identity/accounts", body);
  };
  EXPECT_EQ(send("login", "a b").fault("/login"), "identity.error.login_form");
  EXPECT_EQ(send("password", "ngan").fault("/password"), "identity.error.password_short");
  EXPECT_EQ(send("password", "dinh.moi").fault("/password"), "identity.error.password_short");
  EXPECT_EQ(send("roles", json::array{}).status, 422);
  EXPECT_EQ(send("roles", {{{"role", "vua"}, {"area_id", app.id("to_1")}}}).fault("/roles/0/role"),
            "identity.error.role_unknown");
  EXPECT_EQ(send("roles", {{{"role", "viewer"}, {"area_id", new_id()}}}).key(), "identity.error.area_unknown");
}

TEST(Accounts, AreManagedByAdministratorsAboveOnly) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto body = account(new_id(), "dinh.moi", "group_head", app.id("to_1"));
    for (const char* who : {"hoa", "truong", "lan", "vinh", "dung", "nam"}) {
      EXPECT_EQ(app.as(who).get("/api/identity/accounts").status, 404) << who;
      EXPECT_EQ(app.as(who).post("/api/identity/accounts", body).status, 404) << who;
      EXPECT_EQ(app.as(who).patch("/api/identity/accounts/" + app.id("minh"), {{"version", 1}}).status, 404) << who;
    }
    EXPECT_EQ(app.guest().get("/api/identity/accounts").status, 401);
    EXPECT_EQ(app.guest().post("/api/identity/accounts", body).status, 401);

    const auto local = commune_administrator(app, "quan.tri.xa");
    EXPECT_EQ(local.patch("/api/identity/accounts/" + app.id("dung"), {{"version", 1}, {"name", "X"}}).status, 404);
    EXPECT_EQ(local.patch("/api/identity/accounts/" + app.id("ha"), {{"version", 1}, {"name", "X"}}).status, 404);
    auto elsewhere = body;
    elsewhere["roles"] = {{{"role", "group_head"}, {"area_id", app.id("to_4")}}};
    EXPECT_EQ(local.post("/api/identity/accounts", elsewhere).key(), "identity.error.area_unknown");
    elsewhere["roles"] = {{{"role", "viewer"}, {"area_id", app.id("ha_noi")}}};
    EXPECT_EQ(local.post("/api/identity/accounts", elsewhere).status, 404);
    EXPECT_EQ(local.post("/api/identity/accounts", body).status, 200);
  }
}

TEST(Accounts, AreListedBelowTheManagersUnitsAndSearched) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto local = commune_administrator(app, "quan.tri.xa");
    const auto list = local.get("/api/identity/accounts");
    ASSERT_EQ(list.status, 200) << list.body;
    std::set<std::string> names;
    for (const auto& item : list.at("/items").as_array()) names.emplace(item.at("name").as_string());
    EXPECT_TRUE(names.contains("Trần Thị Hoa"));
    EXPECT_TRUE(names.contains("Phạm Thị Lan"));
    EXPECT_FALSE(names.contains("Nguyễn Thị Hà"));
    EXPECT_FALSE(names.contains("Đặng Tiến Dũng"));
    const auto found = local.get("/api/identity/accounts?q=ph%E1%BA%A1m");
    ASSERT_EQ(found.at("/items").as_array().size(), 1u) << found.body;
    EXPECT_EQ(found.at("/items/0/login").as_string(), "song.lan");
    EXPECT_FALSE(found.at("/items/0/last_seen_at").is_null());
    EXPECT_EQ(local.get("/api/identity/accounts?q=%25").at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.as("ha").get("/api/identity/accounts?q=dung").at("/items").as_array().size(), 1u);
  }
}

TEST(Accounts, ArePaged) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    app.db().write([&](Tx& tx) {
      for (int i = 0; i < 120; ++i)
        app.program().services().identity.create_account(
            tx, system_actor(),
            {new_id(), "Đông Người", "dong." + std::to_string(i), "x", {}, {{{"viewer"}, {app.id("to_1")}}}});
    });
    std::set<std::string> seen;
    std::string cursor;
    for (int page = 0; page < 5; ++page) {
      const auto reply = app.as("ha").get("/api/identity/accounts?q=dong&cursor=" + cursor);
      ASSERT_EQ(reply.status, 200) << reply.body;
      for (const auto& item : reply.at("/items").as_array()) EXPECT_TRUE(seen.emplace(item.at("id").as_string()).second);
      if (reply.at("/next").is_null()) break;
      cursor = std::string(reply.at("/next").as_string());
    }
    EXPECT_EQ(seen.size(), 120u);
  }
}

TEST(Accounts, ADisabledOneIsOutAtOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    ASSERT_EQ(app.as("hoa").get("/api/identity/me").status, 200);
    const auto off = edit(app.as("ha"), app.id("hoa"), {{"disabled", true}});
    ASSERT_EQ(off.status, 200) << off.body;
    EXPECT_TRUE(off.at("/disabled").as_bool());
    EXPECT_EQ(app.as("hoa").get("/api/identity/me").status, 401);
    EXPECT_EQ(sign_in(app, "song.hoa").key(), "identity.error.wrong_credentials");
    EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"disabled", true}, {"version", 1}}).status, 200) << "twice";
    EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"disabled", false}}).status, 200);
    EXPECT_EQ(sign_in(app, "song.hoa").status, 200);
  }
}

TEST(Accounts, AResetPasswordEndsSessionsAndUnlocks) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    switch_codes_on(app, app.as("hoa"));
    for (int i = 0; i < 5; ++i) sign_in(app, "song.hoa", "sai");
    EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"password", "song.hoa12"}}).status, 200);
    const auto reset = edit(app.as("ha"), app.id("hoa"), {{"password", "dong-lua-chin-vang"}, {"remove_totp", true}});
    ASSERT_EQ(reset.status, 200) << reset.body;
    EXPECT_FALSE(reset.at("/totp_enabled").as_bool());
    EXPECT_EQ(app.as("hoa").get("/api/identity/me").status, 401);
    EXPECT_EQ(sign_in(app, "song.hoa", "dong-lua-chin-vang").status, 200);
    EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"password", "ngan"}}).fault("/password"),
              "identity.error.password_short");
  }
}

TEST(Accounts, AnEditOfAnOldVersionIsRefused) {
  TestApp app(Engine::sqlite);
  EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"version", 1}, {"name", "Trần Thị Hoa Mai"}}).status, 200);
  EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"version", 1}, {"name", "Trần Thị Hoa Mai"}}).status, 200);
  EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"version", 1}, {"name", "Tên khác"}}).key(), "identity.error.changed");
  EXPECT_EQ(edit(app.as("ha"), new_id(), {{"name", "Ai"}}).status, 404);
  EXPECT_EQ(edit(app.as("ha"), "1", {{"name", "Ai"}}).status, 404);
  EXPECT_EQ(edit(app.as("ha"), app.id("hoa"), {{"name", ""}}).fault("/name"), "error.required");
}

TEST(Roles, AreGivenAndEndedAtOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const std::string path = "/api/identity/accounts/" + app.id("lan") + "/roles";
    const json::object role{{"role", "village_head"}, {"area_id", app.id("thuan_thuong")}};
    EXPECT_EQ(app.as("lan").get("/api/identity/me").at("/roles").as_array().size(), 1u);
    const auto given = app.as("ha").post(path, role);
    ASSERT_EQ(given.status, 200) << given.body;
    ASSERT_EQ(given.at("/roles").as_array().size(), 2u);
    EXPECT_EQ(app.as("ha").post(path, role).at("/roles").as_array().size(), 2u) << "the same request twice";
    EXPECT_EQ(app.as("lan").get("/api/identity/me").at("/roles").as_array().size(), 2u);
    std::string id;
    for (const auto& item : given.at("/roles").as_array())
      if (item.at("role").as_string() == "village_head") id = std::string(item.at("id").as_string());
    EXPECT_EQ(app.as("ha").del(path + "/" + id).status, 204);
    EXPECT_EQ(app.as("ha").del(path + "/" + id).status, 204) << "the same request twice";
    EXPECT_EQ(app.as("lan").get("/api/identity/me").at("/roles").as_array().size(), 1u);
    EXPECT_EQ(app.as("ha").del(path + "/" + new_id()).status, 404);
    EXPECT_EQ(app.as("ha").post(path, {{"role", "x"}, {"area_id", app.id("to_1")}}).fault("/role"),
              "identity.error.role_unknown");
  }
}

TEST(Roles, OfOtherUnitsAreOutOfReach) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto local = commune_administrator(app, "quan.tri.xa");
    const std::string lan = "/api/identity/accounts/" + app.id("lan") + "/roles";
    EXPECT_EQ(local.post(lan, {{"role", "viewer"}, {"area_id", app.id("ha_noi")}}).status, 404);
    EXPECT_EQ(local.post(lan, {{"role", "group_head"}, {"area_id", app.id("to_4")}}).status, 404);
    EXPECT_EQ(local.post(lan, {{"role", "administrator"}, {"area_id", app.id("song_phuong")}}).status, 200);
    const std::string dung = "/api/identity/accounts/" + app.id("dung") + "/roles";
    EXPECT_EQ(local.post(dung, {{"role", "viewer"}, {"area_id", app.id("to_1")}}).status, 404);
    const auto row = app.as("ha").get("/api/identity/accounts?q=song.dung");
    EXPECT_EQ(local.del(dung + "/" + std::string(row.at("/items/0/roles/0/id").as_string())).status, 404);
    // Someone who helps in two communes is seen by both, but neither may change the account alone.
    ASSERT_EQ(app.as("ha").post(dung, {{"role", "viewer"}, {"area_id", app.id("to_1")}}).status, 200);
    EXPECT_EQ(local.get("/api/identity/accounts?q=song.dung").at("/items").as_array().size(), 1u);
    EXPECT_EQ(edit(local, app.id("dung"), {{"password", "dong-lua-chin-vang"}}).key(), "identity.error.account_beyond");
  }
}

TEST(Roles, TheLastAdministratorStays) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto ha = app.as("ha");
    const auto own = ha.get("/api/identity/accounts?q=song.ha");
    std::string role;
    for (const auto& item : own.at("/items").as_array())
      if (item.at("id").as_string() == app.id("ha")) role = std::string(item.at("roles").as_array()[0].at("id").as_string());
    const std::string path = "/api/identity/accounts/" + app.id("ha");
    EXPECT_EQ(ha.del(path + "/roles/" + role).key(), "identity.error.own_account");
    EXPECT_EQ(edit(ha, app.id("ha"), {{"disabled", true}}).key(), "identity.error.own_account");
    // The command line may do everything but this.
    app.db().write([&](Tx& tx) {
      EXPECT_THROW(app.program().services().identity.withdraw(tx, system_actor(), app.id("ha"), role), Error);
    });
    const auto made = ha.post("/api/identity/accounts", account(new_id(), "quan.tri.hai", "administrator", app.id("ha_noi")));
    ASSERT_EQ(made.status, 200) << made.body;
    const Person second(app, token_of(sign_in(app, "quan.tri.hai")));
    EXPECT_EQ(second.del(path + "/roles/" + role).status, 204);
    EXPECT_EQ(ha.get("/api/identity/accounts").status, 404) << "the role is gone at once";
    EXPECT_EQ(second.get("/api/identity/accounts").status, 200);
  }
}

TEST(Roles, TwoAdministratorsCannotEndEachOtherAtOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto made =
        app.as("ha").post("/api/identity/accounts", account(new_id(), "quan.tri.hai", "administrator", app.id("ha_noi")));
    const std::string second_id(made.at("/id").as_string());
    const Person second(app, token_of(sign_in(app, "quan.tri.hai")));
    const std::string second_role(made.at("/roles/0/id").as_string());
    const auto row = app.as("ha").get("/api/identity/accounts?q=nguyen%20thi%20ha");
    const std::string first_role(row.at("/items/0/roles/0/id").as_string());
    std::thread one([&] { app.as("ha").del("/api/identity/accounts/" + second_id + "/roles/" + second_role); });
    std::thread other([&] { second.del("/api/identity/accounts/" + app.id("ha") + "/roles/" + first_role); });
    one.join();
    other.join();
    const int left = (app.as("ha").get("/api/identity/accounts").status == 200) +
                     (second.get("/api/identity/accounts").status == 200);
    EXPECT_EQ(left, 1);
  }
}

}  // namespace
}  // namespace thon::test
