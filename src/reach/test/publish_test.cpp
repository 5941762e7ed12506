#include "app/program.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

std::string path_of(const std::string& id) { return "/api/reach/announcements/" + id; }

struct Written {
  std::string id, path;
};
Written written(TestApp& app, const std::string& who, const std::vector<std::string>& units,
                json::object more = {}) {
  const auto id = new_id();
  auto draft = draft_of(app, id, units, true);
  for (const auto& [name, value] : more) draft[name] = value;
  const auto reply = app.as(who).post("/api/reach/announcements", draft);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return {id, path_of(id)};
}

/// One more household in the unit.
void move_in(TestApp& app, const char* unit) {
  const json::object household{{"id", new_id()},          {"area_id", app.id(unit)}, {"head_name", "Đỗ Văn Mới"},
                               {"address", ""},           {"status", "permanent"},   {"members", json::array{}},
                               {"phones", json::array{}}};
  const auto reply = app.as("hoa").post("/api/households", household);
  EXPECT_EQ(reply.status, 200) << reply.body;
}

json::object appointment(std::int64_t version, Millis at) { return {{"version", version}, {"at", at}}; }

TEST(Schedule, PublishesAtItsTimeToThoseWhoLiveThereThen) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto [id, path] = written(app, "hoa", {"to_1"});
    const auto at = app.now() + 3 * kHour;
    const auto set = hoa.post(path + "/schedule", appointment(1, at));
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.at("/publish_at"), at);
    EXPECT_EQ(set.at("/status"), "draft");
    EXPECT_EQ(hoa.post(path + "/schedule", appointment(1, at)).body, set.body) << "the same request twice";
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.get(path).at("/status"), "draft") << "not before its time";
    // One more household moves in meanwhile.
    move_in(app, "to_1");
    app.pass(3 * kHour);
    app.events().clear();
    app.restart();
    app.program().jobs().run_due();
    app.program().jobs().run_due();
    const auto sent = hoa.get(path);
    EXPECT_EQ(sent.at("/status"), "published");
    EXPECT_EQ(sent.at("/audience"), 7);
    EXPECT_EQ(sent.at("/publish_at"), nullptr);
    EXPECT_EQ(app.events().named("announcement").size(), 1u);
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items/0/id"), json::string(id));
  }
}

TEST(Schedule, MayBeMovedAndTakenBack) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto [id, path] = written(app, "hoa", {"to_1"});
    hoa.post(path + "/schedule", appointment(1, app.now() + kHour));
    const auto later = hoa.post(path + "/schedule", appointment(2, app.now() + 5 * kHour));
    ASSERT_EQ(later.status, 200) << later.body;
    app.pass(2 * kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.get(path).at("/status"), "draft") << "the first time does not count any more";
    // What is changed is looked at again before it goes out.
    EXPECT_EQ(hoa.patch(path, {{"version", 3}, {"title", "Giờ mới"}}).at("/publish_at"), nullptr);
    app.pass(4 * kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.get(path).at("/status"), "draft");
    hoa.post(path + "/schedule", appointment(4, app.now() + kHour));
    const auto off = hoa.post(path + "/schedule", appointment(5, 0));
    EXPECT_EQ(off.at("/publish_at"), nullptr);
    app.pass(2 * kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.get(path).at("/status"), "draft");
    // Thrown away, it does not come back by itself either.
    hoa.post(path + "/schedule", appointment(6, app.now() + kHour));
    hoa.post(path + "/discard", {{"version", 7}});
    app.pass(2 * kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.post(path + "/restore", json::object{}).at("/status"), "draft");
  }
}

