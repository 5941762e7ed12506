// Links that people open without signing in: what they show, what they credit, and what they never tell.
#include "reach/links/rules.hpp"
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

/// An announcement sent by SMS to to_1; `link` is to_1_1's.
struct SentLink {
  explicit SentLink(TestApp& app) : channels(app) {
    auto& sms = channels[Kind::sms];
    id = published(app, "hoa", {"to_1"}, true);
    hand_out(app, id, Kind::sms, everyone(app, id));
    app.program().jobs().run_due();
    const auto key = message_to(app, id, Kind::sms, ordinal_of(app, "to_1_1"))->key;
    link = "/api/reach/links/" + key;
    EXPECT_EQ(sms.sent.size(), 5u);
  }
  Channels channels;
  std::string id, link;
};

TEST(HouseLink, ShowsWhatWasPublishedAndNothingOfAnybody) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    SentLink sent(app);
    const auto page = app.guest().get(sent.link);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.at("/title"), "Lịch tiêm phòng dại cho chó mèo");
    EXPECT_EQ(page.at("/sender_name"), "Xã Song Phượng");
    EXPECT_EQ(page.at("/confirmed"), false);
    for (const auto& private_thing : {app.id("to_1_1"), std::string("Nguyễn Văn Bưởi"), std::string("09120")})
      EXPECT_EQ(page.body.find(private_thing), std::string::npos) << private_thing;
    EXPECT_EQ(coverage_of(app, "hoa", sent.id, "to_1"), (Figures{6, 0, 0, 0, 0, 6})) << "a preview is no reader";
    EXPECT_EQ(app.guest().get("/api/reach/links/AAAAAAAAAAAA").status, 404);
    EXPECT_EQ(app.guest().get("/api/reach/links/short").status, 404);
  }
}

TEST(HouseLink, CreditsOpenedOnceAndConfirmedByOneTap) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    SentLink sent(app);
    for (int twice = 0; twice < 2; ++twice)
      EXPECT_EQ(app.guest().post(sent.link + "/opened", json::object{}).status, 204);
    EXPECT_EQ(coverage_of(app, "hoa", sent.id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    EXPECT_EQ(message_to(app, sent.id, Kind::sms, ordinal_of(app, "to_1_1"))->state, MessageState::seen);
    for (int twice = 0; twice < 2; ++twice)
      EXPECT_EQ(app.guest().post(sent.link + "/confirmed", json::object{}).status, 204);
    EXPECT_EQ(coverage_of(app, "hoa", sent.id, "to_1"), (Figures{6, 0, 1, 0, 0, 5}));
    EXPECT_EQ(app.guest().get(sent.link).at("/confirmed"), true);
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", sent.id, "to_1"), (Figures{6, 0, 1, 0, 0, 5}));
    EXPECT_EQ(app.guest().post("/api/reach/links/AAAAAAAAAAAA/confirmed", json::object{}).status, 404);
    EXPECT_EQ(app.guest().post("/api/reach/links/AAAAAAAAAAAA/opened", json::object{}).status, 404);
  }
}

TEST(HouseLink, SaysWhenItWasWithdrawn) {
  TestApp app(Engine::sqlite);
  SentLink sent(app);
  app.as("hoa").post("/api/reach/announcements/" + sent.id + "/withdraw", {{"version", 2}, {"reason", "Hoãn"}});
  EXPECT_EQ(app.guest().get(sent.link).at("/withdrawn"), true);
}

json::object chat_input(TestApp& app, const std::string& id, const std::string& unit) {
  return {{"announcement_id", id}, {"area_id", app.id(unit)}};
}

/// The page of a group's chat link.
std::string chat_page(const Reply& text) {
  const std::string url(text.at("/url").as_string());
  return "/api/reach/chat/" + url.substr(url.rfind('/') + 1);
}

