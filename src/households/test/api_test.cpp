#include <gtest/gtest.h>

#include "app/program.hpp"
#include "base/id.hpp"
#include "households/code.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

class HouseholdsApi : public testing::TestWithParam<Engine> {
 protected:
  std::string path(const char* word, const char* verb = "") {
    return "/api/households/" + app.id(word) + verb;
  }
  json::object member(const char* name, const char* relation = "head") {
    return {
        {"id", new_id()}, {"name", name}, {"birth_year", 1970}, {"sex", "female"}, {"relation", relation}};
  }
  json::object phone(const char* number) {
    return {{"id", new_id()},         {"number", number}, {"owner_name", ""}, {"is_representative", false},
            {"has_smartphone", true}, {"has_zalo", false}};
  }
  json::object household(const char* area) {
    return {{"id", new_id()},
            {"area_id", app.id(area)},
            {"head_name", "Đào Thị Bưởi"},
            {"address", "Ngõ 9"},
            {"status", "permanent"},
            {"members", json::array{member("Đào Thị Bưởi"), member("Lê Văn Diễn", "spouse")}},
            {"phones", json::array{phone("0987 654 321")}}};
  }
  std::int64_t revision() {
    static const Sql sql{"test.households_revision", "SELECT revision FROM households_revision"};
    std::int64_t found = 0;
    app.db().read([&](Tx& tx) { found = tx.value<std::int64_t>(sql).value_or(0); });
    return found;
  }
  Actor actor(const char* role, const char* area) {
    Actor made;
    made.kind = "officer";
    made.roles = {{role, app.id(area)}};
    return made;
  }

  TestApp app{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, HouseholdsApi, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(HouseholdsApi, ListsInWalkingOrderWhatOneMayView) {
  const auto all = app.as("hoa").get("/api/households");
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_EQ(all.at("/total").as_int64(), 15);
  EXPECT_TRUE(all.at("/next").is_null());
  EXPECT_EQ(all.at("/items/0/id").as_string(), app.id("to_1_1"));
  EXPECT_EQ(all.at("/items/6/id").as_string(), app.id("to_2_1"));
  EXPECT_EQ(all.at("/items/0/area_name").as_string(), "Tổ tự quản số 1");
  EXPECT_TRUE(all.at("/items/0/has_app").as_bool());
  EXPECT_FALSE(all.at("/items/1/has_app").as_bool());
  EXPECT_TRUE(all.at("/items/5/phone").is_null());

  EXPECT_EQ(app.as("lan").get("/api/households").at("/total").as_int64(), 6);
  EXPECT_EQ(app.as("hoa").get("/api/households?area=" + app.id("to_3")).at("/total").as_int64(), 4);
  EXPECT_EQ(app.as("lan").get("/api/households?area=" + app.id("to_2")).status, 404);
  EXPECT_EQ(app.as("dung").get("/api/households?area=" + app.id("to_1")).status, 404);
  EXPECT_EQ(app.as("hoa").get("/api/households?area=" + new_id()).status, 404);
  EXPECT_EQ(app.as("hoa").get("/api/households?cursor=x").fault("/cursor"), "households.error.cursor");
  EXPECT_EQ(app.as("vinh").get("/api/households").status, 404) << "a viewer sees figures, not houses";
  EXPECT_EQ(app.as("nam").get("/api/households").status, 404);
  EXPECT_EQ(app.guest().get("/api/households").status, 401);
}

TEST_P(HouseholdsApi, SearchNeedsNoDiacritics) {
  const auto hoa = app.as("hoa");
  EXPECT_EQ(hoa.get("/api/households?q=buoi").at("/total").as_int64(), 3) << "one in each group";
  EXPECT_EQ(hoa.get("/api/households?q=b%C6%B0%E1%BB%9Fi&area=" + app.id("to_1")).at("/total").as_int64(), 1);
  EXPECT_EQ(hoa.get("/api/households?q=van%20buoi").at("/total").as_int64(), 3);
  EXPECT_EQ(hoa.get("/api/households?q=thi%20buoi").at("/total").as_int64(), 0) << "all words must match";
  EXPECT_EQ(hoa.get("/api/households?q=%25").at("/total").as_int64(), 0) << "no wild cards";
  const std::string code(hoa.get(path("to_2_2")).at("/code").as_string());
  EXPECT_EQ(hoa.get("/api/households?q=" + code).at("/items/0/id").as_string(), app.id("to_2_2"));
  EXPECT_EQ(hoa.get("/api/households?status=away").at("/total").as_int64(), 0);
  EXPECT_EQ(hoa.get("/api/households?status=permanent").at("/total").as_int64(), 15);
}

TEST_P(HouseholdsApi, PagesOfFiftyMeetWithoutGapOrOverlap) {
  const auto ha = app.as("ha");
  for (int i = 0; i < 60; ++i) {
    auto wanted = household(i % 2 ? "to_1" : "to_3");
    wanted["head_name"] = "Chủ hộ " + std::to_string(i);
    ASSERT_EQ(ha.post("/api/households", wanted).status, 200);
  }
  for (const std::string filter : {"", "&q=ngo"}) {
    std::vector<std::string> seen;
    std::string cursor;
    do {
      const auto page = app.as("hoa").get("/api/households?area=" + app.id("song_phuong") + filter + cursor);
      ASSERT_EQ(page.at("/total").as_int64(), 75);
      for (const auto& item : page.at("/items").as_array()) seen.emplace_back(item.at("id").as_string());
      const auto& next = page.at("/next");
      cursor = next.is_null() ? "" : "&cursor=" + std::string(next.as_string());
    } while (!cursor.empty());
    EXPECT_EQ(seen.size(), 75u);
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), 75u);
    EXPECT_EQ(seen.front(), app.id("to_1_1"));
  }
}

