#include "app/program.hpp"
#include "assembly/test/people.hpp"

namespace thon::assembly::test {
namespace {

using thon::test::engines;

json::object poll_draft(TestApp& app, const std::string& id, bool several = false,
                        const char* results = "at_end") {
  return {{"id", id},
          {"area_ids", units_of(app, {"thap_thuong"})},
          {"title", "Trồng cây gì ở ngõ 3?"},
          {"body", ""},
          {"options", {"Hoa mười giờ", "Cau", "Bằng lăng"}},
          {"several", several},
          {"results", results}};
}

json::object meeting_draft(TestApp& app, const std::string& id, Millis in) {
  return {{"id", id},
          {"area_ids", units_of(app, {"thap_thuong"})},
          {"title", "Họp thôn bàn việc làm đường ngõ"},
          {"body", "1. Mức đóng góp.\n2. Cách làm."},
          {"place", "Nhà văn hóa thôn"},
          {"starts_at", app.now() + in},
          {"papers", {{{"title", "Dự toán"}, {"body", "Tổng cộng 120 triệu đồng."}}}}};
}

TEST(Polls, AreAnsweredOnceAHouseAndShownToWhomTheSenderChose) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto path = "/api/assembly/polls/" + id;
    const auto head = app.as("truong");
    ASSERT_EQ(head.post("/api/assembly/polls", poll_draft(app, id)).status, 200);
    EXPECT_EQ(head.post("/api/assembly/polls", poll_draft(app, id)).at("/version"), 1);
    EXPECT_EQ(app.as("nam").post(card_path(id, "poll"), {{"options", {0}}}).status, 404);
    const json::object opening{{"version", 1}, {"ends_at", app.now() + kDay}};
    EXPECT_EQ(app.as("thuan").post(path + "/open", opening).status, 404);
    EXPECT_EQ(app.as("lan").post(path + "/open", opening).status, 404);
    ASSERT_EQ(head.post(path + "/open", opening).status, 200);
    EXPECT_EQ(head.post(path + "/open", opening).at("/version"), 2);
    const auto nam = app.as("nam");
    EXPECT_EQ(nam.get("/api/assembly/cards").at("/items/0/answered"), false);
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {0}}}).status, 204);
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {2}}}).status, 204);
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {0, 2}}}).fault("/options"),
              "assembly.error.one_option");
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {3}}}).fault("/options/0"),
              "assembly.error.no_such_option");
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {10}}}).status, 422);
    EXPECT_EQ(app.as("mai").post(card_path(id, "poll"), {{"options", {0}}}).status, 404);
    EXPECT_EQ(nam.get("/api/assembly/cards").at("/items/0/answered"), true);
    EXPECT_EQ(nam.get(card_path(id)).at("/poll/shown"), false);
    EXPECT_EQ(nam.get(card_path(id)).at("/poll/options/2/houses"), 0);
    EXPECT_EQ(head.get(path).at("/options/2/houses"), 1);
    EXPECT_EQ(head.get(path).at("/options/0/houses"), 0);
    EXPECT_EQ(head.get(path).at("/answered"), 1);
    EXPECT_EQ(head.get("/api/assembly/matters/" + id + "/houses?filter=answered").at("/items/0/options/0"),
              2);
    app.pass(kDay);
    EXPECT_EQ(nam.post(card_path(id, "poll"), {{"options", {1}}}).key(), "assembly.error.is_closed");
    EXPECT_EQ(nam.get(card_path(id)).at("/poll/shown"), true);
    EXPECT_EQ(nam.get(card_path(id)).at("/poll/options/2/houses"), 1);
    EXPECT_EQ(head.get("/api/assembly/matters/" + id + "/sheet").status, 200);
  }
}

