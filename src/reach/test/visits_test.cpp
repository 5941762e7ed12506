#include "reach/mute/store.hpp"
#include "reach/test/people.hpp"
#include "reach/visits/rules.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

json::object visit(TestApp& app, const std::string& house, const char* outcome, Millis at) {
  return {{"household_id", app.id(house)}, {"outcome", outcome}, {"at", at}};
}
json::object visits(json::array items) { return {{"items", std::move(items)}}; }

/// The visit of a house on the walking list of to_1, null when there is none.
json::value shown(TestApp& app, const std::string& house) {
  const auto walk = app.as("lan").get("/api/reach/walk?area=" + app.id("to_1"));
  for (const auto& item : walk.at("/items").as_array())
    if (item.at("household_id") == json::string(app.id(house))) return item.at("visit");
  ADD_FAILURE() << house << " is not on the list";
  return nullptr;
}

std::vector<std::uint32_t> muted(TestApp& app) {
  std::vector<std::uint32_t> found;
  app.db().read([&](Tx& tx) { found = mute_store::muted(tx).walks.values(); });
  return found;
}

TEST(Visits, SayWhyAndMuteUntilADayAndAreNoEvidence) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    app.pass(kHour);
    auto away = visit(app, "to_1_1", "absent", app.now() - kMinute);
    away["until"] = date_of(app.now() + 5 * kDay);
    away["note"] = "Đi Sài Gòn thăm con";
    const auto batch =
        visits({away, visit(app, "to_1_2", "absent", app.now()), visit(app, "to_1_3", "refused", app.now()),
                visit(app, "to_2_1", "moved", app.now()), visit(app, "to_1_4", "moved", app.now())});
    const auto reply = app.as("lan").post("/api/reach/visits", batch);
    ASSERT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> results;
    for (const auto& item : reply.at("/items").as_array())
      results.emplace_back(item.at("result").as_string());
    EXPECT_EQ(results,
              (std::vector<std::string>{"recorded", "recorded", "recorded", "not_found", "recorded"}));
    EXPECT_EQ(app.as("lan").post("/api/reach/visits", batch).at("/items/0/result"), "already");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6}));
    EXPECT_EQ(shown(app, "to_1_1").at("until"), json::string(date_of(app.now() + 5 * kDay)));
    EXPECT_EQ(shown(app, "to_1_1").at("note"), "Đi Sài Gòn thăm con");
    EXPECT_EQ(shown(app, "to_1_1").at("by_name"), "Phạm Thị Lan");
    EXPECT_TRUE(shown(app, "to_1_2").at("until").is_null());
    EXPECT_EQ(shown(app, "to_1_3").at("outcome"), "refused");
    EXPECT_TRUE(shown(app, "to_1_5").is_null());
    EXPECT_EQ(muted(app).size(), 3u);
    const auto unreached = app.as("lan").get("/api/reach/announcements/" + id + "/unreached");
    EXPECT_EQ(unreached.at("/total"), 6);
    EXPECT_EQ(unreached.at("/muted"), 3);
    // Its day over, the household is reminded again.
    app.pass(6 * kDay);
    EXPECT_EQ(muted(app).size(), 2u);
    EXPECT_EQ(app.as("ha").get("/api/audit?subject=" + app.id("to_1_1")).at("/items/0/verb"), "reach.visit");
  }
}

TEST(Visits, EndWithATickAndCanBeTakenBack) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto first = published(app, "hoa", {"song_phuong"});
    const auto second = published(app, "hoa", {"song_phuong"});
    const auto at = app.now() + kMinute;
    app.pass(kHour);
    app.as("lan").post("/api/reach/visits",
                       visits({visit(app, "to_1_1", "refused", at), visit(app, "to_1_2", "refused", at)}));
    EXPECT_EQ(muted(app).size(), 2u);
    EXPECT_EQ(app.as("lan").get("/api/reach/mutes").at("/items/0/reason"), "refused");
    app.as("lan").post("/api/reach/told", told_items({told(app, first, "to_1_1", at + kMinute)}));
    EXPECT_TRUE(shown(app, "to_1_1").is_null());
    EXPECT_EQ(muted(app).size(), 1u);
    app.as("lan").post("/api/reach/visits", visits({visit(app, "to_1_2", "none", at + kMinute)}));
    EXPECT_TRUE(shown(app, "to_1_2").is_null());
    EXPECT_TRUE(muted(app).empty());
    // An older word that arrives late changes nothing of what is known since.
    app.as("tam").post("/api/reach/visits", visits({visit(app, "to_1_1", "moved", at - kMinute)}));
    EXPECT_TRUE(shown(app, "to_1_1").is_null());
    EXPECT_EQ(coverage_of(app, "hoa", second, "to_1")[1], 0);
  }
}

TEST(Visits, AreForThoseWhoWalkThere) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto batch = visits({visit(app, "to_1_1", "refused", app.now())});
    EXPECT_EQ(app.guest().post("/api/reach/visits", batch).status, 401);
    for (const char* nobody : {"nam", "vinh"})
      EXPECT_EQ(app.as(nobody).post("/api/reach/visits", batch).status, 404) << nobody;
    for (const char* elsewhere : {"minh", "dung"})
      EXPECT_EQ(app.as(elsewhere).post("/api/reach/visits", batch).at("/items/0/result"), "not_found");
    EXPECT_EQ(app.as("lan").post("/api/reach/visits", visits({})).fault("/items"), "error.too_few");
    auto bad = visit(app, "to_1_1", "asleep", app.now());
    bad["until"] = "2023-02-30";
    const auto reply = app.as("lan").post("/api/reach/visits", visits({bad}));
    EXPECT_EQ(reply.fault("/items/0/outcome"), "error.not_choice");
    EXPECT_EQ(reply.fault("/items/0/until"), "error.not_date");
    EXPECT_TRUE(muted(app).empty());
  }
}

TEST(VisitRules, MuteForAsLongAsIsUsual) {
  const Millis at = 1'687'222'800'000;  // 20 June 2023
  using rules::muted_until;
  EXPECT_EQ(muted_until(VisitOutcome::absent, std::nullopt, at), std::nullopt);
  EXPECT_EQ(muted_until(VisitOutcome::absent, Date{"2023-06-25"}, at), "2023-06-25");
  EXPECT_EQ(muted_until(VisitOutcome::refused, std::nullopt, at), "2023-07-20");
  EXPECT_EQ(muted_until(VisitOutcome::moved, std::nullopt, at), "2023-09-18");
  EXPECT_EQ(muted_until(VisitOutcome::moved, Date{"2033-01-01"}, at), "2024-06-20");
  EXPECT_EQ(muted_until(VisitOutcome::none, Date{"2023-06-25"}, at), std::nullopt);
}

}  // namespace
}  // namespace thon::reach::test
