#include "app/program.hpp"
#include "talk/test/people.hpp"

namespace thon::talk::test {
namespace {

json::object post(const std::string& id, const std::string& body = "Chiều nay họp tổ nhé") {
  return {{"id", id}, {"body", body}};
}

std::vector<std::string> areas_of(const Reply& list) {
  std::vector<std::string> found;
  for (const auto& item : list.at("/items").as_array()) found.emplace_back(item.at("area_id").as_string());
  return found;
}

TEST(Conversations, AreReadByTheHouseholdsOfTheUnitAndItsLeaders) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = posted(app, "nam", "to_1", "Ai có cuốc cho mượn?");
    const auto page = app.as("nam").get(conversation_path(app, "to_1"));
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.at("/items/0/author_name"), "Nguyễn Văn Bưởi") << "the representative's real name";
    EXPECT_EQ(page.at("/items/0/author_place"), "Tổ tự quản số 1");
    EXPECT_EQ(page.at("/items/0/mine"), true);
    EXPECT_EQ(page.at("/may_post"), true);
    EXPECT_EQ(page.at("/writes_as"), "Nguyễn Văn Bưởi");
    EXPECT_EQ(page.at("/households"), 6);
    EXPECT_EQ(page.at("/items/0/household_id"), nullptr);
    for (const char* leader : {"lan", "truong", "hoa", "ha"}) {
      const auto read = app.as(leader).get(conversation_path(app, "to_1"));
      EXPECT_EQ(text_at(read, "/items/0/id"), id) << leader;
      EXPECT_EQ(read.at("/leads"), true) << leader;
      EXPECT_EQ(text_at(read, "/items/0/household_id"), app.id("to_1_1"));
    }
    for (const char* other : {"mai", "xa", "minh", "thuan", "dung", "moc", "tam", "vinh"}) {
      EXPECT_EQ(app.as(other).get(conversation_path(app, "to_1")).status, 404) << other;
      EXPECT_EQ(app.as(other).post(conversation_path(app, "to_1", "posts"), post(new_id())).status, 404)
          << other;
      EXPECT_EQ(app.as(other).post(post_path(app, "to_1", id, "report"), json::object{}).status, 404)
          << other;
    }
    EXPECT_EQ(app.guest().get(conversation_path(app, "to_1")).status, 401);
    EXPECT_EQ(app.guest().post(conversation_path(app, "to_1", "posts"), post(new_id())).status, 401);
    EXPECT_EQ(app.as("hoa").get(conversation_path(app, "song_phuong")).status, 404) << "a commune has none";
    EXPECT_EQ(app.as("hoa").get("/api/talk/conversations/" + new_id()).status, 404);
    EXPECT_EQ(areas_of(app.as("nam").get("/api/talk/conversations")),
              (std::vector{app.id("thap_thuong"), app.id("to_1")}));
    EXPECT_EQ(areas_of(app.as("lan").get("/api/talk/conversations")),
              (std::vector{app.id("thap_thuong"), app.id("to_1")}));
    EXPECT_EQ(areas_of(app.as("truong").get("/api/talk/conversations")).size(), 3u);
    EXPECT_TRUE(areas_of(app.as("vinh").get("/api/talk/conversations")).empty());
    EXPECT_EQ(app.as("hoa").get("/api/talk/conversations").at("/items/1/last_text"), "Ai có cuốc cho mượn?");
  }
}

