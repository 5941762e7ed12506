#include "app/program.hpp"
#include "talk/test/people.hpp"

namespace thon::talk::test {
namespace {

TEST(Desk, ForwardsAlongTheLineAndReadsOnWhatItForwarded) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = asked(app, "nam");
    const auto due = app.as("truong").get(desk_path(id)).at("/due_at").as_int64();
    const json::object up{{"area_id", app.id("song_phuong")}, {"note", "Việc của tư pháp xã"}};
    for (int i = 0; i < 2; ++i) {
      const auto moved = app.as("truong").post(desk_path(id, "forward"), up);
      ASSERT_EQ(moved.status, 200) << moved.body;
      EXPECT_EQ(moved.at("/area_name"), "Xã Song Phượng");
      EXPECT_EQ(moved.at("/may_answer"), false);
      EXPECT_EQ(moved.at("/due_at"), due) << "what the household was promised stays";
      EXPECT_EQ(moved.at("/steps").as_array().size(), 2u);
    }
    EXPECT_EQ(answered(app, "truong", id, "Không được nữa").status, 404);
    EXPECT_EQ(app.as("truong").post(desk_path(id, "forward"), {{"area_id", app.id("to_1")}}).status, 404);
    EXPECT_EQ(app.as("hoa").post(desk_path(id, "forward"), {{"area_id", app.id("thuan_thuong")}}).status, 404)
        << "not in the household's line";
    EXPECT_EQ(app.as("hoa").post(desk_path(id, "forward"), {{"area_id", app.id("thuong_mo")}}).status, 404);
    EXPECT_EQ(app.as("hoa").post(desk_path(id, "forward"), {{"area_id", new_id()}}).status, 404);
    ASSERT_EQ(answered(app, "hoa", id, "Mời gia đình ra xã").status, 200);
    EXPECT_EQ(app.as("truong").get(desk_path(id)).at("/messages/1/body"), "Mời gia đình ra xã");
    EXPECT_EQ(app.as("nam").get(own_path(id)).at("/messages/1/place"), "Xã Song Phượng");
    EXPECT_EQ(app.as("hoa").get(desk_path(id)).at("/steps/1/to_area_name"), "Xã Song Phượng");
  }
}

TEST(Desk, TakesAndClosesOnceAndAHouseholdOpensItAgain) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = asked(app, "nam");
    for (int i = 0; i < 2; ++i) {
      const auto taken = app.as("truong").post(desk_path(id, "take"), json::object{});
      ASSERT_EQ(taken.status, 200) << taken.body;
      EXPECT_EQ(taken.at("/assigned_to_me"), true);
      EXPECT_EQ(taken.at("/steps").as_array().size(), 2u);
    }
    EXPECT_EQ(app.as("hoa").get(desk_path(id)).at("/assigned_to_me"), false);
    const json::object reason{{"id", new_id()}, {"reason", "Đã trao đổi trực tiếp tại nhà."}};
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(app.as("truong").post(desk_path(id, "close"), reason).at("/status"), "closed");
    const auto thread = app.as("nam").get(own_path(id));
    EXPECT_EQ(thread.at("/messages/1/kind"), "closing");
    EXPECT_EQ(thread.at("/unread"), true);
    EXPECT_EQ(answered(app, "truong", id, "Thêm").key(), "talk.error.is_closed");
    EXPECT_EQ(app.as("hoa").post(desk_path(id, "take"), json::object{}).key(), "talk.error.is_closed");
    EXPECT_EQ(app.as("truong").post(desk_path(id, "forward"), {{"area_id", app.id("to_1")}}).key(),
              "talk.error.is_closed");
    app.as("nam").post(own_path(id, "messages"), {{"id", new_id()}, {"body", "Cháu hỏi thêm"}});
    EXPECT_EQ(text_at(app.as("truong").get("/api/talk/questions"), "/items/0/id"), id);
  }
}