TEST(ChatLink, IsOneForEachGroupAndAnnouncement) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto text = app.as("lan").post("/api/reach/chat-texts", chat_input(app, id, "to_1"));
    ASSERT_EQ(text.status, 200) << text.body;
    EXPECT_EQ(app.as("hoa").post("/api/reach/chat-texts", chat_input(app, id, "to_1")).at("/url"), text.at("/url"));
    EXPECT_NE(app.as("minh").post("/api/reach/chat-texts", chat_input(app, id, "to_2")).at("/url"), text.at("/url"));
    const std::string words(text.at("/text").as_string()), code(text.at("/code").as_string());
    EXPECT_EQ(code.size(), 3u);
    for (const auto& part : {code, std::string(text.at("/url").as_string()), std::string("Lịch tiêm phòng")})
      EXPECT_NE(words.find(part), std::string::npos) << words;
    for (const char* nobody : {"minh", "dung", "vinh", "nam"})
      EXPECT_EQ(app.as(nobody).post("/api/reach/chat-texts", chat_input(app, id, "to_1")).status, 404) << nobody;
    EXPECT_EQ(app.as("tu").post("/api/reach/chat-texts", chat_input(app, id, "to_4")).status, 404);
    EXPECT_EQ(app.as("lan").post("/api/reach/chat-texts", chat_input(app, new_id(), "to_1")).status, 404);
  }
}

TEST(ChatLink, AsksWhichHouseAndBelievesItsPhone) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const auto id = published(app, "hoa", {"song_phuong"}, true);
    const auto page = chat_page(app.as("lan").post("/api/reach/chat-texts", chat_input(app, id, "to_1")));
    const auto shown = app.guest().get(page);
    ASSERT_EQ(shown.status, 200) << shown.body;
    ASSERT_EQ(shown.at("/houses").as_array().size(), 6u);
    EXPECT_EQ(shown.at("/houses/0/address"), "Ngõ 1");
    EXPECT_EQ(shown.at("/houses/0/initial"), "B");
    EXPECT_EQ(shown.body.find("Bưởi"), std::string::npos);
    EXPECT_EQ(shown.body.find("09120"), std::string::npos);
    const auto number = ordinal_of(app, "to_1_1");
    const auto say = [&](json::object input) {
      input["number"] = number;
      return app.guest().post(page + "/answer", input);
    };
    EXPECT_EQ(say({{"digits", "999"}, {"confirmed", false}}).at("/result"), "wrong");
    EXPECT_EQ(say({{"confirmed", false}}).status, 422);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6}));
    const auto taken = say({{"digits", "101"}, {"confirmed", false}});
    EXPECT_EQ(taken.at("/result"), "taken");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    // The device is known from now on, also in the chat of the next announcement.
    const auto proof = taken.at("/proof");
    EXPECT_EQ(say({{"proof", proof}, {"confirmed", true}}).at("/result"), "taken");
    EXPECT_EQ(say({{"proof", proof}, {"confirmed", true}}).at("/result"), "taken");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 1, 0, 0, 5}));
    const auto other = app.guest().post(page + "/answer", {{"number", ordinal_of(app, "to_1_2")}, {"proof", proof}, {"digits", "999"}, {"confirmed", true}});
    EXPECT_EQ(other.at("/result"), "wrong") << "one house's proof is no other's";
  }
}

