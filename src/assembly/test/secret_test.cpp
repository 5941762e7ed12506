#include "assembly/test/people.hpp"
#include "platform/print/sheet.hpp"

namespace thon::assembly::test {
namespace {

using thon::test::engines;

/// Everything that stands in this capability's tables about a vote, as text.
std::string stored(TestApp& app) {
  static const Sql kBallots{
      "test.ballots",
      "SELECT COALESCE(choice, '') || '|' || opinion || '|' || COALESCE(sealed, '') FROM assembly_ballot"};
  static const Sql kVotes{"test.votes", "SELECT COALESCE(seal_key, '') FROM assembly_vote"};
  std::string all;
  app.db().read([&](Tx& tx) {
    for (const auto& row : tx.values<std::string>(kBallots)) all += row + "\n";
    for (const auto& row : tx.values<std::string>(kVotes)) all += row + "\n";
  });
  return all;
}

TEST(SecretVotes, ShowWhoVotedAndNeverWhat) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"}, "secret");
    const auto head = app.as("truong");
    const auto devices = thon::test::phones(app);
    devices.at("to_1_1").post(card_path(id, "ballot"), ballot("agree"));
    app.pass(kMinute);
    devices.at("to_1_1").post(card_path(id, "ballot"), ballot("disagree"));
    devices.at("to_1_2").post(card_path(id, "ballot"), ballot("other", "Một ý riêng"));
    devices.at("to_1_3").post(card_path(id, "ballot"), ballot("agree"));
    // The household itself sees what it chose and may change it.
    EXPECT_EQ(devices.at("to_1_1").get(card_path(id)).at("/vote/given/0/choice"), "disagree");
    EXPECT_EQ(devices.at("to_1_2").get(card_path(id)).at("/vote/given/0/opinion"), "Một ý riêng");
    // Officers see that houses voted; no figure by choice, for two looks would tell what the third house
    // chose.
    const auto view = head.get(vote_path(id));
    EXPECT_EQ(figures(head, id), (Figures{6, 3, 3, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(view.at("/count/shown"), false);
    EXPECT_TRUE(view.at("/opinions").as_array().empty());
    const auto houses = head.get("/api/assembly/matters/" + id + "/houses?filter=answered");
    EXPECT_EQ(houses.at("/total"), 3);
    for (const auto& house : houses.at("/items").as_array()) {
      EXPECT_TRUE(house.at("choice").is_null());
      EXPECT_EQ(house.at("opinion"), "");
    }
    // Nor does the database say it.
    for (const char* word : {"agree", "Một ý riêng"})
      EXPECT_EQ(stored(app).find(word), std::string::npos) << word;
    const auto audit = app.as("ha").get("/api/audit?subject=" + id).body;
    EXPECT_EQ(audit.find("Một ý riêng"), std::string::npos);

    app.pass(kDay);
    const auto counted = step(head, id, "count");
    ASSERT_EQ(counted.status, 200) << counted.body;
    EXPECT_EQ(figures(head, id), (Figures{6, 3, 3, 0, 0, 1, 1, 1, 0}));
    EXPECT_EQ(head.get(vote_path(id)).at("/opinions/0"), "Một ý riêng");
    // From here on nobody can tell, not even the household.
    EXPECT_TRUE(devices.at("to_1_1").get(card_path(id)).at("/vote/given/0/choice").is_null());
    EXPECT_EQ(stored(app), std::string("||\n||\n||\n||\n\n"));
    const auto sheet = print::read_sheet(head.get("/api/assembly/matters/" + id + "/sheet").body);
    for (const auto& row : sheet.rows)
      for (const auto& cell : row) {
        EXPECT_EQ(cell.find("Một ý riêng"), std::string::npos);
        EXPECT_NE(cell, "Đồng ý");
      }
  }
}

TEST(SecretVotes, CountPapersByTheBox) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"}, "secret");
    const auto head = app.as("truong");
    const auto codes = codes_of(head, id);
    app.as("nam").post(card_path(id, "ballot"), ballot("agree"));
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[0], "agree")).fault("/choice"),
              "assembly.error.paper_in_box");
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[0])).at("/both"), true);
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[1])).status, 200);
    app.pass(kDay);
    EXPECT_EQ(step(head, id, "count").key(), "assembly.error.box_differs");
    json::object box{
        {"agree", 2}, {"disagree", 0}, {"other", 1}, {"invalid", 0}, {"opinions", {"Trong hòm"}}};
    EXPECT_EQ(step(head, id, "box", box).status, 200);
    EXPECT_EQ(step(head, id, "count").key(), "assembly.error.box_differs");
    box["agree"] = 1;
    const auto filled = step(head, id, "box", box);
    ASSERT_EQ(filled.status, 200) << filled.body;
    EXPECT_EQ(filled.at("/count/shown"), false);
    EXPECT_EQ(app.as("lan").get(vote_path(id)).at("/box"), nullptr);
    ASSERT_EQ(step(head, id, "count").status, 200);
    // The phone's vote of the house that gave a paper is not counted.
    EXPECT_EQ(figures(head, id), (Figures{6, 2, 0, 2, 1, 1, 0, 1, 0}));
    EXPECT_EQ(head.get(vote_path(id)).at("/opinions/0"), "Trong hòm");
  }
}

TEST(SecretVotes, OpenVotesHaveNoBox) {
  TestApp app(Engine::sqlite);
  const auto id = open_vote(app, "truong", {"to_1"});
  EXPECT_EQ(step(app.as("truong"), id, "box",
                 {{"agree", 1}, {"disagree", 0}, {"other", 0}, {"invalid", 0}, {"opinions", json::array{}}})
                .key(),
            "assembly.error.no_box");
}

}  // namespace
}  // namespace thon::assembly::test