TEST(Conversations, OfAVillageAreForItsLeadersToPostUntilTheyOpenIt) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto path = conversation_path(app, "thap_thuong", "posts");
    EXPECT_EQ(app.as("nam").get(conversation_path(app, "thap_thuong")).at("/may_post"), false);
    const auto refused = app.as("nam").post(path, post(new_id()));
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.key(), "talk.error.leaders_only");
    EXPECT_EQ(app.as("lan").post(path, post(new_id())).status, 403)
        << "a group's leader is none of the village";
    EXPECT_EQ(app.as("truong").post(path, post(new_id())).status, 200);
    const json::object everyone{{"posting", "everyone"}};
    const auto posting = conversation_path(app, "thap_thuong", "posting");
    for (const char* other : {"nam", "lan", "thuan", "dung"})
      EXPECT_EQ(app.as(other).post(posting, everyone).status, 404) << other;
    EXPECT_EQ(app.guest().post(posting, everyone).status, 401);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(app.as("truong").post(posting, everyone).status, 204);
    EXPECT_EQ(app.as("nam").post(path, post(new_id())).status, 200);
    EXPECT_EQ(app.as("truong").post(posting, {{"posting", "ai"}}).fault("/posting"), "error.not_choice");
    const auto history = app.as("truong").get(conversation_path(app, "thap_thuong", "moderation"));
    EXPECT_EQ(history.at("/acts").as_array().size(), 1u);
    EXPECT_EQ(history.at("/acts/0/act"), "everyone");
  }
}

TEST(Conversations, PostsAreSentOnceLiveAndPagedByNumber) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto path = conversation_path(app, "to_1", "posts");
    const auto twice = new_id();
    app.events().clear();
    for (int i = 0; i < 2; ++i) EXPECT_EQ(app.as("nam").post(path, post(twice, "Bài đầu")).at("/number"), 1);
    const auto events = app.events().named("talk_post");
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(app.as("lan").post(path, post(twice)).status, 409) << "someone else's id";
    EXPECT_EQ(app.as("nam").post(path, post(new_id(), "")).fault("/body"), "error.required");
    EXPECT_EQ(app.as("nam").post(path, post(new_id(), std::string(2001, 'a'))).fault("/body"),
              "error.too_long");
    for (int n = 2; n <= 35; ++n) {
      app.pass(10 * kSecond);
      posted(app, n % 2 ? "nam" : "lan", "to_1", "Bài số " + std::to_string(n));
    }
    const auto first = app.as("nam").get(conversation_path(app, "to_1"));
    EXPECT_EQ(first.at("/items").as_array().size(), 30u);
    EXPECT_EQ(first.at("/items/0/number"), 35);
    EXPECT_EQ(first.at("/next"), 6);
    const auto rest = app.as("nam").get(conversation_path(app, "to_1") + "?cursor=6");
    EXPECT_EQ(rest.at("/items").as_array().size(), 5u);
    EXPECT_EQ(rest.at("/items/4/body"), "Bài đầu");
    EXPECT_TRUE(rest.at("/next").is_null());
    const auto found = app.as("nam").get(conversation_path(app, "to_1") + "?q=bai%20DAU");
    EXPECT_EQ(found.at("/items").as_array().size(), 1u);
  }
}

TEST(Conversations, FloodsAreHeldBack) {
  TestApp app(Engine::sqlite);
  for (int i = 0; i < 12; ++i) posted(app, "nam", "to_1", "Tin");
  const auto path = conversation_path(app, "to_1", "posts");
  const auto refused = app.as("nam").post(path, post(new_id()));
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.key(), "error.too_many");
  EXPECT_EQ(app.as("lan").post(path, post(new_id())).status, 200);
  app.pass(kMinute);
  EXPECT_EQ(app.as("nam").post(path, post(new_id())).status, 200);
}