TEST(Desk, MergesThreadsAndTheAnswerGoesToEveryoneWhoAsked) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto of_nam = asked(app, "nam", {{"area_id", app.id("song_phuong")}}, "Bao giờ cắt điện?");
    const auto of_mai = asked(app, "mai", {{"area_id", app.id("song_phuong")}}, "Hôm nào mất điện thế?");
    ASSERT_EQ(answered(app, "hoa", of_nam, "Sáng thứ bảy").status, 200);
    app.pass(kHour);
    EXPECT_EQ(app.as("truong").post(desk_path(of_mai, "merge"), {{"into_id", of_nam}}).status, 404);
    EXPECT_EQ(app.as("hoa").post(desk_path(of_mai, "merge"), {{"into_id", new_id()}}).status, 404);
    for (int i = 0; i < 2; ++i) {
      const auto merged = app.as("hoa").post(desk_path(of_mai, "merge"), {{"into_id", of_nam}});
      ASSERT_EQ(merged.status, 200) << merged.body;
      EXPECT_EQ(text_at(merged, "/id"), of_nam);
      EXPECT_EQ(merged.at("/askers"), 2);
    }
    EXPECT_EQ(texts(app.as("mai").get(own_path(of_mai))),
              (std::vector<std::string>{"Hôm nào mất điện thế?", "Sáng thứ bảy"}));
    EXPECT_EQ(ids_of(app.as("mai").get("/api/talk/unread")), std::vector{of_mai});
    // The answer is older than the merge that brought it.
    const auto brought = app.as("mai").get(own_path(of_mai)).at("/updated_at");
    EXPECT_EQ(app.as("mai").post(own_path(of_mai, "read"), {{"up_to", brought}}).status, 204);
    EXPECT_TRUE(ids_of(app.as("mai").get("/api/talk/unread")).empty());
    ASSERT_EQ(answered(app, "hoa", of_mai, "Từ 7 giờ đến 11 giờ").status, 200);
    EXPECT_EQ(texts(app.as("nam").get(own_path(of_nam))),
              (std::vector<std::string>{"Bao giờ cắt điện?", "Sáng thứ bảy", "Từ 7 giờ đến 11 giờ"}));
    EXPECT_EQ(texts(app.as("mai").get(own_path(of_mai))).size(), 3u);
    const auto both = app.as("mai").get(own_path(of_mai)).body + app.as("mai").get("/api/talk/own").body;
    EXPECT_EQ(both.find("Nguyễn Văn Bưởi, "), std::string::npos);
    EXPECT_EQ(both.find("Bao giờ cắt điện?"), std::string::npos) << "another household's words";
    EXPECT_EQ(both.find(of_nam), std::string::npos);
    EXPECT_EQ(app.as("mai").get(own_path(of_nam)).status, 404);
    // What one of them asks on, the other does not read; the answer both do.
    app.as("mai").post(own_path(of_mai, "messages"), {{"id", new_id()}, {"body", "Cả thôn ạ?"}});
    EXPECT_EQ(texts(app.as("nam").get(own_path(of_nam))).size(), 3u);
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=open")), std::vector{of_nam});
  }
}

TEST(Desk, MergingAcrossVillagesMovesTheThreadToTheUnitAboveThem) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto of_nam = asked(app, "nam");
    const auto of_mai = asked(app, "mai");
    const auto merged = app.as("hoa").post(desk_path(of_mai, "merge"), {{"into_id", of_nam}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/area_name"), "Xã Song Phượng");
    EXPECT_EQ(merged.at("/line").as_array().size(), 1u) << "only what all who ask belong to";
    // The village that had one of them reads on, and sees nothing of the other village's household.
    const auto read_on = app.as("thuan").get(desk_path(of_mai));
    ASSERT_EQ(read_on.status, 200) << read_on.body;
    EXPECT_EQ(read_on.at("/may_answer"), false);
    EXPECT_EQ(read_on.at("/people").as_array().size(), 1u);
    EXPECT_EQ(read_on.body.find(app.id("to_1_1")), std::string::npos);
    EXPECT_EQ(read_on.at("/asker_area_name"), "Tổ tự quản số 3");
  }
}

TEST(Desk, ShowsLateQuestionsFirstToTheUnitAndToTheOneAbove) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto late = asked(app, "nam");
    EXPECT_TRUE(ids_of(app.as("hoa").get("/api/talk/questions?filter=mine")).empty());
    app.pass(6 * kDay);
    const auto fresh = asked(app, "nam", {}, "Hỏi thêm việc khác");
    EXPECT_EQ(ids_of(app.as("truong").get("/api/talk/questions?filter=mine")), (std::vector{late, fresh}));
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=mine")), std::vector{late});
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=overdue")), std::vector{late});
    const auto counts = app.as("hoa").get("/api/talk/questions");
    EXPECT_EQ(counts.at("/counts/open"), 2);
    EXPECT_EQ(counts.at("/counts/overdue"), 1);
    EXPECT_EQ(counts.at("/counts/mine"), 1);
    EXPECT_EQ(counts.at("/items/0/overdue"), true);
    answered(app, "truong", late, "Xin lỗi vì trả lời muộn");
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=done")), std::vector{late});
    EXPECT_EQ(ids_of(app.as("truong").get("/api/talk/questions?filter=open&q=viec%20khac")),
              std::vector{fresh});
    EXPECT_TRUE(ids_of(app.as("truong").get("/api/talk/questions?filter=open&q=100%25")).empty());
    const auto of_group = app.as("truong").get("/api/talk/questions?filter=open&area=" + app.id("to_1"));
    EXPECT_TRUE(ids_of(of_group).empty());
    EXPECT_EQ(app.as("truong").get("/api/talk/questions?area=" + app.id("to_3")).status, 404);
  }
}

