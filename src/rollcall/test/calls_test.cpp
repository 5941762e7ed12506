#include "app/program.hpp"
#include "rollcall/test/people.hpp"

namespace thon::rollcall::test {
namespace {

using thon::test::engines;

TEST(Rollcalls, AreStartedByWhoeverHoldsTheUnits) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto body = call_of(app, id, {"thap_thuong"});
    EXPECT_EQ(app.guest().post(kCalls, body).status, 401);
    for (const char* wrong : {"lan", "tam", "vinh", "nam"})
      EXPECT_EQ(app.as(wrong).post(kCalls, body).status, 404) << wrong;
    for (const char* other : {"thuan", "dung", "moc"})
      EXPECT_EQ(app.as(other).post(kCalls, body).key(), "rollcall.error.area_not_found") << other;
    app.events().clear();
    const auto view = app.as("truong").post(kCalls, body);
    ASSERT_EQ(view.status, 200) << view.body;
    EXPECT_EQ(view.at("/households"), 11);
    EXPECT_EQ(view.at("/area_name"), "Thôn Tháp Thượng");
    EXPECT_EQ(view.at("/started_by_name"), "Bùi Văn Trường");
    EXPECT_EQ(view.at("/may_hold"), true);
    EXPECT_EQ(figures_of(view.at("/unit/figures")), (Figures{11, 0, 0, 0, 0, 0, 0, 11}));
    EXPECT_EQ(view.at("/children").as_array().size(), 2u);
    const auto told = app.events().named("rollcall");
    ASSERT_EQ(told.size(), 1u);
    Actor nam, mai;
    nam.kind = mai.kind = "household";
    nam.ordinal = app.as("ha").get("/api/households/" + app.id("to_1_1")).at("/ordinal").as_int64();
    mai.ordinal = app.as("ha").get("/api/households/" + app.id("to_3_1")).at("/ordinal").as_int64();
    EXPECT_TRUE(told[0].wanted(nam));
    EXPECT_FALSE(told[0].wanted(mai));
    // The same request twice is one roll-call; another person's id leads nowhere.
    EXPECT_EQ(app.as("truong").post(kCalls, body).at("/households"), 11);
    EXPECT_EQ(app.events().named("rollcall").size(), 1u);
    EXPECT_EQ(app.as("truong").get(kCalls).at("/items").as_array().size(), 1u);
    EXPECT_EQ(app.as("dung").post(kCalls, call_of(app, id, {"thuong_mo"})).key(), "rollcall.error.not_found");
  }
}

TEST(Rollcalls, NeedATitleATextUnitsAndSomebodyToCall) {
  TestApp app(Engine::sqlite);
  const auto with = [&](const char* member, json::value value) {
    auto body = call_of(app, new_id(), {"thap_thuong"});
    body[member] = std::move(value);
    return app.as("truong").post(kCalls, body);
  };
  EXPECT_EQ(with("title", "").status, 422);
  EXPECT_EQ(with("body", "").status, 422);
  EXPECT_EQ(with("kind", "war").status, 422);
  EXPECT_EQ(with("area_ids", json::array{}).status, 422);
  EXPECT_EQ(with("area_ids", json::array{new_id()}).status, 404);
  const auto empty = new_id();
  app.as("ha").post(
      "/api/areas",
      {{"id", empty}, {"parent_id", app.id("thap_thuong")}, {"kind", "group"}, {"name", "Tổ mới"}});
  EXPECT_EQ(with("area_ids", json::array{empty}).fault("/area_ids"), "rollcall.error.nobody");
  EXPECT_EQ(app.as("truong").get(kCalls).at("/items").as_array().size(), 0u) << "nothing is left behind";
}

TEST(Rollcalls, CallTheHouseholdsOfThatDayAndKeepThem) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    app.as("hoa").post("/api/households/" + app.id("to_1_6") + "/close",
                       {{"date", "2023-06-02"}, {"reason", "moved"}});
    const auto id = started(app, "truong", {"thap_thuong", "to_1"});
    EXPECT_EQ(figures(app, "truong", id, "thap_thuong")[0], 10);
    app.as("hoa").post("/api/households/" + app.id("to_1_1") + "/move",
                       {{"area_id", app.id("to_3")}, {"date", "2023-06-02"}});
    EXPECT_EQ(figures(app, "truong", id, "to_1")[0], 5);
    EXPECT_EQ(results(send_answers(app.as("nam"), {answer(id, "safe", app.now())})), Results{"recorded"});
    EXPECT_EQ(figures(app, "truong", id, "to_1")[1], 1) << "it counts where it was called";
  }
}

