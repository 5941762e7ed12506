#include <cstdio>
#include <utility>

#include "app/program.hpp"
#include "rollcall/test/people.hpp"

namespace thon::rollcall::test {
namespace {

using thon::test::engines;

/// Gives a household one more person, born in that year.
void add_person(TestApp& app, const std::string& word, int birth_year) {
  const auto path = "/api/households/" + app.id(word);
  const auto known = app.as("hoa").get(path);
  auto members = known.at("/members").as_array();
  members.push_back({{"id", new_id()},
                     {"name", "Người nhà"},
                     {"birth_year", birth_year},
                     {"sex", "female"},
                     {"relation", "other"}});
  const auto edited =
      app.as("hoa").patch(path, {{"version", known.at("/version")}, {"members", std::move(members)}});
  EXPECT_EQ(edited.status, 200) << edited.body;
}

TEST(RollcallLists, PutOldPeopleAndSmallChildrenFirstAmongThoseNotSeen) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    add_person(app, "to_1_3", 1950);
    add_person(app, "to_2_2", 2020);
    add_person(app, "to_1_5", 1990);
    const auto id = started(app, "truong", {"thap_thuong"});
    const Words all{"to_1_3", "to_2_2", "to_1_1", "to_1_2", "to_1_4", "to_1_5",
                    "to_1_6", "to_2_1", "to_2_3", "to_2_4", "to_2_5"};
    EXPECT_EQ(listed(app, "truong", id, "thap_thuong", "unseen"), all);
    const auto first = app.as("truong").get(path_of(id, "houses?list=unseen&area=") + app.id("thap_thuong"));
    EXPECT_EQ(first.at("/items/0/elders"), 1);
    EXPECT_EQ(first.at("/items/1/children"), 1);
    // Looked for and not found, it stays among those not seen; the roll keeps the order of walking.
    send_marks(app.as("lan"), {mark(id, app.id("to_1_3"), "not_found", app.now()),
                               mark(id, app.id("to_1_1"), "safe", app.now())});
    EXPECT_EQ(listed(app, "lan", id, "to_1", "unseen"),
              (Words{"to_1_3", "to_1_2", "to_1_4", "to_1_5", "to_1_6"}));
    EXPECT_EQ(listed(app, "lan", id, "to_1", "safe"), (Words{"to_1_1"}));
    const auto doors = app.as("lan").get(path_of(id, "doors?area=") + app.id("to_1"));
    EXPECT_EQ(doors.at("/items").as_array().size(), 6u);
    EXPECT_EQ(doors.at("/items/0/household_id"), json::string(app.id("to_1_1")));
    EXPECT_EQ(doors.at("/items/0/state"), "safe");
  }
}

TEST(RollcallLists, PutTheOldestNeedFirstAndThoseWhomSomebodyHelpsBehind) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "truong", {"thap_thuong"});
    for (const char* word : {"to_2_1", "to_1_2", "to_1_3"}) {
      app.pass(kMinute);
      send_marks(app.as("truong"), {mark(id, app.id(word), "needs_help", app.now())});
    }
    EXPECT_EQ(listed(app, "truong", id, "thap_thuong", "needs"), (Words{"to_2_1", "to_1_2", "to_1_3"}));
    app.as("truong").post(path_of(id, "houses/" + app.id("to_2_1") + "/help"), {{"step", "take"}});
    EXPECT_EQ(listed(app, "truong", id, "thap_thuong", "needs"), (Words{"to_1_2", "to_1_3", "to_2_1"}));
    EXPECT_EQ(listed(app, "truong", id, "to_1", "needs"), (Words{"to_1_2", "to_1_3"}));
  }
}

TEST(RollcallLists, AreSearchedWithoutDiacriticsAndGoOnPageByPage) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    for (int n = 1; n <= 120; ++n) {
      char phone[16];
      std::snprintf(phone, sizeof phone, "0987%06d", n);
      const json::array phones{{{"id", new_id()},
                                {"number", phone},
                                {"owner_name", ""},
                                {"is_representative", true},
                                {"has_smartphone", false},
                                {"has_zalo", false}}};
      const auto made =
          app.as("hoa").post("/api/households", {{"id", new_id()},
                                                 {"area_id", app.id("to_3")},
                                                 {"head_name", "Đặng Văn Gốc " + std::to_string(n)},
                                                 {"address", "Ngõ " + std::to_string(n)},
                                                 {"walk_order", 100 + n},
                                                 {"status", "permanent"},
                                                 {"note", ""},
                                                 {"members", json::array{}},
                                                 {"phones", phones}});
      ASSERT_EQ(made.status, 200) << made.body;
    }
    const auto id = started(app, "thuan", {"thuan_thuong"});
    const auto path = path_of(id, "houses?list=unseen&area=") + app.id("to_3");
    const auto first = app.as("thuan").get(path);
    ASSERT_EQ(first.at("/items").as_array().size(), 100u);
    const auto second = app.as("thuan").get(path + "&cursor=" + std::string(first.at("/next").as_string()));
    EXPECT_EQ(second.at("/items").as_array().size(), 24u);
    EXPECT_TRUE(second.at("/next").is_null());
    EXPECT_EQ(second.at("/items/23/address"), "Ngõ 120");
    EXPECT_EQ(app.as("thuan").get(path + "&q=dang+goc+77").at("/items").as_array().size(), 1u);
    EXPECT_EQ(app.as("thuan").get(path + "&q=000077").at("/items/0/address"), "Ngõ 77");
    EXPECT_EQ(app.as("thuan").get(path + "&q=%25").at("/items").as_array().size(), 0u);

    // A page is one statement for the houses whatever it holds.
    auto& rollcall = app.program().services().rollcall;
    http::Request request;
    request.headers = {{"cookie", "thon_session=" + app.as("thuan").token()}};
    const auto thuan = app.program().router().who(request);
    RollHousesQuery query;
    query.call_id.value = id;
    query.area.value = app.id("to_3");
    app.db().read([&](Tx& tx) {
      int before = tx.statements();
      const auto used = [&] { return tx.statements() - std::exchange(before, tx.statements()); };
      rollcall.roll().houses(tx, thuan, query);
      EXPECT_LE(used(), 5);
      rollcall.roll().doors(tx, thuan, {query.call_id, query.area});
      EXPECT_LE(used(), 5);
      rollcall.calls().find(tx, thuan, {query.call_id, query.area});
      EXPECT_LE(used(), 14);
    });
  }
}

TEST(RollcallPaper, NamesWhomToLookForAndWhomToHelp) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto body = call_of(app, new_id(), {"thap_thuong"});
    body["drill"] = true;
    ASSERT_EQ(app.as("truong").post(kCalls, body).status, 200);
    const std::string id(body["id"].as_string());
    send_marks(app.as("truong"), {mark(id, app.id("to_1_1"), "safe", app.now())});
    const auto sheet = app.as("truong").get(path_of(id, "sheet?area=") + app.id("thap_thuong"));
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    EXPECT_TRUE(sheet.body.starts_with("PK"));
    const auto paper = app.as("truong").get(path_of(id, "paper?area=") + app.id("thap_thuong"));
    ASSERT_EQ(paper.status, 200) << paper.body;
    EXPECT_TRUE(paper.body.starts_with("%PDF"));
  }
}

}  // namespace
}  // namespace thon::rollcall::test
