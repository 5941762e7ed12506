#include "app/program.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(Announcements, CountTheAudienceByTheBestWay) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto reply =
        app.as("hoa").post("/api/reach/audience", {{"area_ids", {app.id("song_phuong"), app.id("to_1")}}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/households"), 15);
    EXPECT_EQ(reply.at("/app"), 2);
    EXPECT_EQ(reply.at("/zalo"), 6);
    EXPECT_EQ(reply.at("/phone"), 4);
    EXPECT_EQ(reply.at("/none"), 3);
    // A group below a ticked commune is told apart but not counted twice.
    EXPECT_EQ(reply.at("/by_area").as_array().size(), 2u);
    EXPECT_EQ(app.as("dung").post("/api/reach/audience", {{"area_ids", {app.id("to_1")}}}).status, 404);
    EXPECT_EQ(app.as("lan").post("/api/reach/audience", {{"area_ids", {app.id("to_1")}}}).status, 404);
    EXPECT_EQ(app.guest().post("/api/reach/audience", {{"area_ids", {app.id("to_1")}}}).status, 401);
    EXPECT_EQ(app.as("hoa").post("/api/reach/audience", {{"area_ids", json::array{}}}).fault("/area_ids"),
              "error.too_few");
  }
}

TEST(Announcements, AreDraftedOnceAndEditedByVersion) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto id = new_id();
    const auto path = "/api/reach/announcements/" + id;
    const auto first = hoa.post("/api/reach/announcements", draft_of(app, id, {"thap_thuong"}));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/status"), "draft");
    EXPECT_EQ(first.at("/sender_area_id"), json::string(app.id("song_phuong")));
    auto other = draft_of(app, id, {"to_3"});
    other["title"] = "Tiêu đề khác";
    EXPECT_EQ(hoa.post("/api/reach/announcements", other).body, first.body);

    const auto edited =
        hoa.patch(path, {{"version", 1}, {"title", "Lịch mới"}, {"area_ids", {app.id("to_3")}}});
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(edited.at("/title"), "Lịch mới");
    EXPECT_EQ(edited.at("/version"), 2);
    EXPECT_EQ(edited.at("/area_ids/0"), json::string(app.id("to_3")));
    EXPECT_EQ(hoa.patch(path, {{"version", 1}, {"title", "Muộn"}}).key(), "reach.error.field_changed");
    for (const char* verb : {"/publish", "/withdraw"}) {
      json::object input{{"version", INT64_MAX}};
      if (std::string_view(verb) == "/withdraw") input["reason"] = "Nhầm";
      EXPECT_EQ(hoa.post(path + verb, input).status, 409) << verb;
    }
    EXPECT_EQ(hoa.patch(path, {{"version", 2}, {"title", std::string(201, 'x')}}).fault("/title"),
              "error.too_long");
    EXPECT_EQ(hoa.patch(path, {{"version", 2}, {"area_ids", {app.id("to_4")}}}).status, 404);
    // A draft is its sender's alone.
    EXPECT_EQ(app.as("truong").get(path).status, 404);
    EXPECT_EQ(app.as("vinh").get(path).status, 404);
    EXPECT_EQ(app.as("dung").patch(path, {{"version", 2}, {"title", "Của xã khác"}}).status, 404);
    EXPECT_EQ(app.as("ha").get(path).status, 200);
  }
}

TEST(Announcements, AreRefusedWithEveryWrongFieldNamed) {
  TestApp app(Engine::sqlite);
  auto bad = draft_of(app, new_id(), {"to_1"});
  bad["title"] = std::string(201, 'x');
  bad["content_class"] = 15;
  bad["note"] = "thừa";
  const auto reply = app.as("hoa").post("/api/reach/announcements", bad);
  EXPECT_EQ(reply.status, 422);
  EXPECT_NE(reply.fault("/title"), "");
  EXPECT_NE(reply.fault("/content_class"), "");
  EXPECT_EQ(reply.fault("/note"), "error.unknown_field");
  EXPECT_EQ(app.guest().post("/api/reach/announcements", bad).status, 401);
  EXPECT_EQ(app.as("nam").post("/api/reach/announcements", bad).status, 404);
}

TEST(Announcements, ArePublishedOnce) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto id = new_id();
    const auto path = "/api/reach/announcements/" + id;
    hoa.post("/api/reach/announcements", draft_of(app, id, {"thap_thuong", "to_1", "to_3"}, true));
    EXPECT_EQ(hoa.post(path + "/publish", {{"version", 7}}).key(), "reach.error.changed");
    for (const char* stranger : {"dung", "truong", "lan", "nam", "vinh"})
      EXPECT_EQ(app.as(stranger).post(path + "/publish", {{"version", 1}}).status, 404) << stranger;
    app.events().clear();
    const auto reply = hoa.post(path + "/publish", {{"version", 1}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/status"), "published");
    EXPECT_EQ(figures(reply.at("/coverage")), (Figures{15, 0, 0, 0, 0, 15}));
    EXPECT_EQ(hoa.post(path + "/publish", {{"version", 1}}).body, reply.body);
    EXPECT_EQ(app.events().named("announcement").size(), 1u);
    EXPECT_EQ(app.events().named("published").size(), 1u);
    EXPECT_EQ(hoa.patch(path, {{"version", 2}, {"title", "Sửa"}}).key(), "reach.error.not_a_draft");
    EXPECT_EQ(hoa.post("/api/reach/announcements/" + new_id() + "/publish", {{"version", 1}}).status, 404);
  }
}