TEST(Rollcalls, AreWidenedWhileOpenAndEachHouseholdIsCalledOnce) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"to_1"});
    const auto path = path_of(id, "widen");
    const json::object more{{"area_ids", {app.id("thap_thuong"), app.id("to_3")}}};
    EXPECT_EQ(app.guest().post(path, more).status, 401);
    for (const char* wrong : {"lan", "vinh", "dung", "nam"})
      EXPECT_EQ(app.as(wrong).post(path, more).status, 404) << wrong;
    EXPECT_EQ(app.as("hoa").post(path_of(new_id(), "widen"), more).key(), "rollcall.error.not_found");
    EXPECT_EQ(app.as("hoa").post(path, {{"area_ids", {app.id("to_4")}}}).key(),
              "rollcall.error.area_not_found");
    EXPECT_EQ(app.as("hoa").post(path, {{"area_ids", json::array{}}}).status, 422);
    // The head of a village cannot take in what is not his.
    EXPECT_EQ(app.as("truong").post(path, {{"area_ids", {app.id("to_2")}}}).at("/households"), 11);
    EXPECT_EQ(app.as("truong").post(path, {{"area_ids", {app.id("to_3")}}}).key(),
              "rollcall.error.area_not_found");
    app.events().clear();
    const auto wide = app.as("hoa").post(path, more);
    ASSERT_EQ(wide.status, 200) << wide.body;
    EXPECT_EQ(wide.at("/households"), 15);
    EXPECT_EQ(wide.at("/area_name"), "Xã Song Phượng");
    EXPECT_EQ(app.events().named("rollcall").size(), 1u);
    EXPECT_EQ(app.as("hoa").post(path, more).at("/households"), 15);
    EXPECT_EQ(app.events().named("rollcall").size(), 1u) << "twice is once";
    EXPECT_EQ(figures(app, "hoa", id, "song_phuong")[0], 15);
    EXPECT_EQ(results(send_answers(app.as("mai"), {answer(id, "safe", app.now())})), Results{"recorded"});
    app.as("hoa").post(path_of(id, "end"), {{"reason", "Nước đã rút"}});
    EXPECT_EQ(app.as("hoa").post(path, more).status, 200) << "what is in it already may be named again";
    EXPECT_EQ(app.as("truong").post(path, {{"area_ids", {app.id("to_1")}}}).status, 404)
        << "it is the commune's now";
  }
}

TEST(Rollcalls, EndByHandWithTheReason) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"to_1"});
    const auto path = path_of(id, "end");
    const json::object body{{"reason", "Nước đã rút, mọi nhà an toàn"}};
    EXPECT_EQ(app.guest().post(path, body).status, 401);
    for (const char* wrong : {"lan", "tam", "vinh", "dung", "thuan", "nam"})
      EXPECT_EQ(app.as(wrong).post(path, body).status, 404) << wrong;
    EXPECT_EQ(app.as("hoa").post(path_of(new_id(), "end"), body).status, 404);
    EXPECT_EQ(app.as("hoa").post(path, {{"reason", ""}}).status, 422);
    app.pass(kHour);
    const auto ended = app.as("truong").post(path, body);
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(ended.at("/ended_at"), app.now());
    EXPECT_EQ(ended.at("/reason"), "Nước đã rút, mọi nhà an toàn");
    EXPECT_EQ(ended.at("/ended_by_name"), "Bùi Văn Trường");
    app.pass(kHour);
    EXPECT_EQ(app.as("truong").post(path, body).at("/ended_at"), app.now() - kHour);
    EXPECT_EQ(app.as("truong").post(path, {{"reason", "Lý do khác"}}).key(), "rollcall.error.is_ended");
    EXPECT_EQ(app.as("truong").post(path_of(id, "widen"), {{"area_ids", {app.id("to_2")}}}).key(),
              "rollcall.error.is_ended");
  }
}

