// Plans as officers meet them, and waves as the program starts them.
#include "reach/planner/planner.hpp"
#include "reach/planner/store.hpp"
#include "reach/test/plan_people.hpp"

namespace thon::reach::test {
namespace {

using channels::Kind;
using thon::test::engines;
using Lines = std::vector<std::string>;

TEST(Plans, AreOfferedForADraft) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = new_id();
    app.as("hoa").post("/api/reach/announcements", draft_of(app, id, {"song_phuong"}));
    const auto plan = village.plan(id);
    EXPECT_EQ(plan.at("state"), "draft");
    EXPECT_EQ(plan.at("mode"), "waves");
    EXPECT_EQ(plan.at("version"), 0);
    EXPECT_EQ(plan.at("deadline"), rules::usual_deadline(app.now()));
    EXPECT_EQ(plan.at("audience"), 15);
    EXPECT_EQ(plan.at("wanted"), "opened");
    // 8:00 on the first day: push at 10:00, Zalo in the evening, SMS next morning, heads in that evening.
    EXPECT_EQ(village.waves(id),
              (Lines{"app waiting", "push waiting", "zalo waiting", "sms waiting", "group_head waiting",
                     "door waiting"}));
    const auto& waves = plan.at("waves").as_array();
    EXPECT_EQ(waves.at(1).at("due_at"), app.now() + 2 * kHour);
    EXPECT_EQ(waves.at(3).at("due_at"), app.now() + 23 * kHour);
    EXPECT_EQ(waves.at(4).at("due_at"), app.now() + 33 * kHour);
    const auto& forecast = plan.at("forecast");
    EXPECT_LE(forecast.at("low").to_number<double>(), forecast.at("expected").to_number<double>());
    EXPECT_GE(forecast.at("high").to_number<double>(), forecast.at("expected").to_number<double>());
    for (const char* stranger : {"truong", "lan", "dung", "vinh", "nam"})
      EXPECT_EQ(app.as(stranger).get(Village::path(id)).status, 404) << stranger;
    EXPECT_EQ(app.guest().get(Village::path(id)).status, 401);
    EXPECT_EQ(app.as("hoa").get(Village::path(new_id())).status, 404);
  }
}

TEST(Plans, AreSavedByVersion) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto hoa = app.as("hoa");
    const auto id = new_id();
    const auto path = Village::path(id);
    hoa.post("/api/reach/announcements", draft_of(app, id, {"song_phuong"}));
    const auto deadline = app.now() + 2 * kDay;
    const json::object wanted{{"version", 0}, {"mode", "waves"}, {"deadline", deadline}, {"kinds", {"sms", "push"}}};
    const auto saved = hoa.post(path, wanted);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.at("/version"), 1);
    EXPECT_EQ(village.waves(id), (Lines{"app waiting", "push waiting", "sms waiting"}));
    EXPECT_EQ(hoa.post(path, wanted).body, saved.body);
    auto other = wanted;
    other["deadline"] = deadline + kHour;
    EXPECT_EQ(hoa.post(path, other).key(), "reach.error.plan_changed");
    EXPECT_EQ(hoa.post(path, {{"version", 1}, {"mode", "waves"}}).fault("/deadline"),
              "reach.error.deadline_needed");
    EXPECT_EQ(hoa.post(path, {{"version", 1}, {"mode", "waves"}, {"deadline", app.now()}}).fault("/deadline"),
              "reach.error.deadline_past");
    EXPECT_EQ(
        hoa.post(path, {{"version", 1}, {"mode", "waves"}, {"deadline", app.now() + 200 * kDay}}).fault("/deadline"),
        "reach.error.deadline_far");
    EXPECT_EQ(hoa.post(path, {{"version", 1}, {"mode", "soon"}}).status, 422);
    for (const char* stranger : {"truong", "lan", "dung", "vinh", "nam"})
      EXPECT_EQ(app.as(stranger).post(path, wanted).status, 404) << stranger;
    // The app alone needs no deadline.
    EXPECT_EQ(hoa.post(path, {{"version", 1}, {"mode", "app"}}).at("/waves").as_array().size(), 1u);
    // A draft whose deadline has gone by cannot be published.
    hoa.post(path, {{"version", 2}, {"mode", "waves"}, {"deadline", app.now() + kHour}});
    app.pass(2 * kHour);
    EXPECT_EQ(hoa.post("/api/reach/announcements/" + id + "/publish", {{"version", 1}}).fault("/deadline"),
              "reach.error.deadline_past");
  }
}