TEST(Announcements, TellThoseConcernedLive) {
  TestApp app(Engine::sqlite);
  app.events().clear();
  const auto id = published(app, "truong", {"to_1"});
  const auto event = app.events().named("announcement").at(0);
  EXPECT_EQ(json::parse(event.data).at("id"), json::string(id));
  const auto actor = [&](const char* word) {
    http::Request request;
    request.headers = {{"cookie", "thon_session=" + app.as(word).token()}};
    return app.program().router().who(request);
  };
  EXPECT_TRUE(event.wanted(actor("nam")));
  EXPECT_FALSE(event.wanted(actor("mai")));
  EXPECT_FALSE(event.wanted(actor("lan")));
  const auto to_officers = app.events().named("published").at(0);
  for (const char* concerned : {"ha", "hoa", "truong", "lan", "tam", "vinh"})
    EXPECT_TRUE(to_officers.wanted(actor(concerned))) << concerned;
  for (const char* stranger : {"minh", "thuan", "dung", "nam"})
    EXPECT_FALSE(to_officers.wanted(actor(stranger))) << stranger;
}

TEST(Announcements, StayWithinTheSendersUnit) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    for (const char* unit : {"thuan_thuong", "to_3", "song_phuong", "to_4"})
      EXPECT_EQ(
          app.as("truong").post("/api/reach/announcements", draft_of(app, new_id(), {"to_1", unit})).status,
          404)
          << unit;
    const auto id = published(app, "truong", {"to_2"});
    const auto path = "/api/reach/announcements/" + id;
    for (const char* concerned : {"ha", "hoa", "truong", "minh", "tam", "vinh"})
      EXPECT_EQ(app.as(concerned).get(path).status, 200) << concerned;
    for (const char* stranger : {"lan", "thuan", "dung", "tu", "nam", "mai"})
      EXPECT_EQ(app.as(stranger).get(path).status, 404) << stranger;
  }
}

TEST(Announcements, NeedSomebodyToReach) {
  TestApp app(Engine::sqlite);
  const auto group = new_id();
  ASSERT_EQ(
      app.as("ha")
          .post("/api/areas",
                {{"id", group}, {"parent_id", app.id("thap_thuong")}, {"kind", "group"}, {"name", "Tổ mới"}})
          .status,
      200);
  const auto id = new_id();
  auto draft = draft_of(app, id, {});
  draft["area_ids"] = json::array{json::string(group)};
  ASSERT_EQ(app.as("hoa").post("/api/reach/announcements", draft).status, 200);
  const auto reply = app.as("hoa").post("/api/reach/announcements/" + id + "/publish", {{"version", 1}});
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(reply.fault("/area_ids"), "reach.error.audience_empty");
}

TEST(Announcements, AreWithdrawnWithAReason) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto path = "/api/reach/announcements/" + id;
    EXPECT_EQ(hoa.post(path + "/withdraw", {{"version", 2}, {"reason", ""}}).status, 422);
    EXPECT_EQ(app.as("truong").post(path + "/withdraw", {{"version", 2}, {"reason", "Nhầm"}}).status, 404);
    app.events().clear();
    const auto reply = hoa.post(path + "/withdraw", {{"version", 2}, {"reason", "Nhầm ngày"}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/withdrawn_reason"), "Nhầm ngày");
    EXPECT_EQ(hoa.post(path + "/withdraw", {{"version", 2}, {"reason", "Nhầm ngày"}}).body, reply.body);
    EXPECT_EQ(app.events().named("withdrawn").size(), 1u);
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items/0/withdrawn"), true);
    const auto draft = new_id();
    hoa.post("/api/reach/announcements", draft_of(app, draft, {"to_1"}));
    EXPECT_EQ(
        hoa.post("/api/reach/announcements/" + draft + "/withdraw", {{"version", 1}, {"reason", "Nhầm"}})
            .key(),
        "reach.error.not_published");
  }
}

TEST(Announcements, AreListedPageByPage) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    std::vector<std::string> ids;
    for (int i = 0; i < 23; ++i) {
      app.pass(kMinute);
      ids.insert(ids.begin(), published(app, "hoa", {i % 2 ? "thap_thuong" : "to_3"}));
    }
    const auto listed = [&](const char* who, const std::string& query) {
      std::vector<std::string> found;
      std::string cursor;
      do {
        const auto reply = app.as(who).get("/api/reach/announcements?" + query + cursor);
        EXPECT_EQ(reply.status, 200) << reply.body;
        for (const auto& item : reply.at("/items").as_array()) found.emplace_back(item.at("id").as_string());
        cursor = reply.at("/next").is_null() ? "" : "&cursor=" + std::string(reply.at("/next").as_string());
      } while (!cursor.empty());
      return found;
    };
    EXPECT_EQ(listed("hoa", ""), ids);
    EXPECT_EQ(listed("truong", "").size(), 11u);
    EXPECT_EQ(listed("lan", "").size(), 11u);
    EXPECT_EQ(listed("hoa", "area=" + app.id("to_3")).size(), 12u);
    EXPECT_EQ(listed("dung", "").size(), 0u);
    EXPECT_EQ(app.as("lan").get("/api/reach/announcements?area=" + app.id("to_2")).status, 404);
    EXPECT_EQ(app.as("hoa").get("/api/reach/announcements?cursor=xyz").fault("/cursor"),
              "reach.error.cursor");
    // A group head sees the figures of her own group alone.
    EXPECT_EQ(app.as("lan").get("/api/reach/announcements").at("/items/0/audience"), 6);
  }
}

}  // namespace
}  // namespace thon::reach::test
