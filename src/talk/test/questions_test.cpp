#include "app/program.hpp"
#include "talk/test/people.hpp"

namespace thon::talk::test {
namespace {

TEST(Questions, GoToTheVillageOrToTheUnitThatIsAskedInTheHouseholdsLine) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto nam = app.as("nam");
    const auto askable = nam.get("/api/talk/askable");
    EXPECT_EQ(text_at(askable, "/usual_id"), app.id("thap_thuong"));
    EXPECT_EQ(askable.at("/items").as_array().size(), 3u);
    EXPECT_EQ(text_at(askable, "/items/0/id"), app.id("song_phuong"));
    const auto usual = asked(app, "nam");
    EXPECT_EQ(nam.get(own_path(usual)).at("/area_name"), "Thôn Tháp Thượng");
    const auto commune = asked(app, "nam", {{"area_id", app.id("song_phuong")}});
    EXPECT_EQ(nam.get(own_path(commune)).at("/area_name"), "Xã Song Phượng");
    const auto foreign = asked(app, "nam", {{"area_id", app.id("thuong_mo")}});
    EXPECT_EQ(nam.get(own_path(foreign)).at("/area_name"), "Thôn Tháp Thượng");
    // The village sees what was asked of it; the commune sees both.
    EXPECT_EQ(ids_of(app.as("truong").get("/api/talk/questions?filter=open")).size(), 2u);
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=open")).size(), 3u);
    EXPECT_EQ(app.as("truong").get(desk_path(commune)).status, 404);
  }
}

TEST(Questions, AskedTwiceAreOneAndAreAboutWhatTheySay) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    auto input = question(id, "Tiêm ở đâu?\nMấy giờ?");
    input["about"] = {{"kind", "announcement"}, {"id", new_id()}, {"title", "Lịch tiêm phòng dại"}};
    for (int i = 0; i < 3; ++i) {
      const auto reply = app.as("nam").post("/api/talk/own", input);
      ASSERT_EQ(reply.status, 200) << reply.body;
      EXPECT_EQ(reply.at("/title"), "Tiêm ở đâu? Mấy giờ?");
      EXPECT_EQ(reply.at("/about_title"), "Lịch tiêm phòng dại");
      EXPECT_EQ(reply.at("/messages").as_array().size(), 1u);
    }
    EXPECT_EQ(ids_of(app.as("nam").get("/api/talk/own")).size(), 1u);
    EXPECT_EQ(app.as("truong").get("/api/talk/questions").at("/counts/mine"), 1);
    EXPECT_EQ(app.as("mai").post("/api/talk/own", input).status, 404) << "another household's id";
  }
}

TEST(Questions, AreAnsweredReadAndAskedOn) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = asked(app, "nam");
    const auto nam = app.as("nam");
    app.events().clear();
    const json::object reply{{"id", new_id()}, {"body", "Cần giấy chứng sinh và căn cước của bố mẹ."}};
    for (int i = 0; i < 2; ++i) {
      const auto view = app.as("truong").post(desk_path(id, "answer"), reply);
      ASSERT_EQ(view.status, 200) << view.body;
      EXPECT_EQ(view.at("/status"), "answered");
      EXPECT_EQ(view.at("/messages").as_array().size(), 2u);
      EXPECT_EQ(view.at("/assignee_name"), "Bùi Văn Trường");
      EXPECT_EQ(view.at("/people/0/read"), false);
    }
    EXPECT_EQ(app.events().named("talk_thread").size(), 1u);
    EXPECT_EQ(ids_of(nam.get("/api/talk/unread")), std::vector{id});
    const auto thread = nam.get(own_path(id));
    EXPECT_EQ(thread.at("/unread"), true);
    EXPECT_EQ(thread.at("/messages/1/author_name"), "Bùi Văn Trường");
    EXPECT_EQ(thread.at("/messages/1/place"), "Thôn Tháp Thượng");
    EXPECT_EQ(nam.post(own_path(id, "read"), {{"up_to", app.now()}}).status, 204);
    EXPECT_TRUE(ids_of(nam.get("/api/talk/unread")).empty());
    EXPECT_EQ(app.as("truong").get(desk_path(id)).at("/people/0/read"), true);

    app.pass(kDay);
    const json::object more{{"id", new_id()}, {"body", "Bố đi làm xa thì sao ạ?"}};
    for (int i = 0; i < 2; ++i) {
      const auto again = nam.post(own_path(id, "messages"), more);
      ASSERT_EQ(again.status, 200) << again.body;
      EXPECT_EQ(again.at("/status"), "open");
      EXPECT_EQ(again.at("/messages").as_array().size(), 3u);
    }
    const auto waiting = app.as("truong").get("/api/talk/questions?filter=mine");
    EXPECT_EQ(waiting.at("/items/0/assigned_to_me"), true) << "it comes back to whoever answered";
    EXPECT_GT(waiting.at("/items/0/due_at").as_int64(), app.now());
  }
}