TEST(Schedule, IsForThoseWhoMayPublishAndForTimesToCome) {
  TestApp app(Engine::sqlite);
  auto hoa = app.as("hoa");
  const auto [id, path] = written(app, "hoa", {"to_1"});
  const auto soon = app.now() + kHour;
  for (const char* stranger : {"dung", "truong", "lan", "nam", "vinh"})
    EXPECT_EQ(app.as(stranger).post(path + "/schedule", appointment(1, soon)).status, 404) << stranger;
  EXPECT_EQ(app.guest().post(path + "/schedule", appointment(1, soon)).status, 401);
  EXPECT_EQ(hoa.post(path_of(new_id()) + "/schedule", appointment(1, soon)).status, 404);
  EXPECT_EQ(hoa.post(path + "/schedule", appointment(1, app.now())).fault("/at"), "reach.error.schedule_in_past");
  EXPECT_EQ(hoa.post(path + "/schedule", appointment(1, app.now() + 400 * kDay)).fault("/at"),
            "reach.error.schedule_too_far");
  EXPECT_EQ(hoa.post(path + "/schedule", appointment(4, soon)).key(), "reach.error.changed");
  hoa.patch(path, {{"version", 1}, {"expires_at", soon}});
  EXPECT_EQ(hoa.post(path + "/schedule", appointment(2, soon)).fault("/at"), "reach.error.schedule_after_expiry");
  hoa.patch(path, {{"version", 2}, {"body", ""}});
  EXPECT_EQ(hoa.post(path + "/schedule", appointment(3, soon - 1)).fault("/body"), "reach.error.body_missing");
}

TEST(Schedule, SaysWhatKeptItFromPublishing) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto group = new_id();
    app.as("ha").post("/api/areas", {{"id", group},
                                     {"parent_id", app.id("thap_thuong")},
                                     {"kind", "group"},
                                     {"name", "Tổ chưa có hộ"}});
    const auto [id, path] = written(app, "hoa", {}, {{"area_ids", json::array{json::string(group)}}});
    hoa.post(path + "/schedule", appointment(1, app.now() + kHour));
    app.pass(kHour);
    app.program().jobs().run_due();
    const auto left = hoa.get(path);
    EXPECT_EQ(left.at("/status"), "draft");
    EXPECT_EQ(left.at("/publish_fault"), "reach.error.audience_empty");
    EXPECT_EQ(left.at("/publish_at"), nullptr);
    EXPECT_EQ(hoa.patch(path, {{"version", 3}, {"area_ids", {app.id("to_1")}}}).at("/publish_fault"), nullptr);
  }
}

TEST(Expiry, TakesAnAnnouncementOffTheWaysButKeepsItsEvidence) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto ends = app.now() + 2 * kDay;
    const auto [id, path] = written(app, "hoa", {"to_1"}, {{"expires_at", ends}});
    ASSERT_EQ(app.as("hoa").post(path + "/publish", {{"version", 1}}).status, 200);
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/unanswered"), 1);
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items/0/expires_at"), ends);
    EXPECT_EQ(app.as("lan").get("/api/reach/walk?area=" + app.id("to_1")).at("/items").as_array().size(), 6u);
    app.pass(2 * kDay);
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/unanswered"), 0);
    EXPECT_EQ(app.as("lan").get("/api/reach/walk?area=" + app.id("to_1")).at("/items").as_array().size(), 0u);
    // Who reads it late has read it all the same.
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    const auto [late, late_path] = written(app, "hoa", {"to_1"}, {{"expires_at", app.now() - 1}});
    EXPECT_EQ(app.as("hoa").post(late_path + "/publish", {{"version", 1}}).fault("/expires_at"),
              "reach.error.expired_already");
  }
}