TEST(ChatLink, IsNotGuessedAtForLong) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto page = chat_page(app.as("lan").post("/api/reach/chat-texts", chat_input(app, id, "to_1")));
    const auto guess = [&](const char* digits) {
      return app.guest()
          .post(page + "/answer", {{"number", ordinal_of(app, "to_1_1")}, {"digits", digits}, {"confirmed", false}})
          .at("/result");
    };
    for (int i = 0; i < 5; ++i) EXPECT_EQ(guess("000"), "wrong");
    EXPECT_EQ(guess("101"), "locked") << "even the right one";
    app.pass(kHour + 1);
    EXPECT_EQ(guess("101"), "taken");
    // A house of another group is not behind this link, and neither is one that does not exist.
    for (const auto number : {ordinal_of(app, "to_2_1"), std::int64_t{4'000'000'000}})
      EXPECT_EQ(app.guest().post(page + "/answer", {{"number", number}, {"digits", "201"}, {"confirmed", false}}).status, 404);
    EXPECT_EQ(app.guest().get("/api/reach/chat/AAAAAAAAAAAA").status, 404);
    const json::object answer{{"number", 1}, {"digits", "201"}, {"confirmed", false}};
    EXPECT_EQ(app.guest().post("/api/reach/chat/AAAAAAAAAAAA/answer", answer).status, 404);
  }
}

TEST(ChatReplies, AreTickedByTheHead) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const auto id = published(app, "hoa", {"song_phuong"});
    const std::string list = "/api/reach/chat-replies?announcement_id=" + id + "&area=" + app.id("to_1");
    const json::object ticked{{"announcement_id", id}, {"household_ids", {app.id("to_1_1"), app.id("to_1_2")}}};
    EXPECT_EQ(app.as("lan").post("/api/reach/chat-replies", ticked).at("/credited"), 2);
    EXPECT_EQ(app.as("lan").post("/api/reach/chat-replies", ticked).at("/credited"), 0) << "the same request twice";
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 2, 0, 0, 4}));
    const json::object absent{{"household_id", app.id("to_1_3")}, {"in_chat", false}};
    for (int twice = 0; twice < 2; ++twice)
      EXPECT_EQ(app.as("lan").post("/api/reach/chat-members", absent).status, 204);
    const auto rows = app.as("lan").get(list);
    ASSERT_EQ(rows.status, 200) << rows.body;
    EXPECT_EQ(rows.at("/absent"), 1);
    EXPECT_EQ(rows.at("/items/0/evidence"), "confirmed");
    EXPECT_EQ(rows.at("/items/2/in_chat"), false);
    EXPECT_EQ(rows.at("/items/2/evidence"), "none");
    for (const char* nobody : {"minh", "dung", "vinh", "nam"}) {
      EXPECT_EQ(app.as(nobody).get(list).status, 404) << nobody;
      EXPECT_EQ(app.as(nobody).post("/api/reach/chat-replies", ticked).status, 404) << nobody;
      EXPECT_EQ(app.as(nobody).post("/api/reach/chat-members", absent).status, 404) << nobody;
    }
    EXPECT_EQ(app.guest().post("/api/reach/chat-replies", ticked).status, 401);
    EXPECT_EQ(app.guest().post("/api/reach/chat-members", absent).status, 401);
    const json::object missing{{"announcement_id", id}, {"household_ids", {new_id()}}};
    EXPECT_EQ(app.as("lan").post("/api/reach/chat-replies", missing).status, 404);
    const json::object nobody{{"announcement_id", id}, {"household_ids", json::array{}}};
    EXPECT_EQ(app.as("lan").post("/api/reach/chat-replies", nobody).status, 422);
  }
}

TEST(LinkRules, TellNeighboursApartByOneLetter) {
  EXPECT_EQ(rules::initial_of("Nguyễn Văn Bưởi"), "B");
  EXPECT_EQ(rules::initial_of("Đỗ Thị Ưng"), "Ư");
  EXPECT_EQ(rules::initial_of("Đào"), "Đ");
  EXPECT_EQ(rules::initial_of(""), "");
}

TEST(LinkRules, MakeCodesOfThreeDigitsAndProofsOfTheirOwn) {
  for (int i = 0; i < 100; ++i) {
    const auto code = rules::free_code({});
    EXPECT_EQ(code.size(), 3u);
    EXPECT_NE(code[0], '0');
  }
  std::vector<std::string> used;
  for (int code = 100; code < 900; ++code) used.push_back(std::to_string(code));
  EXPECT_GE(rules::free_code(used), "900");
  EXPECT_NE(rules::keyed_digest("one", "a"), rules::keyed_digest("two", "a"));
  EXPECT_NE(rules::keyed_digest("one", "a"), rules::keyed_digest("one", "b"));
  EXPECT_EQ(rules::keyed_digest("one", "a"), rules::keyed_digest("one", "a"));
}

}  // namespace
}  // namespace thon::reach::test
