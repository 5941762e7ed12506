#include <platform/print/sheet.hpp>

#include "app/program.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(Told, IsRecordedOnceAndCounts) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    app.pass(kHour);
    const auto at = app.now() - 10 * kMinute;
    const auto batch =
        told_items({told(app, id, "to_1_1", at), told(app, id, "to_1_2", at), told(app, id, "to_1_1", at),
                    told(app, id, "to_2_1", at), told(app, new_id(), "to_1_1", at)});
    const auto reply = app.as("lan").post("/api/reach/told", batch);
    ASSERT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> results;
    for (const auto& item : reply.at("/items").as_array())
      results.emplace_back(item.at("result").as_string());
    EXPECT_EQ(results,
              (std::vector<std::string>{"recorded", "recorded", "already", "not_found", "not_found"}));
    EXPECT_EQ(coverage_of(app, "hoa", id, "song_phuong"), (Figures{15, 2, 0, 0, 0, 13}));
    EXPECT_EQ(app.as("lan").post("/api/reach/told", batch).at("/items/0/result"), "already");
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 2, 0, 0, 0, 4}));
  }
}

TEST(Told, IsForThoseWhoWalkThere) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto batch = told_items({told(app, id, "to_1_1", app.now())});
    EXPECT_EQ(app.guest().post("/api/reach/told", batch).status, 401);
    for (const char* nobody : {"nam", "vinh"})
      EXPECT_EQ(app.as(nobody).post("/api/reach/told", batch).status, 404) << nobody;
    for (const char* elsewhere : {"minh", "thuan", "dung", "tu"})
      EXPECT_EQ(app.as(elsewhere).post("/api/reach/told", batch).at("/items/0/result"), "not_found")
          << elsewhere;
    EXPECT_EQ(app.as("tam").post("/api/reach/told", batch).at("/items/0/result"), "recorded");
    EXPECT_EQ(app.as("lan").post("/api/reach/told", told_items({})).status, 422);
  }
}

TEST(Told, IsTakenBackWithoutTakingReceipts) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const json::object ids{{"announcement_id", id}, {"household_id", app.id("to_1_1")}};
    EXPECT_EQ(app.as("lan").post("/api/reach/told/retract", ids).key(), "reach.error.not_told");
    const auto first = app.now();
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_1", first)}));
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 5}));
    app.pass(kMinute);
    EXPECT_EQ(app.as("minh").post("/api/reach/told/retract", ids).status, 404);
    EXPECT_EQ(app.guest().post("/api/reach/told/retract", ids).status, 401);
    EXPECT_EQ(app.as("lan").post("/api/reach/told/retract", ids).status, 204);
    EXPECT_EQ(app.as("lan").post("/api/reach/told/retract", ids).status, 204);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    // The first tick, sent again by a phone that was offline, stays taken back; a new one counts.
    app.pass(kMinute);
    EXPECT_EQ(app.as("lan")
                  .post("/api/reach/told", told_items({told(app, id, "to_1_1", first)}))
                  .at("/items/0/result"),
              "already");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    EXPECT_EQ(app.as("lan")
                  .post("/api/reach/told", told_items({told(app, id, "to_1_1", app.now())}))
                  .at("/items/0/result"),
              "recorded");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 5}));
  }
}

TEST(Told, IsTakenBackAtTheMomentOfTheDevice) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto take_back = [&](Millis at) {
      const json::object body{{"announcement_id", id}, {"household_id", app.id("to_1_1")}, {"at", at}};
      return app.as("lan").post("/api/reach/told/retract", body).status;
    };
    const auto tell = [&](Millis at) {
      return app.as("lan")
          .post("/api/reach/told", told_items({told(app, id, "to_1_1", at)}))
          .at("/items/0/result");
    };
    // Ticked, undone and ticked again without a network: all three arrive an hour later.
    const auto first = app.now() + kMinute;
    const auto undone = first + kMinute;
    const auto second = undone + kMinute;
    app.pass(kHour);
    EXPECT_EQ(tell(first), "recorded");
    EXPECT_EQ(take_back(undone), 204);
    EXPECT_EQ(tell(second), "recorded");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 5}));
    // The undo, sent again because its answer was lost, leaves the later tick alone.
    EXPECT_EQ(take_back(undone), 204);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 5}));
    // A clock that runs ahead does not forbid what is told tomorrow.
    EXPECT_EQ(take_back(app.now() + 90 * kDay), 204);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6}));
    app.pass(kMinute);
    EXPECT_EQ(tell(app.now()), "recorded");
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 5}));
  }
}