TEST_P(HouseholdsApi, AHouseholdIsShownWithItsPeopleAndItsWay) {
  const auto found = app.as("lan").get(path("to_1_1"));
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(found.at("/area_path").as_array().size(), 5u);
  EXPECT_EQ(found.at("/area_path/4/name").as_string(), "Tổ tự quản số 1");
  EXPECT_EQ(found.at("/members/0/relation").as_string(), "head");
  EXPECT_EQ(found.at("/phones").as_array().size(), 1u);
  EXPECT_EQ(found.at("/moves/0/valid_from").as_string(), "2023-06-02");
  EXPECT_EQ(found.at("/app/devices").as_int64(), 1);
  EXPECT_TRUE(found.at("/app/invited_at").is_int64());
  EXPECT_EQ(households::read_house_code(found.at("/code").as_string()), found.at("/code").as_string());

  EXPECT_EQ(app.as("nam").get(path("to_1_1")).status, 200) << "a household may read its own page";
  EXPECT_EQ(app.as("nam").get(path("to_1_2")).status, 404);
  EXPECT_EQ(app.as("minh").get(path("to_1_1")).status, 404);
  EXPECT_EQ(app.as("dung").get(path("to_1_1")).status, 404);
  EXPECT_EQ(app.guest().get(path("to_1_1")).status, 401);
  EXPECT_EQ(app.as("hoa").get("/api/households/" + new_id()).key(), "households.error.not_found");
}

TEST_P(HouseholdsApi, AHouseholdIsAddedOnce) {
  const auto before = revision();
  const auto wanted = household("to_1");
  const auto first = app.as("truong").post("/api/households", wanted);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.at("/ordinal").as_int64(), 18);
  EXPECT_EQ(first.at("/walk_order").as_int64(), 7) << "behind the last house of the group";
  EXPECT_EQ(first.at("/phones/0/number").as_string(), "0987654321");
  EXPECT_TRUE(first.at("/phones/0/is_representative").as_bool());
  EXPECT_EQ(app.as("truong").post("/api/households", wanted).body, first.body);
  EXPECT_EQ(revision(), before + 1);
  EXPECT_EQ(app.as("lan").get("/api/households?q=dien").at("/total").as_int64(), 2)
      << "members are found too";

  auto elsewhere = wanted;
  elsewhere["area_id"] = app.id("to_4");
  EXPECT_EQ(app.as("dung").post("/api/households", elsewhere).key(), "households.error.id_taken");
  EXPECT_EQ(app.as("truong").post("/api/households", household("to_3")).status, 404);
  EXPECT_EQ(app.as("lan").post("/api/households", household("to_1")).status, 404)
      << "group heads do not edit";
  EXPECT_EQ(app.as("nam").post("/api/households", household("to_1")).status, 404);
  EXPECT_EQ(app.guest().post("/api/households", household("to_1")).status, 401);

  auto wrong = household("song_phuong");
  wrong["status"] = "moved";
  wrong["members"] = json::array{member("A"), member("B")};
  const auto refused = app.as("hoa").post("/api/households", wrong);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.fault("/area_id"), "households.error.choose_group");
  EXPECT_EQ(refused.fault("/status"), "households.error.status_by_closing");
  EXPECT_EQ(refused.fault("/members/1/relation"), "households.error.two_heads");
  EXPECT_EQ(app.as("hoa").post("/api/households", {{"id", "x"}}).status, 422);
}