TEST(Correction, TakesThePlaceOfWhatItCorrectsAmongTheSameHouseholds) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa"), nam = app.as("nam");
    const auto first = published(app, "hoa", {"to_1"}, true);
    nam.post("/api/reach/receipts", receipts({receipt(first, "confirmed", app.now())}));
    const auto id = new_id();
    const auto draft = hoa.post(path_of(first) + "/correct", {{"id", id}});
    ASSERT_EQ(draft.status, 200) << draft.body;
    EXPECT_EQ(draft.at("/corrects_id"), json::string(first));
    EXPECT_EQ(draft.at("/title"), "Lịch tiêm phòng dại cho chó mèo");
    EXPECT_EQ(hoa.post(path_of(first) + "/correct", {{"id", new_id()}}).at("/id"), json::string(id))
        << "one correction at a time";
    EXPECT_EQ(hoa.get(path_of(first)).at("/status"), "published") << "until the new version is out";
    EXPECT_EQ(hoa.patch(path_of(id), {{"version", 1}, {"area_ids", {app.id("to_3")}}}).fault("/area_ids"),
              "reach.error.correction_audience");
    EXPECT_EQ(hoa.post(path_of(id) + "/publish", {{"version", 1}}).fault("/change_note"),
              "reach.error.change_note_missing");
    hoa.patch(path_of(id), {{"version", 1}, {"change_note", "Đổi sang chủ nhật."}, {"body", "Sáng chủ nhật."}});
    // The audience stays that of the first version, whoever has moved in since.
    move_in(app, "to_1");
    app.events().clear();
    const auto sent = hoa.post(path_of(id) + "/publish", {{"version", 2}});
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.at("/audience"), 6);
    EXPECT_EQ(sent.at("/correction/had_seen"), 1);
    EXPECT_EQ(sent.at("/correction/told_again"), 0);
    const auto told = json::parse(app.events().named("announcement").at(0).data);
    EXPECT_EQ(told.at("change_note"), "Đổi sang chủ nhật.");
    EXPECT_EQ(json::parse(app.events().named("withdrawn").at(0).data).at("corrected_by_id"), json::string(id));

    // Both stand apart: the old one with its evidence, the new one unread.
    const auto before = hoa.get(path_of(first));
    EXPECT_EQ(before.at("/status"), "withdrawn");
    EXPECT_EQ(before.at("/corrected_by_id"), json::string(id));
    EXPECT_EQ(figures(before.at("/coverage")), (Figures{6, 0, 1, 0, 0, 5}));
    EXPECT_EQ(figures(hoa.get(path_of(id)).at("/coverage")), (Figures{6, 0, 0, 0, 0, 6}));
    const auto feed = nam.get("/api/reach/feed");
    EXPECT_EQ(feed.at("/unanswered"), 1);
    EXPECT_EQ(feed.at("/items/0/id"), json::string(id));
    EXPECT_EQ(feed.at("/items/0/change_note"), "Đổi sang chủ nhật.");
    EXPECT_EQ(feed.at("/items/1/corrected_by_id"), json::string(id));
    app.restart();
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").body, feed.body);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    EXPECT_EQ(hoa.get(path_of(id)).at("/correction/told_again"), 1);
    EXPECT_EQ(hoa.post(path_of(first) + "/correct", {{"id", new_id()}}).key(), "reach.error.corrected_already");
    EXPECT_EQ(hoa.post(path_of(first) + "/withdraw", {{"version", 3}, {"reason", "Nhầm"}}).key(),
              "reach.error.corrected_already");
    // A correction may be corrected in its turn.
    EXPECT_EQ(hoa.post(path_of(id) + "/correct", {{"id", new_id()}}).status, 200);
  }
}

TEST(Correction, IsForTheSenderOfWhatIsOut) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    for (const char* stranger : {"dung", "truong", "lan", "nam", "vinh"})
      EXPECT_EQ(app.as(stranger).post(path_of(id) + "/correct", {{"id", new_id()}}).status, 404) << stranger;
    EXPECT_EQ(app.guest().post(path_of(id) + "/correct", {{"id", new_id()}}).status, 401);
    auto hoa = app.as("hoa");
    EXPECT_EQ(hoa.post(path_of(new_id()) + "/correct", {{"id", new_id()}}).status, 404);
    const auto [draft, draft_path] = written(app, "hoa", {"to_1"});
    EXPECT_EQ(hoa.post(draft_path + "/correct", {{"id", new_id()}}).key(), "reach.error.correct_draft");
    EXPECT_EQ(hoa.post(path_of(id) + "/correct", {{"id", draft}}).key(), "reach.error.id_taken");
    // Withdrawn while the correction was being written, by hand or at its time.
    const auto next = new_id();
    hoa.post(path_of(id) + "/correct", {{"id", next}});
    hoa.patch(path_of(next), {{"version", 1}, {"change_note", "Đổi giờ"}});
    hoa.post(path_of(next) + "/schedule", appointment(2, app.now() + kHour));
    hoa.post(path_of(id) + "/withdraw", {{"version", 2}, {"reason", "Hoãn"}});
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items/0/withdrawn_reason"), "Hoãn");
    app.pass(kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(hoa.get(path_of(next)).at("/publish_fault"), "reach.error.correct_withdrawn");
    EXPECT_EQ(hoa.post(path_of(next) + "/publish", {{"version", 4}}).fault("/change_note"),
              "reach.error.correct_withdrawn");
    EXPECT_EQ(hoa.post(path_of(id) + "/correct", {{"id", new_id()}}).key(), "reach.error.correct_withdrawn");
  }
}

}  // namespace
}  // namespace thon::reach::test