TEST(Rollcalls, ListHowLongItTookUntilHalfMostAndAllWereSeen) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "truong", {"thap_thuong"});
    const auto began = app.now();
    const auto head = app.as("truong");
    json::array marks;
    for (const std::string word : {"to_1_1", "to_1_2", "to_1_3", "to_1_4", "to_1_5", "to_1_6", "to_2_1",
                                   "to_2_2", "to_2_3", "to_2_4", "to_2_5"}) {
      app.pass(kMinute);
      marks.push_back(mark(id, app.id(word), "safe", app.now()));
    }
    std::reverse(marks.begin(), marks.end());
    const auto last = marks.front();
    marks.erase(marks.begin());
    EXPECT_EQ(results(send_marks(head, marks)), Results(10, "recorded"));
    const auto open = head.get(path_of(id));
    EXPECT_EQ(open.at("/half_at"), began + 6 * kMinute);
    EXPECT_EQ(open.at("/most_at"), began + 10 * kMinute);
    EXPECT_TRUE(open.at("/all_at").is_null());
    head.post(path_of(id, "end"), {{"reason", "Xong"}});
    EXPECT_TRUE(head.get(kCalls).at("/items/0/all_at").is_null());
    EXPECT_EQ(head.get(kCalls).at("/items/0/seen"), 10);
    app.pass(kDay);
    // A telephone that had no network tells of what was seen before the end.
    EXPECT_EQ(results(send_marks(head, {last})), Results{"recorded"});
    EXPECT_EQ(head.get(kCalls).at("/items/0/all_at"), began + 11 * kMinute);
  }
}

TEST(Rollcalls, AreSeenByThoseWhoLookAfterTheUnitsAndFiguresAloneByViewers) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto need = answer(id, "needs_help", app.now());
    send_answers(app.as("nam"), {need});
    for (const char* viewer : {"ha", "hoa", "truong", "thuan", "lan", "tam", "vinh"}) {
      EXPECT_EQ(app.as(viewer).get(path_of(id)).status, 200) << viewer;
      EXPECT_EQ(app.as(viewer).get(kCalls).at("/items").as_array().size(), 1u) << viewer;
    }
    for (const char* stranger : {"dung", "moc", "tu"}) {
      EXPECT_EQ(app.as(stranger).get(path_of(id)).status, 404) << stranger;
      EXPECT_EQ(app.as(stranger).get(kCalls).at("/items").as_array().size(), 0u) << stranger;
    }
    EXPECT_EQ(app.as("nam").get(path_of(id)).status, 404);
    EXPECT_EQ(app.guest().get(kCalls).status, 401);
    EXPECT_EQ(app.as("vinh").get(path_of(id)).at("/unit/name"), "Xã Song Phượng");
    EXPECT_EQ(app.as("lan").get(path_of(id)).at("/unit/name"), "Tổ tự quản số 1");
    EXPECT_EQ(app.as("lan").get(path_of(id) + "?area=" + app.id("to_2")).status, 404);
    const auto in_area = "?area=" + app.id("to_1");
    for (const std::string rest : {"houses" + in_area + "&list=needs", "doors" + in_area, "sheet" + in_area,
                                   "paper" + in_area, "houses/" + app.id("to_1_1")}) {
      for (const char* marker : {"hoa", "truong", "lan", "tam"})
        EXPECT_EQ(app.as(marker).get(path_of(id, rest)).status, 200) << marker << rest;
      for (const char* other : {"vinh", "thuan", "minh", "dung", "nam"})
        EXPECT_EQ(app.as(other).get(path_of(id, rest)).status, 404) << other << rest;
      EXPECT_EQ(app.guest().get(path_of(id, rest)).status, 401);
    }
    EXPECT_EQ(app.as("hoa").get(path_of(new_id(), "doors" + in_area)).status, 404);
    EXPECT_EQ(app.as("hoa").get(path_of(id, "houses/" + app.id("to_4_1"))).status, 404);
    EXPECT_EQ(app.as("hoa").get(path_of(id, "houses" + in_area + "&list=all")).status, 422);
    for (const std::string cursor : {"x", "1", "1.", "1.2x"})
      EXPECT_EQ(app.as("hoa")
                    .get(path_of(id, "houses" + in_area + "&list=unseen&cursor=" + cursor))
                    .fault("/cursor"),
                "rollcall.error.cursor");
  }
}

TEST(Rollcalls, OfAUnitClosedSinceCountForTheOneAboveIt) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    for (int n = 1; n <= 4; ++n)
      app.as("hoa").post("/api/households/" + app.id("to_3_" + std::to_string(n)) + "/move",
                         {{"area_id", app.id("to_2")}, {"date", "2023-06-02"}});
    const auto closed =
        app.as("ha").post("/api/areas/" + app.id("to_3") + "/close", {{"date", "2023-06-02"}});
    ASSERT_LT(closed.status, 300) << closed.body;
    EXPECT_EQ(figures(app, "hoa", id, "thuan_thuong")[0], 4);
    EXPECT_EQ(figures(app, "hoa", id, "song_phuong")[0], 15);
  }
}

}  // namespace
}  // namespace thon::rollcall::test