TEST(Walk, ListsDoorsThatMissSomething) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto first = published(app, "hoa", {"song_phuong"});
    app.pass(kMinute);
    const auto second = published(app, "truong", {"to_1"});
    const auto at = app.now();
    app.as("lan").post("/api/reach/told",
                       told_items({told(app, first, "to_1_1", at), told(app, second, "to_1_1", at),
                                   told(app, first, "to_1_3", at)}));
    const auto walk = app.as("lan").get("/api/reach/walk?area=" + app.id("to_1"));
    ASSERT_EQ(walk.status, 200) << walk.body;
    EXPECT_EQ(walk.at("/announcements").as_array().size(), 2u);
    ASSERT_EQ(walk.at("/items").as_array().size(), 5u);
    EXPECT_EQ(walk.at("/items/0/household_id"), json::string(app.id("to_1_2")));
    EXPECT_EQ(walk.at("/items/0/missing").as_array().size(), 2u);
    EXPECT_EQ(walk.at("/items/1/missing"), json::array{json::string(second)});
    EXPECT_EQ(walk.at("/items/0/phones").as_array().size(), 1u);
    EXPECT_EQ(app.as("minh").get("/api/reach/walk?area=" + app.id("to_1")).status, 404);
    EXPECT_EQ(app.as("nam").get("/api/reach/walk?area=" + app.id("to_1")).status, 404);
    EXPECT_EQ(app.guest().get("/api/reach/walk?area=" + app.id("to_1")).status, 401);
    EXPECT_EQ(app.as("lan").get("/api/reach/walk").status, 422);
    const auto pdf =
        app.as("lan").get("/api/reach/walk/pdf?area=" + app.id("to_1") + "&announcement=" + first);
    EXPECT_EQ(pdf.status, 200);
    EXPECT_TRUE(pdf.body.starts_with("%PDF"));
    EXPECT_EQ(
        app.as("lan").get("/api/reach/walk/pdf?area=" + app.id("to_1") + "&announcement=" + new_id()).status,
        404);
    // What is older than a month is no longer walked for.
    // In two steps, for a session that nobody uses ends; a timer writes down that it was used.
    app.pass(16 * kDay);
    EXPECT_NE(app.as("hoa").get("/api/reach/walk?area=" + app.id("to_1")).at("/items").as_array().size(), 0u);
    app.program().jobs().run_due();
    app.pass(15 * kDay);
    app.db().read([&](Tx& tx) {
      const auto later =
          app.program().services().reach.walks().walk(tx, system_actor(), {Id{app.id("to_1")}});
      EXPECT_TRUE(later.items.empty());
    });
  }
}

TEST(Unreached, ListsDoorsUnitByUnit) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    const auto path = "/api/reach/announcements/" + id + "/unreached";
    const auto all = app.as("hoa").get(path);
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.at("/total"), 14);
    EXPECT_EQ(all.at("/items/0/household_id"), json::string(app.id("to_1_2")));
    EXPECT_EQ(all.at("/items/13/household_id"), json::string(app.id("to_3_4")));
    const auto found = app.as("hoa").get(path + "?q=dien");
    EXPECT_EQ(found.at("/total"), 3);
    EXPECT_EQ(app.as("lan").get(path).at("/total"), 5);
    EXPECT_EQ(app.as("lan").get(path + "?area=" + app.id("to_2")).status, 404);
    EXPECT_EQ(app.as("dung").get(path).status, 404);
    EXPECT_EQ(app.guest().get(path).status, 401);
    EXPECT_EQ(app.as("hoa").get(path + "?cursor=a").fault("/cursor"), "reach.error.cursor");
  }
}

