#include "app/program.hpp"
#include "rollcall/test/people.hpp"

namespace thon::rollcall::test {
namespace {

using thon::test::engines;

TEST(RollcallAnswers, AreOneTapAndTheLaterOneStands) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto nam = app.as("nam");
    auto mine = nam.get("/api/rollcall/mine");
    ASSERT_EQ(mine.status, 200) << mine.body;
    EXPECT_EQ(mine.at("/items/0/id"), json::string(id));
    EXPECT_EQ(mine.at("/items/0/state"), "silent");
    EXPECT_EQ(mine.at("/items/0/meeting_point"), "Nhà văn hóa thôn");
    app.pass(10 * kMinute);
    app.events().clear();
    const auto safe = answer(id, "safe", app.now());
    EXPECT_EQ(results(send_answers(nam, {safe})), Results{"recorded"});
    EXPECT_EQ(results(send_answers(nam, {safe})), Results{"already"}) << "sent again it is the same tap";
    EXPECT_EQ(app.events().named("rollcall_count").size(), 1u);
    EXPECT_EQ(figures(app, "hoa", id, "song_phuong"), (Figures{15, 1, 0, 0, 0, 0, 0, 14}));
    // Tapped before, without a network: it comes later and changes nothing but the history.
    auto before = answer(id, "needs_help", app.now() - kMinute);
    before["need"] = "medical";
    before["people"] = 2;
    before["place"] = "Trên mái bếp";
    before["note"] = "Bà cụ sốt cao";
    before["latitude"] = 21.09;
    before["longitude"] = 105.67;
    EXPECT_EQ(results(send_answers(nam, {before})), Results{"recorded"});
    EXPECT_EQ(figures(app, "hoa", id, "song_phuong"), (Figures{15, 1, 0, 0, 0, 0, 0, 14}));
    mine = nam.get("/api/rollcall/mine");
    EXPECT_EQ(mine.at("/items/0/state"), "safe");
    ASSERT_EQ(mine.at("/items/0/reports").as_array().size(), 2u);
    EXPECT_EQ(mine.at("/items/0/reports/0/deed"), "needs_help");
    EXPECT_EQ(mine.at("/items/0/reports/0/note"), "Bà cụ sốt cao");
    const auto house = app.as("lan").get(path_of(id, "houses/" + app.id("to_1_1")));
    EXPECT_EQ(house.at("/reports").as_array().size(), 2u);
    EXPECT_EQ(house.at("/state"), "safe");
    EXPECT_EQ(house.at("/note"), "") << "what was needed before is not needed now";
  }
}

TEST(RollcallAnswers, TellWhatIsNeeded) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto nam = app.as("nam");
    EXPECT_EQ(results(send_answers(nam, {answer(id, "needs_help", app.now())})), Results{"recorded"});
    app.pass(kMinute);
    auto more = answer(id, "needs_help", app.now());
    more["need"] = "trapped";
    more["people"] = 4;
    more["latitude"] = 21.09;
    more["longitude"] = 105.67;
    EXPECT_EQ(results(send_answers(nam, {more})), Results{"recorded"});
    const auto needs = app.as("truong").get(path_of(id, "houses?list=needs&area=") + app.id("thap_thuong"));
    ASSERT_EQ(needs.at("/items").as_array().size(), 1u) << needs.body;
    EXPECT_EQ(needs.at("/items/0/need"), "trapped");
    EXPECT_EQ(needs.at("/items/0/people"), 4);
    EXPECT_EQ(needs.at("/items/0/latitude").to_number<double>(), 21.09);
    EXPECT_EQ(needs.at("/items/0/need_since"), app.now() - kMinute);
    EXPECT_EQ(needs.at("/items/0/phone").is_string(), true);
    auto lost = answer(id, "needs_help", app.now());
    lost["latitude"] = 121.0;
    lost["longitude"] = 105.67;
    EXPECT_EQ(send_answers(nam, {lost}).fault("/items/0/latitude"), "rollcall.error.place");
    lost["latitude"] = 21.0;
    lost["people"] = 0;
    EXPECT_EQ(send_answers(nam, {lost}).status, 422);
  }
}