TEST(Conversations, EventsReachThoseWhoReadAndCarryNothingHidden) {
  TestApp app(Engine::sqlite);
  app.events().clear();
  const auto id = posted(app, "nam", "to_1", "Lời khó nghe");
  app.as("lan").post(post_path(app, "to_1", id, "hide"), {{"reason", "Xúc phạm hàng xóm"}});
  const auto events = app.events().named("talk_post");
  ASSERT_EQ(events.size(), 2u);
  EXPECT_NE(events[0].data.find("Lời khó nghe"), std::string::npos);
  EXPECT_EQ(events[1].data.find("Lời khó nghe"), std::string::npos);
  const auto household = [&](const char* house, const char* group) {
    Actor actor;
    actor.kind = "household";
    actor.household_id = app.id(house);
    actor.area_id = app.id(group);
    return actor;
  };
  const auto officer = [&](const char* role, const char* unit) {
    Actor actor;
    actor.kind = "officer";
    actor.roles.push_back({role, app.id(unit)});
    return actor;
  };
  EXPECT_TRUE(events[0].wanted(household("to_1_2", "to_1")));
  EXPECT_FALSE(events[0].wanted(household("to_2_1", "to_2")));
  EXPECT_TRUE(events[0].wanted(officer("group_head", "to_1")));
  EXPECT_TRUE(events[0].wanted(officer("officer", "song_phuong")));
  EXPECT_FALSE(events[0].wanted(officer("group_head", "to_2")));
  EXPECT_FALSE(events[0].wanted(officer("viewer", "ha_noi")));
  const auto question = asked(app, "nam");
  const auto asked_events = app.events().named("talk_question");
  ASSERT_EQ(asked_events.size(), 1u);
  EXPECT_TRUE(asked_events[0].wanted(officer("village_head", "thap_thuong")));
  EXPECT_FALSE(asked_events[0].wanted(officer("group_head", "to_1")));
  EXPECT_FALSE(asked_events[0].wanted(household("to_1_1", "to_1")));
  const auto own_events = app.events().named("talk_thread");
  ASSERT_EQ(own_events.size(), 1u);
  EXPECT_TRUE(own_events[0].wanted(household("to_1_1", "to_1")));
  EXPECT_FALSE(own_events[0].wanted(household("to_1_2", "to_1")));
  EXPECT_EQ(own_events[0].data.find(question), std::string::npos);
}

TEST(Moderation, HidesWithTheReasonAndKeepsTheHistory) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = posted(app, "nam", "to_1", "Lời khó nghe");
    const auto hide = post_path(app, "to_1", id, "hide");
    const json::object reason{{"reason", "Xúc phạm hàng xóm"}};
    for (const char* other : {"nam", "minh", "thuan", "dung", "vinh"})
      EXPECT_EQ(app.as(other).post(hide, reason).status, 404) << other;
    EXPECT_EQ(app.guest().post(hide, reason).status, 401);
    EXPECT_EQ(app.as("lan").post(hide, {{"reason", ""}}).fault("/reason"), "error.required");
    EXPECT_EQ(app.as("lan").post(post_path(app, "to_1", new_id(), "hide"), reason).status, 404);
    EXPECT_EQ(app.as("truong").post(post_path(app, "to_2", id, "hide"), reason).status, 404)
        << "of another unit";
    for (int i = 0; i < 2; ++i) {
      const auto hidden = app.as("lan").post(hide, reason);
      EXPECT_EQ(hidden.at("/hidden"), true);
      EXPECT_EQ(hidden.at("/body"), "Lời khó nghe") << "leaders read on";
    }
    const auto seen = app.as("nam").get(conversation_path(app, "to_1"));
    EXPECT_EQ(seen.at("/items/0/body"), "");
    EXPECT_EQ(seen.at("/items/0/hidden_reason"), "Xúc phạm hàng xóm");
    EXPECT_EQ(
        app.as("nam").get(conversation_path(app, "to_1") + "?q=kho%20nghe").at("/items").as_array().size(),
        0u);
    EXPECT_EQ(app.as("nam").get("/api/talk/conversations").at("/items/1/last_text"), "");
    EXPECT_EQ(app.as("lan").post(post_path(app, "to_1", id, "pin"), json::object{}).key(),
              "talk.error.is_hidden");
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(app.as("truong").post(post_path(app, "to_1", id, "show"), json::object{}).at("/hidden"),
                false);
    EXPECT_EQ(app.as("nam").get(conversation_path(app, "to_1")).at("/items/0/body"), "Lời khó nghe");
    const auto history = app.as("lan").get(conversation_path(app, "to_1", "moderation"));
    ASSERT_EQ(history.at("/acts").as_array().size(), 2u);
    EXPECT_EQ(history.at("/acts/1/act"), "hide");
    EXPECT_EQ(history.at("/acts/1/by_name"), "Phạm Thị Lan");
    EXPECT_EQ(history.at("/acts/1/reason"), "Xúc phạm hàng xóm");
    EXPECT_EQ(history.at("/acts/1/body"), "Lời khó nghe");
    for (const char* other : {"nam", "minh", "dung"})
      EXPECT_EQ(app.as(other).get(conversation_path(app, "to_1", "moderation")).status, 404) << other;
  }
}