TEST(Proof, NamesEveryHouseAndItsEvidence) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"thap_thuong"}, true);
    app.pass(kHour);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "confirmed", app.now())}));
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_2", app.now())}));
    const auto path = "/api/reach/announcements/" + id + "/proof";
    const auto reply = app.as("hoa").get(path);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto sheet = print::read_sheet(reply.body);
    std::map<std::string, std::vector<std::string>> by_address;
    std::string all;
    for (const auto& row : sheet.rows) {
      for (const auto& cell : row) all += cell + "|";
      if (row.size() >= 6 && row[3].ends_with("số 1")) by_address[row[2]] = row;
    }
    EXPECT_NE(all.find("18 % số hộ có bằng chứng, còn 9 hộ chưa biết"), std::string::npos) << all;
    ASSERT_EQ(by_address.size(), 6u) << all;
    EXPECT_EQ(by_address["Ngõ 1"][5], "Đã bấm “Đã rõ”");
    EXPECT_EQ(by_address["Ngõ 2"][5], "Đã báo tận nơi");
    EXPECT_EQ(by_address["Ngõ 2"][9], "Phạm Thị Lan");
    EXPECT_EQ(by_address["Ngõ 3"][5], "Chưa biết");
    EXPECT_EQ(app.as("lan").get(path).status, 404);
    EXPECT_EQ(app.as("dung").get(path).status, 404);
    EXPECT_EQ(app.guest().get(path).status, 401);
  }
}

TEST(Doors, AreNotForThoseWhoSeeFiguresAlone) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto area = "?area=" + app.id("to_1");
    for (const auto& path : {"/api/reach/announcements/" + id + "/unreached", "/api/reach/walk" + area,
                             "/api/reach/walk/pdf" + area}) {
      EXPECT_EQ(app.as("hoa").get(path).status, 200) << path;
      EXPECT_EQ(app.as("lan").get(path).status, 200) << path;
      EXPECT_EQ(app.as("vinh").get(path).status, 404) << path;
    }
    EXPECT_EQ(app.as("vinh").get("/api/reach/announcements/" + id + "/coverage").status, 200);
  }
}

TEST(Doors, FollowAHouseholdThatMoves) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    app.pass(kDay);
    const auto id = published(app, "truong", {"to_1"});
    const auto moved = app.as("hoa").post("/api/households/" + app.id("to_1_1") + "/move",
                                          {{"area_id", app.id("to_3")}, {"date", "2023-06-03"}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    const auto walk_of = [&](const char* head, const char* unit) {
      const auto reply = app.as(head).get("/api/reach/walk?area=" + app.id(unit));
      EXPECT_EQ(reply.status, 200) << reply.body;
      return reply.at("/items").as_array().size();
    };
    // The house keeps its announcement, and the door is on the list of those who walk there now.
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items/0/id"), json::string(id));
    EXPECT_EQ(walk_of("lan", "to_1"), 5u);
    EXPECT_EQ(walk_of("thuan", "to_3"), 1u);
    // Those of the old unit still count it, and learn neither where it lives nor its phone.
    const auto left = app.as("lan").get("/api/reach/announcements/" + id + "/unreached?area=" + app.id("to_1"));
    EXPECT_EQ(left.at("/total"), 6);
    bool seen = false;
    for (const auto& item : left.at("/items").as_array()) {
      if (item.at("household_id") != json::string(app.id("to_1_1"))) continue;
      seen = true;
      EXPECT_EQ(item.at("address"), "");
      EXPECT_EQ(item.at("area_id"), "");
      EXPECT_TRUE(item.at("phones").as_array().empty());
    }
    EXPECT_TRUE(seen);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "confirmed", app.now())}));
    EXPECT_EQ(coverage_of(app, "lan", id, "to_1"), (Figures{6, 0, 1, 0, 0, 5}));
    EXPECT_EQ(walk_of("thuan", "to_3"), 0u);
  }
}

TEST(Doors, MissingOnlyAnOldAnnouncementAreListedHoweverManyCameAfterIt) {
  TestApp app(Engine::sqlite);
  const auto old = published(app, "hoa", {"to_3"});
  for (int i = 0; i < 30; ++i) {
    app.pass(kMinute);
    const auto later = published(app, "hoa", {"to_3"});
    json::array all;
    for (const char* house : {"to_3_1", "to_3_2", "to_3_3", "to_3_4"})
      all.push_back(told(app, later, house, app.now()));
    ASSERT_EQ(app.as("thuan").post("/api/reach/told", told_items(all)).status, 200);
  }
  const auto walk = app.as("thuan").get("/api/reach/walk?area=" + app.id("to_3"));
  EXPECT_EQ(walk.at("/announcements").as_array().size(), 1u);
  EXPECT_EQ(walk.at("/announcements/0/id"), json::string(old));
  EXPECT_EQ(walk.at("/items").as_array().size(), 4u);
  EXPECT_EQ(app.as("thuan").get("/api/reach/walk/pdf?area=" + app.id("to_3") + "&announcement=" + old).status, 200);
}

}  // namespace
}  // namespace thon::reach::test