TEST(Plans, StartTheirWavesInTimeAndOnlyForThoseLeft) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"});
    EXPECT_EQ(village.waves(id).front(), "app started");
    village.go(0, 9, 50);
    EXPECT_TRUE(village.book.letters.empty());
    app.events().clear();
    village.go(0, 10, 10);
    EXPECT_EQ(village.sent(id, Kind::push), ordinals(app, {"to_1_1", "to_3_1"}));
    EXPECT_EQ(app.events().named("plan").size(), 1u);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    // A delivered push is not a read one: mai is still without the wanted evidence.
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    village.go(0, 18, 40);
    EXPECT_EQ(village.sent(id, Kind::zalo_oa), ordinals(app, {"to_1_2", "to_2_2"}));
    village.go(1, 7, 10);
    EXPECT_EQ(village.sent(id, Kind::sms), ordinals(app, {"to_1_2", "to_1_3", "to_1_4", "to_1_5", "to_2_1",
                                                          "to_2_2", "to_2_3", "to_3_1"}));
    const auto& letter = village.book.letters.back();
    EXPECT_EQ(letter.errand.wanted, Evidence::opened);
    EXPECT_EQ(letter.errand.not_after, village.plan(id).at("deadline").as_int64());
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    app.events().clear();
    village.go(1, 17, 10);
    const auto plan = village.plan(id);
    const auto& heads = plan.at("waves").as_array().at(4);
    EXPECT_EQ(heads.at("state"), "started");
    EXPECT_EQ(heads.at("households"), 13);
    EXPECT_EQ(app.events().named("walk").size(), 1u);
    EXPECT_EQ(plan.at("waves").as_array().at(3).at("cost"), 8 * 700);
    EXPECT_EQ(plan.at("waves").as_array().at(3).at("reached"), 1);
    EXPECT_EQ(plan.at("reached"), 2);
    // The head of a group sees her own houses, and no money.
    const auto hers = village.plan(id, "lan");
    EXPECT_EQ(hers.at("waves").as_array().at(4).at("households"), 5);
    EXPECT_EQ(hers.at("waves").as_array().at(3).at("cost"), 0);
    EXPECT_TRUE(hers.at("forecast").is_null());
    village.go(1, 20, 40);
    EXPECT_EQ(village.plan(id).at("state"), "done");
  }
}

TEST(Plans, AskForWhatWasAskedFor) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"}, {}, true);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "confirmed", app.now())}));
    village.go(0, 10, 10);
    EXPECT_EQ(village.sent(id, Kind::push), ordinals(app, {"to_1_1"}));
  }
}

TEST(Plans, SkipWhatIsOfNoUse) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"to_1"});
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    json::array items;
    for (const char* house : {"to_1_2", "to_1_3", "to_1_4", "to_1_5", "to_1_6"})
      items.push_back(told(app, id, house, app.now()));
    village.go(0, 10, 10);
    app.as("lan").post("/api/reach/told", told_items(items));
    village.go(1, 20, 40);
    EXPECT_EQ(village.waves(id), (Lines{"app started", "push skipped nobody", "zalo skipped everyone",
                                        "sms skipped everyone", "group_head skipped everyone",
                                        "door skipped everyone"}));
    village.book.able[Kind::push] = {};
    const auto other = village.publish({"to_2"}, {{"kinds", {"push", "sms"}}});
    village.go(2, 23);
    EXPECT_EQ(village.waves(other).at(1), "push skipped not_set_up");
  }
}

TEST(Plans, GoOnAfterADowntime) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"});
    village.go(0, 10, 10);
    // Down from then until the next afternoon.
    app.pass(28 * kHour);
    app.restart();
    village.connect();
    app.program().jobs().run_due();
    EXPECT_EQ(village.waves(id), (Lines{"app started", "push started", "zalo started", "sms waiting",
                                        "group_head waiting", "door waiting"}));
    village.go(1, 16);
    EXPECT_EQ(village.waves(id).at(3), "sms started");
    village.go(1, 17, 10);
    EXPECT_EQ(village.waves(id).at(4), "group_head started");
    EXPECT_EQ(village.book.letters.size(), 3u);
    // And one that comes up after the deadline starts nothing any more.
    const auto late = village.publish({"to_2"});
    app.pass(3 * kDay);
    app.program().jobs().run_due();
    EXPECT_EQ(village.book.letters.size(), 3u);
    EXPECT_EQ(village.plan(late).at("state"), "done");
    EXPECT_EQ(village.waves(late).at(3), "sms skipped too_late");
  }
}

TEST(Plans, AWaveHasOneStarter) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"});
    app.pass(2 * kHour);
    app.db().write([&](Tx& tx) {
      EXPECT_TRUE(plan_store::claim(tx, id, WaveKind::push, WaveState::started, Skip::none));
      EXPECT_FALSE(plan_store::claim(tx, id, WaveKind::push, WaveState::started, Skip::none));
    });
    // Somebody else has it: nobody is written to here, however often it is looked at.
    for (int i = 0; i < 3; ++i) {
      app.pass(kMinute);
      app.program().jobs().run_due();
    }
    EXPECT_TRUE(village.book.letters.empty());
  }
}