TEST(Moderation, PinsThreeAtMost) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    std::vector<std::string> posts;
    for (int i = 0; i < 4; ++i) posts.push_back(posted(app, "lan", "to_1", "Bài " + std::to_string(i)));
    const auto pin = [&](const char* who, int nth, const char* verb = "pin") {
      app.pass(kSecond);
      return app.as(who).post(post_path(app, "to_1", posts[static_cast<std::size_t>(nth)], verb),
                              json::object{});
    };
    EXPECT_EQ(pin("nam", 0).status, 404);
    for (const int nth : {0, 1, 2, 2}) EXPECT_EQ(pin("lan", nth).at("/pinned"), true);
    EXPECT_EQ(pin("lan", 3).key(), "talk.error.enough_pins");
    EXPECT_EQ(app.as("nam").get(conversation_path(app, "to_1")).at("/pins").as_array().size(), 3u);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(pin("lan", 0, "unpin").at("/pinned"), false);
    EXPECT_EQ(pin("lan", 3).status, 200);
    app.as("lan").post(post_path(app, "to_1", posts[3], "hide"), {{"reason", "Nhầm"}});
    const auto page = app.as("nam").get(conversation_path(app, "to_1"));
    EXPECT_EQ(page.at("/pins").as_array().size(), 2u) << "what is hidden is not pinned";
    EXPECT_EQ(page.at("/pins/0/body"), "Bài 2");
  }
}

TEST(Moderation, ReportsComeToTheLeadersOnceAndAreSettled) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = posted(app, "lan", "to_1", "Bán thuốc chữa bách bệnh");
    const auto report = post_path(app, "to_1", id, "report");
    const json::object reason{{"reason", "Lừa đảo"}};
    for (int i = 0; i < 2; ++i) EXPECT_EQ(app.as("nam").post(report, reason).status, 204);
    EXPECT_EQ(app.as("nam").post(post_path(app, "to_1", new_id(), "report"), reason).status, 404);
    EXPECT_EQ(app.as("nam").get(conversation_path(app, "to_1")).at("/items/0/reports"), 0)
        << "not for everyone";
    const auto history = app.as("truong").get(conversation_path(app, "to_1", "moderation"));
    ASSERT_EQ(history.at("/reports").as_array().size(), 1u);
    EXPECT_EQ(history.at("/reports/0/by_name"), "Nguyễn Văn Bưởi");
    EXPECT_EQ(history.at("/reports/0/post/body"), "Bán thuốc chữa bách bệnh");
    EXPECT_EQ(app.as("truong").get("/api/talk/conversations").at("/items/1/reports"), 1);
    EXPECT_EQ(app.as("nam").post(post_path(app, "to_1", id, "keep"), json::object{}).status, 404);
    for (int i = 0; i < 2; ++i)
      EXPECT_EQ(app.as("truong").post(post_path(app, "to_1", id, "keep"), json::object{}).status, 200);
    const auto after = app.as("truong").get(conversation_path(app, "to_1", "moderation"));
    EXPECT_TRUE(after.at("/reports").as_array().empty());
    EXPECT_EQ(after.at("/acts").as_array().size(), 1u);
  }
}

}  // namespace
}  // namespace thon::talk::test