TEST_P(HouseholdsApi, EditsOfDifferentFieldsMergeAndTheSameFieldClashes) {
  const auto hoa = app.as("hoa"), truong = app.as("truong");
  ASSERT_EQ(hoa.patch(path("to_1_1"), {{"version", 1}, {"address", "Ngõ 7"}}).at("/version").as_int64(), 2);
  const auto merged = truong.patch(path("to_1_1"), {{"version", 1}, {"note", "Chó dữ"}});
  ASSERT_EQ(merged.status, 200) << merged.body;
  EXPECT_EQ(merged.at("/address").as_string(), "Ngõ 7");
  EXPECT_EQ(merged.at("/note").as_string(), "Chó dữ");
  EXPECT_EQ(merged.at("/version").as_int64(), 3);

  const auto clash = truong.patch(path("to_1_1"), {{"version", 1}, {"address", "Ngõ 8"}});
  EXPECT_EQ(clash.status, 409);
  EXPECT_EQ(clash.key(), "households.error.changed");
  EXPECT_EQ(clash.at("/params/field").as_string(), "address");
  EXPECT_EQ(clash.at("/params/mine").as_string(), "Ngõ 8");
  EXPECT_EQ(clash.at("/params/theirs").as_string(), "Ngõ 7");
  EXPECT_EQ(truong.patch(path("to_1_1"), {{"version", 1}, {"address", "Ngõ 7"}}).at("/version").as_int64(), 3)
      << "the same value is no clash, and the same request twice changes nothing";

  EXPECT_EQ(hoa.patch(path("to_1_1"), {{"version", 99}, {"note", "x"}}).fault("/version"),
            "households.error.version");
  EXPECT_EQ(hoa.patch(path("to_1_1"), {{"version", 3}, {"status", "closed"}}).fault("/status"),
            "households.error.status_by_closing");
  EXPECT_EQ(app.as("lan").patch(path("to_1_1"), {{"version", 3}, {"note", "x"}}).status, 404);
  EXPECT_EQ(app.as("dung").patch(path("to_1_1"), {{"version", 3}, {"note", "x"}}).status, 404);
  EXPECT_EQ(app.as("nam").patch(path("to_1_1"), {{"version", 3}, {"note", "x"}}).status, 404);
  EXPECT_EQ(app.guest().patch(path("to_1_1"), {{"version", 3}, {"note", "x"}}).status, 401);

  const auto history = app.as("lan").get(path("to_1_1", "/history"));
  ASSERT_EQ(history.status, 200) << history.body;
  EXPECT_EQ(history.at("/items/0/field").as_string(), "note");
  EXPECT_EQ(history.at("/items/1/after").as_string(), "Ngõ 7");
  EXPECT_EQ(history.at("/items/1/actor_name").as_string(), "Trần Thị Hoa");
  EXPECT_EQ(app.as("nam").get(path("to_1_1", "/history")).status, 404);
}

TEST_P(HouseholdsApi, PeopleKeepTheirIdsWhenTheListIsReplaced) {
  const auto hoa = app.as("hoa");
  auto members = hoa.get(path("to_1_1")).at("/members").as_array();
  const json::value head = members[0];
  members.push_back(member("Lê Thị Ổi", "spouse"));
  ASSERT_EQ(hoa.patch(path("to_1_1"), {{"version", 1}, {"members", members}}).status, 200);
  EXPECT_EQ(app.as("lan").get("/api/households?q=thi%20oi&area=" + app.id("to_1")).at("/total").as_int64(),
            1);
  ASSERT_EQ(hoa.patch(path("to_1_1"), {{"version", 2}, {"members", json::array{members[1]}}}).status, 200);
  const auto back = hoa.patch(path("to_1_1"), {{"version", 3}, {"members", json::array{head, members[1]}}});
  ASSERT_EQ(back.status, 200) << back.body;
  EXPECT_EQ(back.at("/members/0"), head) << "who comes back is the same person";
  const auto phones = hoa.patch(path("to_1_1"), {{"version", 4}, {"phones", json::array{}}});
  EXPECT_TRUE(phones.at("/phones").as_array().empty());
  EXPECT_EQ(hoa.patch(path("to_1_1"), {{"version", 5}, {"phones", json::array{phone("123456789")}}})
                .fault("/phones/0/number"),
            "error.not_phone");
}