TEST(Plans, AreHurriedAndStoppedByHand) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto hoa = app.as("hoa");
    const auto id = village.publish({"song_phuong"});
    const auto path = Village::path(id);
    EXPECT_EQ(app.as("lan").post(path + "/next", {{"kind", "push"}}).status, 404);
    EXPECT_EQ(app.as("truong").post(path + "/stop", json::object{}).status, 404);
    // Only the next wave can be hurried.
    EXPECT_EQ(hoa.post(path + "/next", {{"kind", "sms"}}).status, 200);
    EXPECT_TRUE(village.book.letters.empty());
    const auto hurried = hoa.post(path + "/next", {{"kind", "push"}});
    ASSERT_EQ(hurried.status, 200) << hurried.body;
    EXPECT_EQ(hurried.at("/waves/1/state"), "started");
    EXPECT_EQ(hurried.at("/waves/1/started_by_name"), "Trần Thị Hoa");
    hoa.post(path + "/next", {{"kind", "push"}});
    EXPECT_EQ(village.book.letters.size(), 1u);
    village.go(0, 21, 30);
    EXPECT_EQ(hoa.post(path + "/next", {{"kind", "sms"}}).key(), "reach.error.quiet_now");
    const auto stopped = hoa.post(path + "/stop", json::object{});
    ASSERT_EQ(stopped.status, 200) << stopped.body;
    EXPECT_EQ(stopped.at("/state"), "stopped");
    EXPECT_EQ(stopped.at("/stopped_by_name"), "Trần Thị Hoa");
    EXPECT_EQ(stopped.at("/waves/3/skip"), "stopped");
    EXPECT_EQ(hoa.post(path + "/stop", json::object{}).body, stopped.body);
    EXPECT_EQ(village.book.stopped, std::vector<std::string>{id});
    village.go(2, 23);
    EXPECT_EQ(village.book.letters.size(), 2u);
    const auto draft = new_id();
    hoa.post("/api/reach/announcements", draft_of(app, draft, {"to_1"}));
    EXPECT_EQ(hoa.post(Village::path(draft) + "/stop", json::object{}).key(), "reach.error.not_published");
    EXPECT_EQ(hoa.post(Village::path(draft) + "/next", {{"kind", "push"}}).key(), "reach.error.not_published");
  }
}

TEST(Plans, AreChangedWhileTheyRun) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto hoa = app.as("hoa");
    const auto id = village.publish({"song_phuong"});
    village.go(0, 10, 10);
    const auto earlier = app.now() + 6 * kHour;
    const auto reply = hoa.post(Village::path(id), {{"version", 2},
                                                    {"mode", "waves"},
                                                    {"deadline", earlier},
                                                    {"kinds", {"push", "sms", "group_head"}}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(village.waves(id),
              (Lines{"app started", "push started", "sms waiting", "group_head waiting"}));
    EXPECT_LT(reply.at("/waves/2/due_at").as_int64(), app.now() + 4 * kHour);
    EXPECT_LE(reply.at("/waves/3/due_at").as_int64(), earlier - kHour);
    village.go(0, 16, 30);
    EXPECT_EQ(village.plan(id).at("state"), "done");
    EXPECT_EQ(hoa.post(Village::path(id), {{"version", 3}, {"mode", "app"}}).key(), "reach.error.plan_over");
  }
}

TEST(Plans, EndWhenTheAnnouncementIsTakenBack) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    const auto id = village.publish({"song_phuong"});
    app.as("hoa").post("/api/reach/announcements/" + id + "/withdraw", {{"version", 2}, {"reason", "Nhầm"}});
    EXPECT_EQ(village.book.stopped, std::vector<std::string>{id});
    village.go(1, 21);
    EXPECT_TRUE(village.book.letters.empty());
    EXPECT_EQ(village.waves(id).at(1), "push skipped withdrawn");
  }
}

TEST(Plans, KeepQuietHoursUnlessItIsUrgent) {
  for (const auto engine : engines()) {
    Village village(engine);
    auto& app = village.app;
    auto hoa = app.as("hoa");
    const json::object hours{{"area", app.id("song_phuong")}, {"quiet_from", 0}, {"quiet_to", 12 * 60}};
    EXPECT_EQ(app.as("lan").post("/api/reach/quiet", hours).status, 404);
    EXPECT_EQ(app.as("dung").post("/api/reach/quiet", hours).status, 404);
    EXPECT_EQ(hoa.get("/api/reach/quiet?area=" + app.id("to_1")).at("/quiet_from"), 21 * 60);
    ASSERT_EQ(hoa.post("/api/reach/quiet", hours).at("/quiet_to"), 12 * 60);
    // Units below are as quiet as the one above.
    const auto below = hoa.get("/api/reach/quiet?area=" + app.id("to_1"));
    EXPECT_EQ(below.at("/quiet_to"), 12 * 60);
    EXPECT_EQ(below.at("/from_name"), "Xã Song Phượng");
    const auto id = village.publish({"song_phuong"});
    const auto urgent = village.publish({"song_phuong"}, {{"urgent_reason", "Nước lũ đang lên"}});
    village.go(0, 11, 50);
    EXPECT_EQ(village.waves(id).at(1), "push waiting");
    EXPECT_EQ(village.waves(urgent).at(1), "push started");
    village.go(0, 12, 10);
    EXPECT_EQ(village.waves(id).at(1), "push started");
    EXPECT_EQ(village.plan(urgent).at("urgent_reason"), "Nước lũ đang lên");
  }
}

}  // namespace
}  // namespace thon::reach::test