TEST(Questions, AreSeenByNoOtherHouseholdAndNoOtherUnit) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = asked(app, "nam");
    const json::object message{{"id", new_id()}, {"body", "Chen vào"}};
    for (const char* other : {"mai", "xa"}) {
      EXPECT_EQ(app.as(other).get(own_path(id)).status, 404);
      EXPECT_EQ(app.as(other).post(own_path(id, "messages"), message).status, 404);
      EXPECT_EQ(app.as(other).post(own_path(id, "read"), {{"up_to", 1}}).status, 404);
      EXPECT_TRUE(ids_of(app.as(other).get("/api/talk/own")).empty());
    }
    // A group head sees what was routed to the group; heads of other villages and viewers see nothing.
    for (const char* other : {"lan", "thuan", "dung", "moc", "tam", "vinh"}) {
      EXPECT_EQ(app.as(other).get(desk_path(id)).status, 404) << other;
      EXPECT_EQ(app.as(other).post(desk_path(id, "take"), json::object{}).status, 404) << other;
      EXPECT_EQ(answered(app, other, id, "Không phải việc của tôi").status, 404) << other;
      EXPECT_EQ(app.as(other).post(desk_path(id, "close"), {{"id", new_id()}, {"reason", "x"}}).status, 404);
    }
    const json::object to_group{{"area_id", app.id("to_1")}, {"note", "Nhờ tổ trưởng"}};
    ASSERT_EQ(app.as("truong").post(desk_path(id, "forward"), to_group).status, 200);
    EXPECT_EQ(app.as("lan").get(desk_path(id)).at("/may_answer"), true);
    EXPECT_EQ(app.as("minh").get(desk_path(id)).status, 404);
    EXPECT_EQ(app.guest().get(own_path(id)).status, 401);
    EXPECT_EQ(app.guest().get(desk_path(id)).status, 401);
    EXPECT_EQ(app.guest().post("/api/talk/own", question(new_id())).status, 401);
    EXPECT_EQ(app.as("hoa").post("/api/talk/own", question(new_id())).status, 404);
    EXPECT_EQ(app.as("nam").get("/api/talk/questions").status, 404);
    EXPECT_EQ(app.as("nam").get(own_path(new_id())).status, 404);
    EXPECT_EQ(app.as("truong").get(desk_path(new_id())).status, 404);
  }
}

TEST(Questions, OfBadInputAndOfTooManyAreRefused) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto nam = app.as("nam");
    EXPECT_EQ(nam.post("/api/talk/own", question(new_id(), "")).fault("/body"), "error.required");
    EXPECT_EQ(nam.post("/api/talk/own", question(new_id(), std::string(3001, 'a'))).fault("/body"),
              "error.too_long");
    EXPECT_EQ(nam.post("/api/talk/own", question("không")).fault("/id"), "error.not_id");
    EXPECT_EQ(app.as("truong").get("/api/talk/questions?cursor=x").fault("/cursor"), "talk.error.cursor");
    for (int i = 0; i < 10; ++i) asked(app, "nam");
    const auto refused = nam.post("/api/talk/own", question(new_id()));
    EXPECT_EQ(refused.status, 429) << refused.body;
    EXPECT_EQ(refused.key(), "error.too_many");
    EXPECT_EQ(app.as("mai").post("/api/talk/own", question(new_id())).status, 200);
    app.pass(kMinute);
    EXPECT_EQ(nam.post("/api/talk/own", question(new_id())).status, 200);
    const auto first = nam.get("/api/talk/own");
    EXPECT_EQ(first.at("/items").as_array().size(), 11u);
    EXPECT_TRUE(first.at("/next").is_null());
  }
}

}  // namespace
}  // namespace thon::talk::test
