#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

std::string path_of(const std::string& id) { return "/api/reach/announcements/" + id; }

std::string drafted(TestApp& app, const std::string& who, const std::vector<std::string>& units) {
  const auto id = new_id();
  EXPECT_EQ(app.as(who).post("/api/reach/announcements", draft_of(app, id, units)).status, 200);
  return id;
}

bool listed(TestApp& app, const std::string& who, const std::string& id) {
  const auto page = app.as(who).get("/api/reach/announcements");
  for (const auto& item : page.at("/items").as_array())
    if (item.at("id").as_string() == id) return true;
  return false;
}

TEST(Drafts, AreKeptFromTheFirstWordAndPublishedOnlyWhole) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto id = new_id();
    json::object empty = draft_of(app, id, {});
    empty["title"] = "";
    empty["body"] = "";
    const auto first = hoa.post("/api/reach/announcements", empty);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/sender_area_id"), json::string(app.id("song_phuong")));
    EXPECT_TRUE(listed(app, "ha", id)) << "another device of another officer";
    const auto refused = hoa.post(path_of(id) + "/publish", {{"version", 1}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.fault("/title"), "reach.error.title_missing");
    EXPECT_EQ(refused.fault("/body"), "reach.error.body_missing");
    EXPECT_EQ(refused.fault("/area_ids"), "reach.error.areas_missing");
    const auto whole = hoa.patch(path_of(id), {{"version", 1},
                                               {"title", "Họp thôn"},
                                               {"body", "Tối thứ bảy"},
                                               {"area_ids", {app.id("to_3")}}});
    EXPECT_EQ(hoa.post(path_of(id) + "/publish", {{"version", whole.at("/version").as_int64()}}).status, 200);
  }
}

TEST(Drafts, TakeWhatTwoPeopleChangeAtOnceFieldByField) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = drafted(app, "hoa", {"to_1"});
    auto hoa = app.as("hoa"), ha = app.as("ha");
    ASSERT_EQ(hoa.patch(path_of(id), {{"version", 1}, {"title", "Lịch của Hoa"}}).status, 200);
    // Made on the version that Hoa has changed meanwhile, but not where she did.
    const auto merged = ha.patch(path_of(id), {{"version", 1}, {"body", "Chữ của Hà"}, {"content_class", 5}});
    ASSERT_EQ(merged.status, 200) << merged.body;
    EXPECT_EQ(merged.at("/title"), "Lịch của Hoa");
    EXPECT_EQ(merged.at("/body"), "Chữ của Hà");
    EXPECT_EQ(merged.at("/version"), 3);
    // The same field, to another value: both values are told, and nothing is written.
    const auto clash = ha.patch(path_of(id), {{"version", 1}, {"title", "Lịch của Hà"}, {"body", "Khác"}});
    EXPECT_EQ(clash.status, 409);
    EXPECT_EQ(clash.key(), "reach.error.field_changed");
    EXPECT_EQ(clash.at("/params/field"), "title");
    EXPECT_EQ(clash.at("/params/mine"), "Lịch của Hà");
    EXPECT_EQ(clash.at("/params/theirs"), "Lịch của Hoa");
    EXPECT_EQ(clash.at("/params/name"), json::value(hoa.get("/api/identity/me").at("/account/name")));
    EXPECT_EQ(hoa.get(path_of(id)).at("/body"), "Chữ của Hà");
    // To the same value it is no clash, and no new version.
    EXPECT_EQ(ha.patch(path_of(id), {{"version", 1}, {"title", "Lịch của Hoa"}}).at("/version"), 3);
    // What is published is what was looked at.
    EXPECT_EQ(hoa.post(path_of(id) + "/publish", {{"version", 2}}).key(), "reach.error.changed");
  }
}

TEST(Drafts, AreThrownAwayAndTakenBack) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = drafted(app, "truong", {"to_1"});
    auto truong = app.as("truong");
    for (const char* stranger : {"dung", "thuan", "lan", "nam", "vinh"}) {
      EXPECT_EQ(app.as(stranger).post(path_of(id) + "/discard", {{"version", 1}}).status, 404) << stranger;
      EXPECT_EQ(app.as(stranger).post(path_of(id) + "/restore", json::object{}).status, 404) << stranger;
    }
    EXPECT_EQ(app.guest().post(path_of(id) + "/discard", {{"version", 1}}).status, 401);
    EXPECT_EQ(truong.post(path_of(id) + "/discard", {{"version", 9}}).key(), "reach.error.changed");
    EXPECT_EQ(truong.post(path_of(id) + "/discard", {{"version", 1}}).status, 204);
    EXPECT_EQ(truong.post(path_of(id) + "/discard", {{"version", 1}}).status, 204) << "the same request twice";
    EXPECT_EQ(truong.get(path_of(id)).status, 404);
    EXPECT_EQ(truong.patch(path_of(id), {{"version", 2}, {"title", "Sửa"}}).status, 404);
    EXPECT_FALSE(listed(app, "truong", id));
    const auto back = truong.post(path_of(id) + "/restore", json::object{});
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_TRUE(listed(app, "truong", id));
    EXPECT_EQ(truong.post(path_of(id) + "/restore", json::object{}).body, back.body);
    const auto sent = published(app, "truong", {"to_1"});
    EXPECT_EQ(truong.post(path_of(sent) + "/discard", {{"version", 2}}).key(), "reach.error.not_a_draft");
    EXPECT_EQ(truong.post(path_of(new_id()) + "/discard", {{"version", 1}}).status, 404);
  }
}

TEST(Drafts, SpeakForTheUnitThatCoversWhatIsTicked) {
  TestApp app(Engine::sqlite);
  const auto id = drafted(app, "truong", {"to_1"});
  EXPECT_EQ(app.as("truong").get(path_of(id)).at("/sender_area_id"), json::string(app.id("thap_thuong")));
  // An officer of the commune who adds another village takes it over.
  const auto wider = app.as("hoa").patch(path_of(id), {{"version", 1}, {"area_ids", {app.id("song_phuong")}}});
  ASSERT_EQ(wider.status, 200) << wider.body;
  EXPECT_EQ(wider.at("/sender_area_id"), json::string(app.id("song_phuong")));
  EXPECT_EQ(app.as("truong").get(path_of(id)).status, 404);
}

}  // namespace
}  // namespace thon::reach::test