TEST(Desk, PagesThroughWhatWaitsWithoutLosingAny) {
  TestApp app(Engine::sqlite);
  std::vector<std::string> all;
  for (int i = 0; i < 35; ++i) {
    if (i % 10 == 0) app.pass(kHour);
    all.push_back(asked(app, i % 2 ? "nam" : "mai"));
  }
  std::set<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 2; ++page) {
    const auto list = app.as("hoa").get("/api/talk/questions?filter=open" + cursor);
    for (const auto& id : ids_of(list)) EXPECT_TRUE(seen.insert(id).second);
    if (page == 0)
      cursor = "&cursor=" + std::string(list.at("/next").as_string());
    else
      EXPECT_TRUE(list.at("/next").is_null());
  }
  EXPECT_EQ(seen, std::set<std::string>(all.begin(), all.end()));
}

TEST(Desk, QuestionsOfAUnitThatHasEndedGoWhereTheirHouseholdAsksNow) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = asked(app, "xa");
    ASSERT_EQ(app.as("moc").post(desk_path(id, "forward"), {{"area_id", app.id("to_4")}}).status, 200);
    const auto fresh = new_id(), today = date_of(app.now());
    const auto ha = app.as("ha");
    ASSERT_EQ(
        ha.post("/api/areas",
                {{"id", fresh}, {"parent_id", app.id("trung_hien")}, {"kind", "group"}, {"name", "Tổ mới"}})
            .status,
        200);
    for (const char* house : {"to_4_1", "to_4_2", "to_4_3"}) {
      const auto moved =
          ha.post("/api/households/" + app.id(house) + "/move", {{"area_id", fresh}, {"date", today}});
      ASSERT_EQ(moved.status, 200) << moved.body;
    }
    const auto ended = ha.post("/api/areas/" + app.id("to_4") + "/close", {{"date", today}});
    ASSERT_EQ(ended.status, 204) << ended.body;
    auto& desk = app.program().services().talk.desk();
    app.db().write([&](Tx& tx) {
      EXPECT_TRUE(desk.any_homeless(tx));
      desk.rehome(tx);
      EXPECT_FALSE(desk.any_homeless(tx));
    });
    EXPECT_EQ(ids_of(app.as("moc").get("/api/talk/questions?filter=open")), std::vector{id});
    EXPECT_EQ(app.as("moc").get(desk_path(id)).at("/area_name"), "Thôn Trung Hiền");
    ASSERT_EQ(answered(app, "moc", id, "Đã rõ").status, 200);
    EXPECT_EQ(texts(app.as("xa").get(own_path(id))).size(), 2u);
  }
}

TEST(Desk, EveryActIsInTheAudit) {
  TestApp app(Engine::sqlite);
  const auto first = asked(app, "nam"), second = asked(app, "nam");
  app.as("truong").post(desk_path(first, "take"), json::object{});
  answered(app, "truong", first, "Trả lời");
  app.as("truong").post(desk_path(second, "merge"), {{"into_id", first}});
  app.as("nam").post(own_path(second, "messages"), {{"id", new_id()}, {"body", "Thêm"}});
  app.as("truong").post(desk_path(first, "forward"), {{"area_id", app.id("song_phuong")}});
  app.as("hoa").post(desk_path(first, "close"), {{"id", new_id()}, {"reason", "Xong"}});
  std::vector<std::string> verbs;
  const auto audit = app.as("ha").get("/api/audit");
  for (const auto& entry : audit.at("/items").as_array())
    if (std::string verb(entry.at("verb").as_string()); verb.starts_with("talk."))
      verbs.insert(verbs.begin(), verb);
  EXPECT_EQ(verbs,
            (std::vector<std::string>{"talk.asked", "talk.asked", "talk.taken", "talk.answered",
                                      "talk.merged", "talk.asked_on", "talk.forwarded", "talk.closed"}));
}

}  // namespace
}  // namespace thon::talk::test