TEST_P(HouseholdsApi, AMoveKeepsTheWayBehind) {
  app.pass(5 * kDay);
  const auto before = revision();
  const auto hoa = app.as("hoa");
  const json::object wanted{{"area_id", app.id("to_3")}, {"date", "2023-06-05"}};
  const auto moved = hoa.post(path("to_1_2", "/move"), wanted);
  ASSERT_EQ(moved.status, 200) << moved.body;
  EXPECT_EQ(moved.at("/moves/0/valid_to").as_string(), "2023-06-05");
  EXPECT_EQ(moved.at("/moves/1/area_name").as_string(), "Tổ tự quản số 3");
  EXPECT_EQ(moved.at("/walk_order").as_int64(), 5);
  EXPECT_EQ(hoa.post(path("to_1_2", "/move"), wanted).body, moved.body) << "the same request twice";
  EXPECT_EQ(revision(), before + 1);
  EXPECT_EQ(app.as("lan").get(path("to_1_2")).status, 404);
  EXPECT_EQ(app.as("thuan").get(path("to_1_2")).status, 200);

  EXPECT_EQ(
      hoa.post(path("to_1_2", "/move"), {{"area_id", app.id("to_1")}, {"date", "2023-06-04"}}).fault("/date"),
      "households.error.date_too_early");
  EXPECT_EQ(
      hoa.post(path("to_1_2", "/move"), {{"area_id", app.id("to_1")}, {"date", "2024-01-01"}}).fault("/date"),
      "households.error.date_future");
  EXPECT_EQ(hoa.post(path("to_1_2", "/move"), {{"area_id", app.id("thap_thuong")}, {"date", "2023-06-06"}})
                .fault("/area_id"),
            "households.error.choose_group");
  EXPECT_EQ(hoa.post(path("to_1_2", "/move"), {{"area_id", app.id("to_4")}, {"date", "2023-06-06"}}).status,
            404);
  EXPECT_EQ(app.as("truong").post(path("to_1_1", "/move"), wanted).status, 404)
      << "not into another's village";
  EXPECT_EQ(app.as("lan").post(path("to_1_1", "/move"), wanted).status, 404);
  EXPECT_EQ(app.guest().post(path("to_1_1", "/move"), wanted).status, 401);
}

TEST_P(HouseholdsApi, AHouseholdIsClosedAndTakenUpAgain) {
  app.pass(5 * kDay);
  const auto hoa = app.as("hoa");
  const json::object wanted{{"date", "2023-06-05"}, {"reason", "moved"}};
  const auto closed = hoa.post(path("to_1_2", "/close"), wanted);
  ASSERT_EQ(closed.status, 200) << closed.body;
  EXPECT_EQ(closed.at("/status").as_string(), "moved");
  EXPECT_EQ(hoa.post(path("to_1_2", "/close"), wanted).body, closed.body);
  EXPECT_EQ(hoa.get("/api/households").at("/total").as_int64(), 14);
  EXPECT_EQ(hoa.get("/api/households?status=moved").at("/total").as_int64(), 1);
  EXPECT_EQ(hoa.patch(path("to_1_2"), {{"version", 2}, {"note", "x"}}).key(), "households.error.closed");
  EXPECT_EQ(hoa.post(path("to_1_2", "/close"), {{"date", "2023-06-06"}, {"reason", "other"}}).key(),
            "households.error.closed");
  EXPECT_EQ(hoa.post(path("to_1_2", "/move"), {{"date", "2023-06-06"}, {"area_id", app.id("to_3")}}).key(),
            "households.error.closed");
  EXPECT_EQ(
      hoa.post(path("to_1_3", "/close"), {{"date", "2023-06-05"}, {"reason", "bored"}}).fault("/reason"),
      "error.not_choice");

  const auto open = hoa.post(path("to_1_2", "/reopen"), json::object{});
  ASSERT_EQ(open.status, 200) << open.body;
  EXPECT_EQ(open.at("/status").as_string(), "permanent");
  EXPECT_EQ(open.at("/moves").as_array().size(), 2u);
  EXPECT_EQ(hoa.post(path("to_1_2", "/reopen"), json::object{}).body, open.body);
  EXPECT_EQ(hoa.get("/api/households").at("/total").as_int64(), 15);
  for (const char* verb : {"/close", "/reopen"}) {
    const json::object body = std::string_view(verb) == "/close" ? wanted : json::object{};
    EXPECT_EQ(app.as("lan").post(path("to_1_2", verb), body).status, 404);
    EXPECT_EQ(app.as("dung").post(path("to_1_2", verb), body).status, 404);
    EXPECT_EQ(app.guest().post(path("to_1_2", verb), body).status, 401);
    EXPECT_EQ(hoa.post("/api/households/" + new_id() + verb, body).status, 404);
  }
}