TEST(Polls, AreChangedWhileTheyAreDrafts) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto path = "/api/assembly/polls/" + id;
    const auto head = app.as("truong");
    head.post("/api/assembly/polls", poll_draft(app, id));
    EXPECT_EQ(head.patch(path, {{"version", 1}, {"options", {"Một", "một"}}}).fault("/options/1"),
              "assembly.error.option_twice");
    EXPECT_EQ(head.patch(path, {{"version", 1}, {"options", {"Một"}}}).status, 422);
    const auto edited = head.patch(
        path, {{"version", 1}, {"options", {"Một", "Hai"}}, {"several", true}, {"results", "at_once"}});
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(edited.at("/options").as_array().size(), 2u);
    EXPECT_EQ(head.post(path + "/open", {{"version", 2}, {"ends_at", app.now()}}).fault("/ends_at"),
              "assembly.error.ends_too_soon");
    ASSERT_EQ(head.post(path + "/open", {{"version", 2}, {"ends_at", app.now() + kDay}}).status, 200);
    EXPECT_EQ(head.patch(path, {{"version", 3}, {"title", "Khác"}}).key(), "assembly.error.is_open");
    app.as("nam").post(card_path(id, "poll"), {{"options", {0, 1}}});
    EXPECT_EQ(app.as("nam").get(card_path(id)).at("/poll/options/1/houses"), 1)
        << "shown as soon as one has answered";
    EXPECT_EQ(app.as("dung").get(path).status, 404);
    EXPECT_EQ(app.guest().get(path).status, 401);
  }
}

TEST(Meetings, AreAnsweredAndTickedAtTheDoor) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto path = "/api/assembly/meetings/" + id;
    const auto head = app.as("truong");
    const auto draft = head.post("/api/assembly/meetings", meeting_draft(app, id, 3 * kDay));
    ASSERT_EQ(draft.status, 200) << draft.body;
    EXPECT_EQ(draft.at("/short_notice"), false);
    EXPECT_EQ(head.patch(path, {{"version", 1}, {"starts_at", app.now() + kDay}}).at("/short_notice"), true);
    ASSERT_EQ(head.post(path + "/invite", {{"version", 2}}).status, 200);
    EXPECT_EQ(head.post(path + "/invite", {{"version", 2}}).at("/version"), 3);
    EXPECT_EQ(head.get(path).at("/count/houses"), 11);
    EXPECT_EQ(head.get(path).at("/count/needed"), 6);

    const auto nam = app.as("nam");
    const auto card = nam.get(card_path(id));
    EXPECT_EQ(card.at("/meeting/papers/0/title"), "Dự toán");
    EXPECT_EQ(nam.post(card_path(id, "reply"), {{"answer", "proxy"}}).fault("/proxy_name"),
              "assembly.error.proxy_missing");
    EXPECT_EQ(nam.post(card_path(id, "reply"), {{"answer", "proxy"}, {"proxy_name", "Anh Hai"}}).status, 204);
    EXPECT_EQ(nam.post(card_path(id, "reply"), {{"answer", "going"}}).status, 204);
    EXPECT_EQ(app.as("mai").post(card_path(id, "reply"), {{"answer", "going"}}).status, 404);
    EXPECT_EQ(head.get(path).at("/count/going"), 1);
    EXPECT_EQ(head.get(path).at("/count/silent"), 10);
    const auto silent = head.get("/api/assembly/matters/" + id + "/houses?filter=silent");
    EXPECT_EQ(silent.at("/total"), 10);

    EXPECT_EQ(
        head.post(path + "/close", {{"version", 3}, {"chair", "A"}, {"secretary", "B"}, {"conclusion", ""}})
            .key(),
        "assembly.error.not_begun");
    app.pass(kDay);
    EXPECT_EQ(nam.post(card_path(id, "reply"), {{"answer", "not_going"}}).key(), "assembly.error.has_begun");
    json::array ticks;
    for (const char* word : {"to_1_1", "to_1_2", "to_1_3", "to_2_1", "to_2_2", "to_2_3"})
      ticks.push_back({{"household_id", app.id(word)}, {"present", true}, {"at", app.now()}});
    ticks.push_back({{"household_id", app.id("to_3_1")}, {"present", true}, {"at", app.now()}});
    EXPECT_EQ(app.as("lan").post(path + "/attendance", {{"items", ticks}}).status, 404);
    const auto ticked = head.post(path + "/attendance", {{"items", ticks}});
    ASSERT_EQ(ticked.status, 200) << ticked.body;
    EXPECT_EQ(ticked.at("/items/0/result"), "recorded");
    EXPECT_EQ(ticked.at("/items/6/result"), "not_found");
    EXPECT_EQ(head.post(path + "/attendance", {{"items", ticks}}).at("/items/0/result"), "already");
    EXPECT_EQ(head.get(path).at("/count/present"), 6);
    EXPECT_EQ(head.get(path).at("/count/quorum"), true);
    app.pass(kMinute);
    const json::object back{{"household_id", app.id("to_1_1")}, {"present", false}, {"at", app.now()}};
    // A helper of the commune's team ticks too; the same tick from another device is known already.
    EXPECT_EQ(app.as("tam").post(path + "/attendance", {{"items", {back}}}).at("/items/0/result"),
              "recorded");
    EXPECT_EQ(head.post(path + "/attendance", {{"items", {back}}}).at("/items/0/result"), "already");
    EXPECT_EQ(head.get(path).at("/count/quorum"), false);

    const auto pdf = head.get(path + "/minutes");
    ASSERT_EQ(pdf.status, 200) << pdf.body;
    EXPECT_TRUE(pdf.body.starts_with("%PDF"));
    json::object held{{"version", 3},
                      {"chair", "Bùi Văn Trường"},
                      {"secretary", "Bùi Thị Tổ"},
                      {"conclusion", "Nhất trí."}};
    ASSERT_EQ(head.post(path + "/close", held).status, 200);
    EXPECT_EQ(head.post(path + "/close", held).at("/version"), 4);
    EXPECT_EQ(head.post(path + "/attendance", {{"items", {back}}}).key(), "assembly.error.is_closed");
    EXPECT_EQ(nam.get(card_path(id)).at("/meeting/conclusion"), "Nhất trí.");
  }
}