TEST(RollcallAnswers, AreForHouseholdsOfTheRollAlone) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "truong", {"thap_thuong"});
    const auto safe = answer(id, "safe", app.now());
    EXPECT_EQ(send_answers(app.guest(), {safe}).status, 401);
    EXPECT_EQ(send_answers(app.as("lan"), {safe}).status, 404);
    for (const char* other : {"mai", "xa"}) {
      EXPECT_EQ(results(send_answers(app.as(other), {safe})), Results{"not_found"}) << other;
      EXPECT_EQ(app.as(other).get("/api/rollcall/mine").at("/items").as_array().size(), 0u);
    }
    EXPECT_EQ(app.guest().get("/api/rollcall/mine").status, 401);
    EXPECT_EQ(app.as("lan").get("/api/rollcall/mine").status, 404);
    EXPECT_EQ(send_answers(app.as("nam"), {}).status, 422);
    // One stray among others does not keep the others out.
    EXPECT_EQ(results(send_answers(app.as("nam"), {answer(new_id(), "safe", app.now()), safe})),
              (Results{"not_found", "recorded"}));
    // An id that another household has used is not this one's.
    const auto wide = started(app, "hoa", {"song_phuong"});
    const auto taken = answer(wide, "safe", app.now());
    EXPECT_EQ(results(send_answers(app.as("mai"), {taken})), Results{"recorded"});
    EXPECT_EQ(results(send_answers(app.as("nam"), {taken})), Results{"not_found"});
    EXPECT_EQ(figures(app, "truong", id, "thap_thuong"), (Figures{11, 1, 0, 0, 0, 0, 0, 10}));
  }
}

TEST(RollcallAnswers, TakeNoTimeFromAWrongClockAndNoneAfterTheEnd) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "truong", {"thap_thuong"});
    const auto nam = app.as("nam");
    const auto began = app.now();
    app.pass(kHour);
    EXPECT_EQ(results(send_answers(nam, {answer(id, "safe", 5)})), Results{"recorded"});
    EXPECT_EQ(nam.get("/api/rollcall/mine").at("/items/0/at"), began);
    EXPECT_EQ(results(send_answers(nam, {answer(id, "needs_help", app.now() + 9 * kDay)})),
              Results{"recorded"});
    EXPECT_EQ(nam.get("/api/rollcall/mine").at("/items/0/at"), app.now());
    app.pass(kMinute);
    app.as("truong").post(path_of(id, "end"), {{"reason", "Xong"}});
    const auto before_end = answer(id, "safe", app.now() - kSecond);
    app.pass(kHour);
    EXPECT_EQ(results(send_answers(nam, {before_end})), Results{"recorded"});
    EXPECT_EQ(results(send_answers(nam, {answer(id, "needs_help", app.now())})), Results{"ended"});
    EXPECT_EQ(figures(app, "truong", id, "thap_thuong"), (Figures{11, 1, 0, 0, 0, 0, 0, 10}));
    EXPECT_EQ(nam.get("/api/rollcall/mine").at("/items/0/reason"), "Xong");
    app.pass(4 * kDay);
    EXPECT_EQ(nam.get("/api/rollcall/mine").at("/items").as_array().size(), 0u);
  }
}

TEST(RollcallMarks, AreMadeAtDoorsSeveralAtOnce) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto lan = app.as("lan");
    app.pass(kHour);
    const auto one = mark(id, app.id("to_1_2"), "safe", app.now() - kMinute);
    EXPECT_EQ(send_marks(app.guest(), {one}).status, 401);
    for (const char* wrong : {"vinh", "nam"})
      EXPECT_EQ(send_marks(app.as(wrong), {one}).status, 404) << wrong;
    for (const char* other : {"minh", "thuan", "dung"})
      EXPECT_EQ(results(send_marks(app.as(other), {one})), Results{"not_found"}) << other;
    EXPECT_EQ(send_marks(lan, {}).status, 422);
    EXPECT_EQ(send_marks(lan, {mark(id, app.id("to_1_2"), "helped", 1)}).status, 422);
    auto need = mark(id, app.id("to_1_4"), "needs_help", app.now());
    need["need"] = "evacuation";
    need["note"] = "Ông cụ không đi được";
    const json::array batch{one,
                            mark(id, app.id("to_1_3"), "elsewhere", app.now()),
                            need,
                            mark(id, app.id("to_1_5"), "not_found", app.now()),
                            mark(id, app.id("to_2_1"), "safe", app.now()),
                            mark(new_id(), app.id("to_1_6"), "safe", 1)};
    const Results first{"recorded", "recorded", "recorded", "recorded", "not_found", "not_found"};
    EXPECT_EQ(results(send_marks(lan, batch)), first);
    const Results second{"already", "already", "already", "already", "not_found", "not_found"};
    EXPECT_EQ(results(send_marks(lan, batch)), second);
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 1, 1, 0, 1, 0, 1, 2}));
    const auto house = lan.get(path_of(id, "houses/" + app.id("to_1_2")));
    EXPECT_EQ(house.at("/by_name"), "Phạm Thị Lan");
    EXPECT_EQ(house.at("/source"), "door");
    EXPECT_EQ(house.at("/at"), app.now() - kMinute);
    EXPECT_EQ(house.at("/reports/0/recorded_at"), app.now());
    const auto audit = app.as("ha").get("/api/audit?subject=" + id);
    EXPECT_NE(audit.body.find("rollcall.mark"), std::string::npos);
    EXPECT_EQ(audit.body.find("Ông cụ"), std::string::npos)
        << "what is needed stays with those who may see it";
  }
}

