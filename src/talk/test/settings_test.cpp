#include "app/program.hpp"
#include "talk/test/people.hpp"

namespace thon::talk::test {
namespace {

json::object answering(TestApp& app, const char* unit, std::int64_t days, const char* who = nullptr) {
  json::object made{{"area_id", app.id(unit)}, {"due_days", days}};
  if (who) made["account_id"] = app.id(who);
  return made;
}

TEST(Answering, GoesToTheUnitsAnswererWithinItsDays) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto path = "/api/talk/answering?area=" + app.id("thap_thuong");
    const auto before = app.as("truong").get(path);
    ASSERT_EQ(before.status, 200) << before.body;
    EXPECT_EQ(before.at("/due_days"), 2);
    EXPECT_TRUE(before.at("/answerer_id").is_null());
    EXPECT_EQ(before.at("/answerers/0/name"), "Bùi Văn Trường") << "those who are nearest first";
    const auto saved = app.as("truong").post("/api/talk/answering", answering(app, "thap_thuong", 1, "hoa"));
    ASSERT_EQ(saved.status, 200) << saved.body;
    const auto soon = asked(app, "nam");
    const auto view = app.as("truong").get(desk_path(soon));
    EXPECT_EQ(view.at("/assignee_name"), "Trần Thị Hoa");
    EXPECT_EQ(ids_of(app.as("hoa").get("/api/talk/questions?filter=mine")), std::vector{soon});
    EXPECT_TRUE(ids_of(app.as("truong").get("/api/talk/questions?filter=mine")).empty());
    // The days of the commune hold for a village that has set none.
    app.as("hoa").post("/api/talk/answering", answering(app, "song_phuong", 5, "hoa"));
    const auto of_mai = asked(app, "mai");
    const auto other = app.as("thuan").get(desk_path(of_mai));
    EXPECT_GT(other.at("/due_at").as_int64(), view.at("/due_at").as_int64());
    EXPECT_EQ(other.at("/assignee_name"), "") << "the answerer of one unit is not another's";
    // One who may no longer answer is not given anything.
    ASSERT_EQ(app.as("truong").post("/api/talk/answering", answering(app, "thap_thuong", 1, "truong")).status,
              200);
    const auto role = app.as("ha").get("/api/identity/accounts?q=song.truong").at("/items/0/roles/0/id");
    const auto gone = app.as("ha").del("/api/identity/accounts/" + app.id("truong") + "/roles/" +
                                       std::string(role.as_string()));
    ASSERT_EQ(gone.status, 204) << gone.body;
    EXPECT_EQ(app.as("hoa").get(desk_path(asked(app, "nam"))).at("/assignee_name"), "");
  }
}

TEST(Answering, IsSetByThoseWhoMay) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto good = answering(app, "thap_thuong", 2, "truong");
    const auto path = "/api/talk/answering";
    EXPECT_EQ(app.guest().post(path, good).status, 401);
    for (const char* other : {"lan", "thuan", "dung", "vinh", "nam"}) {
      EXPECT_EQ(app.as(other).post(path, good).status, 404) << other;
      EXPECT_EQ(app.as(other).get(std::string(path) + "?area=" + app.id("thap_thuong")).status, 404) << other;
    }
    EXPECT_EQ(app.as("truong").post(path, answering(app, "thap_thuong", 2, "thuan")).fault("/account_id"),
              "talk.error.may_not_answer");
    EXPECT_EQ(app.as("truong").post(path, answering(app, "thap_thuong", 2, "vinh")).fault("/account_id"),
              "talk.error.may_not_answer");
    EXPECT_EQ(app.as("truong").post(path, answering(app, "thap_thuong", 21)).fault("/due_days"),
              "error.out_of_range");
    EXPECT_EQ(app.as("truong").post(path, good).status, 200);
    EXPECT_EQ(app.as("truong").post(path, good).status, 200);
    EXPECT_EQ(app.as("truong").post(path, answering(app, "thap_thuong", 3)).at("/answerer_id").is_null(),
              true);
  }
}

json::object canned(TestApp& app, const std::string& id, const char* unit) {
  return {{"id", id},
          {"area_id", app.id(unit)},
          {"title", "Đăng ký khai sinh"},
          {"body", "Mang giấy chứng sinh và căn cước công dân."}};
}

TEST(Canned, AreKeptByAUnitAndFoundBelowItWithoutDiacritics) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto path = "/api/talk/canned/" + id;
    for (int i = 0; i < 2; ++i)
      ASSERT_EQ(app.as("hoa").post("/api/talk/canned", canned(app, id, "song_phuong")).at("/version"), 1);
    const auto at = [&](const char* unit) { return "/api/talk/canned?area=" + app.id(unit); };
    EXPECT_EQ(ids_of(app.as("truong").get(at("thap_thuong") + "&q=dang%20ky%20KHAI")), std::vector{id});
    EXPECT_EQ(ids_of(app.as("lan").get(at("to_1"))), std::vector{id});
    EXPECT_TRUE(ids_of(app.as("truong").get(at("thap_thuong") + "&q=ket%20hon")).empty());
    EXPECT_TRUE(ids_of(app.as("dung").get(at("thuong_mo"))).empty());
    EXPECT_EQ(app.as("dung").get(at("song_phuong")).status, 404);
    json::object edit{{"version", 1}, {"title", "Khai sinh"}, {"body", "Mang giấy chứng sinh."}};
    EXPECT_EQ(app.as("truong").patch(path, edit).status, 404) << "the commune's own";
    EXPECT_EQ(app.as("dung").patch(path, edit).status, 404);
    for (int i = 0; i < 2; ++i) EXPECT_EQ(app.as("hoa").patch(path, edit).at("/version"), 2);
    edit["title"] = "Giấy khai sinh";
    EXPECT_EQ(app.as("hoa").patch(path, edit).key(), "talk.error.canned_changed");
    EXPECT_EQ(app.as("hoa").patch("/api/talk/canned/" + new_id(), edit).status, 404);
    EXPECT_EQ(app.as("lan").post("/api/talk/canned", canned(app, new_id(), "to_1")).status, 404);
    EXPECT_EQ(app.as("truong").post("/api/talk/canned", canned(app, new_id(), "song_phuong")).status, 404);
    EXPECT_EQ(app.guest().post("/api/talk/canned", canned(app, new_id(), "song_phuong")).status, 401);
    EXPECT_EQ(app.as("dung").post(path + "/remove", json::object{}).status, 404);
    EXPECT_EQ(app.as("hoa").post(path + "/remove", json::object{}).status, 204);
    EXPECT_EQ(app.as("hoa").post(path + "/remove", json::object{}).status, 404);
    EXPECT_TRUE(ids_of(app.as("hoa").get(at("song_phuong"))).empty());
  }
}

}  // namespace
}  // namespace thon::talk::test