TEST(Meetings, ArePutOffWithTheReason) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto head = app.as("truong");
    head.post("/api/assembly/meetings", meeting_draft(app, id, 3 * kDay));
    head.post("/api/assembly/meetings/" + id + "/invite", {{"version", 1}});
    const json::object later{{"version", 2}, {"ends_at", app.now() + 5 * kDay}, {"reason", "Trùng lịch gặt"}};
    ASSERT_EQ(head.post("/api/assembly/matters/" + id + "/extend", later).status, 200);
    EXPECT_EQ(app.as("nam").get(card_path(id)).at("/extensions/0/reason"), "Trùng lịch gặt");
    app.pass(4 * kDay);
    EXPECT_EQ(app.as("nam").post(card_path(id, "reply"), {{"answer", "going"}}).status, 204);
    EXPECT_EQ(app.as("dung").get("/api/assembly/meetings/" + id).status, 404);
    EXPECT_EQ(app.guest().get("/api/assembly/meetings/" + id).status, 401);
  }
}

TEST(Cards, ListWhatAsksAndWhatHasLatelyEnded) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto vote = open_vote(app, "truong", {"to_1"});
    const auto poll = new_id();
    app.as("truong").post("/api/assembly/polls", poll_draft(app, poll));
    app.as("truong").post("/api/assembly/polls/" + poll + "/open",
                          {{"version", 1}, {"ends_at", app.now() + 2 * kDay}});
    const auto nam = app.as("nam");
    const auto cards = nam.get("/api/assembly/cards");
    ASSERT_EQ(cards.at("/items").as_array().size(), 2u) << cards.body;
    EXPECT_EQ(cards.at("/items/0/id"), json::string(poll));
    EXPECT_EQ(cards.at("/items/0/asks"), true);
    app.pass(kDay);
    EXPECT_EQ(nam.get("/api/assembly/cards").at("/items/1/asks"), false);
    step(app.as("truong"), vote, "count");
    app.program().jobs().run_due();
    app.pass(10 * kDay);
    EXPECT_EQ(nam.get("/api/assembly/cards").at("/items").as_array().size(), 2u);
    app.program().jobs().run_due();
    app.pass(15 * kDay);
    EXPECT_EQ(nam.get("/api/assembly/cards").at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.as("lan").get("/api/assembly/cards").status, 404);
    EXPECT_EQ(app.guest().get("/api/assembly/cards").status, 401);
    EXPECT_EQ(app.as("xa").get("/api/assembly/cards").at("/items").as_array().size(), 0u);
  }
}

}  // namespace
}  // namespace thon::assembly::test