TEST(RollcallMarks, AndAnswersCountByTheirMomentsBothWays) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto start = app.now();
    app.pass(kHour);
    const auto house = app.id("to_1_1");
    send_marks(app.as("lan"), {mark(id, house, "not_found", start + 10)});
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 0, 1, 5}));
    send_answers(app.as("nam"), {answer(id, "safe", start + 20)});
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 0, 0, 5}));
    send_marks(app.as("lan"), {mark(id, house, "elsewhere", start + 15)});
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 1, 0, 0, 0, 0, 0, 5}));
    send_marks(app.as("tam"), {mark(id, house, "needs_help", start + 30)});
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 1, 0, 0, 5}));
    EXPECT_EQ(app.as("nam").get("/api/rollcall/mine").at("/items/0/reports").as_array().size(), 4u);
  }
}

TEST(RollcallHelp, IsTakenByOneLeftAndDone) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto path = path_of(id, "houses/" + app.id("to_1_1") + "/help");
    const json::object take{{"step", "take"}}, release{{"step", "release"}}, helped{{"step", "helped"}};
    EXPECT_EQ(app.as("lan").post(path, take).key(), "rollcall.error.needs_none");
    send_answers(app.as("nam"), {answer(id, "needs_help", app.now())});
    EXPECT_EQ(app.guest().post(path, take).status, 401);
    for (const char* wrong : {"vinh", "minh", "thuan", "dung", "nam"})
      EXPECT_EQ(app.as(wrong).post(path, take).status, 404) << wrong;
    EXPECT_EQ(app.as("lan").post(path_of(id, "houses/" + new_id() + "/help"), take).status, 404);
    EXPECT_EQ(app.as("lan").post(path, {{"step", "run"}}).status, 422);
    const auto taken = app.as("lan").post(path, take);
    ASSERT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(taken.at("/state"), "helping");
    EXPECT_EQ(taken.at("/helper_name"), "Phạm Thị Lan");
    EXPECT_EQ(app.as("lan").post(path, take).at("/state"), "helping");
    EXPECT_EQ(app.as("truong").post(path, take).key(), "rollcall.error.taken");
    EXPECT_EQ(app.as("nam").get("/api/rollcall/mine").at("/items/0/helper_name"), "Phạm Thị Lan");
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 1, 0, 5}));
    EXPECT_EQ(app.as("truong").post(path, release).at("/state"), "needs_help");
    EXPECT_EQ(app.as("truong").post(path, release).at("/state"), "needs_help");
    EXPECT_EQ(app.as("truong").post(path, take).at("/helper_name"), "Bùi Văn Trường");
    app.as("hoa").post(path_of(id, "end"), {{"reason", "Nước đã rút"}});
    EXPECT_EQ(app.as("lan").post(path, helped).at("/state"), "helped") << "help goes on after the end";
    EXPECT_EQ(app.as("lan").post(path, helped).at("/state"), "helped");
    EXPECT_EQ(app.as("lan").post(path, take).key(), "rollcall.error.needs_none");
    EXPECT_EQ(figures(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 0, 0, 5}));
    const auto house = app.as("hoa").get(path_of(id, "houses/" + app.id("to_1_1")));
    EXPECT_EQ(house.at("/reports").as_array().size(), 5u);
  }
}

TEST(RollcallAnswers, OfOneHouseholdAreBounded) {
  TestApp app(Engine::sqlite);
  const auto id = started(app, "truong", {"to_1"});
  for (int batch = 0; batch < 6; ++batch) {
    json::array items;
    for (int n = 0; n < 50; ++n) items.push_back(answer(id, n % 2 ? "safe" : "needs_help", app.now()));
    EXPECT_EQ(results(send_answers(app.as("nam"), items)), Results(50, "recorded"));
  }
  EXPECT_EQ(results(send_answers(app.as("nam"), {answer(id, "safe", app.now())})), Results{"too_many"});
}

}  // namespace
}  // namespace thon::rollcall::test
