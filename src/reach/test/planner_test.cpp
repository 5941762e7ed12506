// What-if before sending, learning afterwards, and households that are left alone.
#include "reach/planner/store.hpp"
#include "reach/test/plan_people.hpp"

namespace thon::reach::test {
namespace {

using channels::Kind;
using thon::test::engines;

TEST(Forecasts, ShowTheAlternativesSideBySide) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto ask = [&](const char* who, json::object more = {}) {
      more["ask_confirmation"] = false;
      more["urgent"] = false;
      more["area_ids"] = json::array{json::string(app.id("song_phuong"))};
      return app.as(who).post("/api/reach/forecast", more);
    };
    const auto reply = ask("hoa");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/households"), 15);
    EXPECT_EQ(reply.at("/options").as_array().size(), 3u);
    const auto option = [&](const char* mode) {
      for (const auto& one : reply.at("/options").as_array())
        if (one.at("mode") == json::string(mode)) return one;
      return json::value();
    };
    const auto app_alone = option("app"), waves = option("waves"), at_once = option("at_once");
    EXPECT_EQ(app_alone.at("cost"), 0);
    EXPECT_EQ(app_alone.at("messages"), 0);
    EXPECT_LT(app_alone.at("expected").as_int64(), waves.at("expected").as_int64());
    // Those who answer before the SMS is due need none.
    EXPECT_LT(waves.at("cost").as_int64(), at_once.at("cost").as_int64());
    EXPECT_EQ(at_once.at("cost"), 9 * 700);
    EXPECT_GT(waves.at("doors").as_int64(), 0);
    for (const auto& wave : waves.at("waves").as_array())
      if (wave.at("kind") == "zalo") EXPECT_EQ(wave.at("left_month"), 4);
    EXPECT_EQ(ask("hoa", {{"deadline", app.now() - 1}}).fault("/deadline"), "reach.error.deadline_past");
    for (const char* stranger : {"lan", "dung", "vinh", "nam", "truong"}) EXPECT_EQ(ask(stranger).status, 404);
    EXPECT_EQ(app.guest().post("/api/reach/forecast", {{"area_ids", {app.id("to_1")}}}).status, 401);
  }
}

TEST(Forecasts, OfADraftForNobodyYetExpectNobody) {
  for (const auto engine : engines()) {
    Village village(engine);
    const auto id = new_id();
    ASSERT_EQ(village.app.as("hoa").post("/api/reach/announcements", draft_of(village.app, id, {})).status, 200);
    const auto plan = village.plan(id);
    EXPECT_EQ(plan.at("audience"), 0);
    EXPECT_EQ(plan.at("forecast").at("expected").to_number<double>(), 0);
  }
}

TEST(Forecasts, AreComparedWithWhatHappened) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"});
    village.go(0, 12);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    village.go(1, 19);
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_6", app.now())}));
    EXPECT_EQ(app.as("hoa").get("/api/reach/forecasts").at("/announcements"), 0);
    village.go(2, 9);
    // Opened after the deadline: known, but too late for the forecast.
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    village.go(2, 21);
    const auto past = app.as("hoa").get("/api/reach/forecasts");
    ASSERT_EQ(past.status, 200) << past.body;
    ASSERT_EQ(past.at("/announcements"), 1);
    EXPECT_EQ(past.at("/items/0/announcement_id"), json::string(id));
    EXPECT_EQ(past.at("/items/0/households"), 15);
    EXPECT_EQ(past.at("/items/0/reached"), 2);
    std::int64_t households = 0, reached = 0;
    for (const auto& bin : past.at("/bins").as_array()) {
      households += bin.at("households").as_int64();
      reached += bin.at("reached").as_int64();
    }
    EXPECT_EQ(households, 15);
    EXPECT_EQ(reached, 2);
    EXPECT_EQ(village.plan(id).at("forecast").at("reached"), 2);
    EXPECT_EQ(app.as("dung").get("/api/reach/forecasts").at("/announcements"), 0);
    EXPECT_EQ(app.as("truong").get("/api/reach/forecasts").at("/announcements"), 0);
    for (const char* stranger : {"lan", "vinh", "nam"})
      EXPECT_EQ(app.as(stranger).get("/api/reach/forecasts").status, 404);
    EXPECT_EQ(app.as("hoa").get("/api/reach/forecasts?area=" + app.id("to_4")).status, 404);
    // What was learned: nam answered the push that came at ten, whoever did not answer an SMS did not.
    app.db().read([&](Tx& tx) {
      const auto habits = planner_store::habits(tx, 0);
      const auto seen = [&](const char* house, Way way) {
        return habits.score(ordinal_of(app, house), static_cast<std::size_t>(way));
      };
      EXPECT_EQ(seen("to_1_1", Way::push).hits, 1);
      EXPECT_EQ(seen("to_1_1", Way::app).hits, 0);
      EXPECT_EQ(seen("to_1_1", Way::sms).tries, 0);
      EXPECT_GT(seen("to_1_3", Way::sms).tries, 0);
      EXPECT_EQ(seen("to_1_3", Way::sms).hits, 0);
      EXPECT_EQ(seen("to_1_6", Way::knock).hits, 1);
      EXPECT_EQ(seen("to_2_5", Way::knock).hits, 0);
      EXPECT_FALSE(planner_store::due_lesson(tx));
      EXPECT_EQ(planner_store::lessons_done(tx), 1);
      EXPECT_TRUE(planner_store::chances(tx, id).empty());
    });
  }
}