TEST_P(HouseholdsApi, AnInvitationOpensTheDoorAndANewOneClosesTheOld) {
  const auto hoa = app.as("hoa");
  const auto token_in = [](const Reply& reply) {
    const std::string url(reply.at("/url").as_string());
    return url.substr(url.find('#') + 1);
  };
  const auto look = [&](const std::string& token) {
    return app.guest().post("/api/identity/invitation/look", {{"token", token}});
  };
  const auto first = hoa.post(path("to_1_2", "/invitation"), json::object{});
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(look(token_in(first)).at("/household_name").as_string(), "Trần Thị Diễn");
  const auto second = hoa.post(path("to_1_2", "/invitation"), json::object{});
  EXPECT_EQ(look(token_in(first)).status, 404);
  EXPECT_EQ(look(token_in(second)).status, 200);
  for (const char* name : {"truong", "lan", "dung", "nam"})
    EXPECT_EQ(app.as(name).post(path("to_1_2", "/invitation"), json::object{}).status, 404) << name;
  EXPECT_EQ(app.guest().post(path("to_1_2", "/invitation"), json::object{}).status, 401);
}

TEST_P(HouseholdsApi, SlipsArePrintedForThoseWithoutADevice) {
  const auto hoa = app.as("hoa");
  for (const char* layout : {"page", "nine"}) {
    const auto slips = hoa.post("/api/households/slips",
                                {{"area_id", app.id("to_1")}, {"layout", layout}, {"renew", false}});
    ASSERT_EQ(slips.status, 200) << slips.body;
    EXPECT_EQ(slips.header("Content-Type"), "application/pdf");
    EXPECT_TRUE(slips.body.starts_with("%PDF"));
  }
  EXPECT_TRUE(hoa.get(path("to_1_2")).at("/app/invited_at").is_int64());
  EXPECT_EQ(app.as("nam").get(path("to_1_1")).status, 200) << "who has a device keeps it";
  const json::object wanted{{"area_id", app.id("to_1")}, {"layout", "nine"}, {"renew", true}};
  EXPECT_EQ(hoa.post("/api/households/slips", wanted).status, 200);
  EXPECT_EQ(app.as("truong").post("/api/households/slips", wanted).status, 404);
  EXPECT_EQ(app.as("dung").post("/api/households/slips", wanted).status, 404);
  EXPECT_EQ(app.guest().post("/api/households/slips", wanted).status, 401);
  EXPECT_EQ(hoa.post("/api/households/slips", {{"layout", "poster"}}).status, 422);
}

TEST_P(HouseholdsApi, TheRegisterIsExported) {
  const auto sheet = app.as("truong").get("/api/households/export?area=" + app.id("to_2"));
  ASSERT_EQ(sheet.status, 200) << sheet.body;
  EXPECT_TRUE(sheet.body.starts_with("PK"));
  EXPECT_EQ(app.as("hoa").get("/api/households/export").status, 200);
  EXPECT_EQ(app.as("dung").get("/api/households/export?area=" + app.id("to_2")).status, 404);
  EXPECT_EQ(app.as("vinh").get("/api/households/export").status, 404);
  EXPECT_EQ(app.guest().get("/api/households/export").status, 401);
}

TEST_P(HouseholdsApi, FewStatementsAnswerAListAndAPage) {
  auto& households = app.program().services().households;
  const auto hoa = actor("officer", "song_phuong");
  app.db().read([&](Tx& tx) { households.list(tx, hoa, {}); });
  app.db().read([&](Tx& tx) {
    const int before = tx.statements();
    households.list(tx, hoa, {.area = Id{app.id("thap_thuong")}});
    EXPECT_LE(tx.statements() - before, 4);
  });
  app.db().read([&](Tx& tx) {
    const int before = tx.statements();
    households.list(tx, hoa, {.area = Id{app.id("thap_thuong")}, .q = Text<0, 100>{"buoi"}});
    EXPECT_LE(tx.statements() - before, 4);
  });
  app.db().read([&](Tx& tx) {
    const int before = tx.statements();
    households.find(tx, hoa, app.id("to_1_1"));
    EXPECT_LE(tx.statements() - before, 9);
  });
}

}  // namespace
}  // namespace thon::test