TEST(Forecasts, OfAPlanThatWasChangedAreNotCounted) {
  for (const auto engine : engines()) {
    Village village(engine);
    const auto id = village.publish({"song_phuong"});
    EXPECT_FALSE(village.plan(id).at("forecast").is_null());
    village.app.as("hoa").post(Village::path(id) + "/stop", json::object{});
    EXPECT_TRUE(village.plan(id).at("forecast").is_null());
    village.go(3, 9);
    EXPECT_EQ(village.app.as("hoa").get("/api/reach/forecasts").at("/announcements"), 0);
  }
}

TEST(Mutes, LeaveAHouseAloneForAWhile) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto lan = app.as("lan");
    const json::object gone{{"household_id", app.id("to_1_3")}, {"reason", "refused"}, {"until", "2023-06-02"},
                            {"note", "Không muốn nhận tin"}};
    const auto muted = lan.post("/api/reach/mutes", gone);
    ASSERT_EQ(muted.status, 200) << muted.body;
    EXPECT_EQ(muted.at("/by_name"), "Phạm Thị Lan");
    app.pass(kMinute);
    EXPECT_EQ(lan.post("/api/reach/mutes", gone).body, muted.body);
    lan.post("/api/reach/mutes", {{"household_id", app.id("to_1_4")}, {"reason", "away"}});
    auto past = gone;
    past["until"] = "2023-06-01";
    EXPECT_EQ(lan.post("/api/reach/mutes", past).fault("/until"), "reach.error.until_past");
    for (const char* stranger : {"minh", "thuan", "dung", "vinh", "nam"})
      EXPECT_EQ(app.as(stranger).post("/api/reach/mutes", gone).status, 404) << stranger;
    EXPECT_EQ(app.guest().post("/api/reach/mutes", gone).status, 401);

    const auto id = village.publish({"to_1"}, {{"deadline", app.now() + 3 * kDay}});
    const auto plan = village.plan(id);
    EXPECT_EQ(plan.at("audience"), 6);
    EXPECT_EQ(plan.at("muted"), 2);
    village.go(0, 10, 10);
    app.as("hoa").post(Village::path(id) + "/next", {{"kind", "zalo"}});
    // On that day: who refused is not written to, who is away is.
    app.as("hoa").post(Village::path(id) + "/next", {{"kind", "sms"}});
    EXPECT_EQ(village.sent(id, Kind::sms), ordinals(app, {"to_1_1", "to_1_2", "to_1_4", "to_1_5"}));
    EXPECT_EQ(village.plan(id).at("waves").as_array().at(3).at("muted"), 1);
    // The day after she knocks at the first again, but not at the one that is away.
    village.go(1, 17, 10);
    EXPECT_EQ(village.plan(id).at("waves").as_array().at(4).at("households"), 5);
    EXPECT_EQ(village.plan(id).at("muted"), 1);
    lan.post("/api/reach/mutes/lift", {{"household_id", app.id("to_1_4")}});
    EXPECT_EQ(village.plan(id).at("muted"), 0);
    EXPECT_EQ(lan.post("/api/reach/mutes/lift", {{"household_id", app.id("to_1_4")}}).status, 204);
    EXPECT_EQ(app.as("minh").post("/api/reach/mutes/lift", {{"household_id", app.id("to_1_4")}}).status, 404);
  }
}

TEST(Mutes, FollowTheRegister) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto hoa = app.as("hoa");
    const auto house = "/api/households/" + app.id("to_1_2");
    ASSERT_EQ(hoa.patch(house, {{"version", 1}, {"status", "away"}}).status, 200);
    const auto list = hoa.get("/api/reach/mutes?area=" + app.id("to_1"));
    ASSERT_EQ(list.status, 200) << list.body;
    ASSERT_EQ(list.at("/items").as_array().size(), 1u);
    EXPECT_EQ(list.at("/items/0/household_id"), json::string(app.id("to_1_2")));
    EXPECT_EQ(list.at("/items/0/by_name"), "");
    const auto id = village.publish({"to_1"});
    EXPECT_EQ(village.plan(id).at("muted"), 1);
    ASSERT_EQ(hoa.patch(house, {{"version", 2}, {"status", "permanent"}}).status, 200);
    EXPECT_EQ(village.plan(id).at("muted"), 0);
    EXPECT_TRUE(hoa.get("/api/reach/mutes").at("/items").as_array().empty());
    EXPECT_EQ(hoa.get("/api/reach/mutes?area=" + app.id("to_4")).status, 404);
    EXPECT_EQ(hoa.get("/api/reach/mutes?cursor=x").fault("/cursor"), "reach.error.cursor");
    EXPECT_EQ(app.as("nam").get("/api/reach/mutes").status, 404);
  }
}

TEST(Mutes, AreListedPageByPage) {
  TestApp app(Engine::sqlite);
  auto lan = app.as("ha");
  for (const char* group : {"to_1", "to_2", "to_3", "to_4"})
    for (int n = 1; n <= 3; ++n)
      lan.post("/api/reach/mutes",
               {{"household_id", app.id(std::string(group) + "_" + std::to_string(n))}, {"reason", "away"}});
  EXPECT_EQ(app.as("ha").get("/api/reach/mutes").at("/items").as_array().size(), 12u);
  EXPECT_EQ(app.as("hoa").get("/api/reach/mutes").at("/items").as_array().size(), 9u);
  EXPECT_EQ(app.as("lan").get("/api/reach/mutes").at("/items").as_array().size(), 3u);
  const auto after = std::to_string(ordinal_of(app, "to_1_3"));
  EXPECT_EQ(app.as("hoa").get("/api/reach/mutes?cursor=" + after).at("/items").as_array().size(), 6u);
}

}  // namespace
}  // namespace thon::reach::test
