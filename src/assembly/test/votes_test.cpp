#include "app/program.hpp"
#include "assembly/test/people.hpp"
#include "platform/print/sheet.hpp"

namespace thon::assembly::test {
namespace {

using thon::test::engines;

TEST(Votes, GoFromADraftToMinutesThatAreSent) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto head = app.as("truong");
    const auto id = new_id();
    const auto draft = head.post("/api/assembly/votes", vote_draft(app, id, {"thap_thuong"}));
    ASSERT_EQ(draft.status, 200) << draft.body;
    EXPECT_EQ(draft.at("/status"), "draft");
    EXPECT_EQ(draft.at("/clause"), 6);
    EXPECT_EQ(draft.at("/sender_name"), "Thôn Tháp Thượng");
    EXPECT_EQ(app.as("nam").get("/api/assembly/cards").at("/items").as_array().size(), 0u);

    const auto asking = step(head, id, "agree", agreement());
    ASSERT_EQ(asking.status, 200) << asking.body;
    EXPECT_EQ(asking.at("/consent/houses"), 11);
    EXPECT_EQ(asking.at("/consent/needed"), 6);
    EXPECT_EQ(app.events().named("assembly").size(), 1u);
    EXPECT_EQ(step(head, id, "open", {{"ends_at", app.now() + kDay}}).key(),
              "assembly.error.too_few_consents");

    const auto devices = thon::test::phones(app);
    EXPECT_EQ(devices.at("to_1_1").get(card_path(id)).at("/asks"), true);
    for (int n = 1; n <= 5; ++n)
      EXPECT_EQ(
          devices.at("to_1_" + std::to_string(n)).post(card_path(id, "consent"), {{"agrees", true}}).status,
          204);
    devices.at("to_2_1").post(card_path(id, "consent"), {{"agrees", false}});
    EXPECT_EQ(step(head, id, "open", {{"ends_at", app.now() + kDay}}).key(),
              "assembly.error.too_few_consents");
    devices.at("to_2_1").post(card_path(id, "consent"), {{"agrees", true}});
    const auto open = step(head, id, "open", {{"ends_at", app.now() + kDay}});
    ASSERT_EQ(open.status, 200) << open.body;
    EXPECT_EQ(open.at("/count/electorate"), 11);

    EXPECT_EQ(devices.at("to_1_1").post(card_path(id, "ballot"), ballot("agree")).status, 204);
    EXPECT_EQ(devices.at("to_1_2").post(card_path(id, "ballot"), ballot("other", "Chỉ quét ngõ lớn")).status,
              204);
    for (const char* word : {"to_1_3", "to_1_4", "to_1_5", "to_1_6", "to_2_2"})
      devices.at(word).post(card_path(id, "ballot"), ballot("agree"));
    EXPECT_EQ(figures(head, id), (Figures{11, 7, 7, 0, 0, 6, 0, 1, 0}));
    EXPECT_EQ(head.get(vote_path(id)).at("/count/passed"), true);
    EXPECT_EQ(head.get(vote_path(id)).at("/opinions/0"), "Chỉ quét ngõ lớn");
    EXPECT_EQ(step(head, id, "close").key(), "assembly.error.still_voting");
    EXPECT_EQ(step(head, id, "count").key(), "assembly.error.is_open");

    app.pass(kDay);
    EXPECT_EQ(head.get(vote_path(id)).at("/status"), "closed");
    EXPECT_EQ(devices.at("to_2_3").post(card_path(id, "ballot"), ballot("agree")).key(),
              "assembly.error.is_closed");
    const auto counted = step(head, id, "count");
    ASSERT_EQ(counted.status, 200) << counted.body;
    EXPECT_EQ(counted.at("/status"), "counted");
    EXPECT_EQ(counted.at("/send_by"), "2023-06-09");
    EXPECT_EQ(devices.at("to_1_1").get(card_path(id)).at("/vote/count/agree"), 6);
    EXPECT_EQ(head.get("/api/assembly/matters").at("/items/0/send_by"), "2023-06-09");

    json::object sending{
        {"signed_on", "2023-06-03"}, {"sent_on", "2023-06-03"}, {"sent_to", "UBND xã, UBMTTQ xã"}};
    const auto sent = step(head, id, "send", sending);
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.at("/status"), "sent");
    EXPECT_TRUE(sent.at("/send_by").is_null());
    // The same again, on the version it was made on, is answered and changes nothing.
    sending["version"] = sent.at("/version").as_int64() - 1;
    EXPECT_EQ(head.post(vote_path(id, "send"), sending).at("/version"), sent.at("/version"));
  }
}

TEST(Votes, AHouseholdChangesItsMindUntilTheEnd) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"});
    const auto nam = app.as("nam");
    const auto first = ballot("agree");
    EXPECT_EQ(nam.post(card_path(id, "ballot"), first).status, 204);
    EXPECT_EQ(nam.post(card_path(id, "ballot"), first).status, 204);
    app.pass(kMinute);
    EXPECT_EQ(nam.post(card_path(id, "ballot"), ballot("disagree")).status, 204);
    EXPECT_EQ(figures(app.as("truong"), id), (Figures{6, 1, 1, 0, 0, 0, 1, 0, 0}));
    // The first one sent again by a phone that lost the answer does not come back.
    EXPECT_EQ(nam.post(card_path(id, "ballot"), first).status, 204);
    const auto card = nam.get(card_path(id));
    ASSERT_EQ(card.at("/vote/given").as_array().size(), 2u) << card.body;
    EXPECT_EQ(card.at("/vote/given/0/choice"), "disagree");
    EXPECT_EQ(card.at("/vote/given/0/counts"), true);
    EXPECT_EQ(card.at("/vote/given/1/choice"), "agree");
    EXPECT_EQ(card.at("/vote/given/1/counts"), false);
    EXPECT_EQ(card.at("/vote/given/0/this_phone"), true);
    EXPECT_EQ(card.at("/vote/count/voted"), 1);
    EXPECT_EQ(card.at("/vote/count/shown"), false) << "what was chosen so far must not sway others";
    EXPECT_EQ(card.at("/vote/count/disagree"), 0);
    app.pass(kDay - kMinute - 1);
    EXPECT_EQ(nam.post(card_path(id, "ballot"), ballot("agree")).status, 204);
    app.pass(1);
    EXPECT_EQ(nam.post(card_path(id, "ballot"), ballot("disagree")).status, 409);
    EXPECT_EQ(figures(app.as("truong"), id), (Figures{6, 1, 1, 0, 0, 1, 0, 0, 0}));
    const auto houses = app.as("truong").get("/api/assembly/matters/" + id + "/houses?filter=answered");
    EXPECT_EQ(houses.at("/total"), 1);
    EXPECT_EQ(houses.at("/items/0/changes"), 2);
  }
}

TEST(Votes, APaperStandsOverThePhoneAndNoHouseCountsTwice) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"});
    const auto head = app.as("truong");
    const auto codes = codes_of(head, id);
    app.as("nam").post(card_path(id, "ballot"), ballot("agree"));
    const auto first = paper(codes[0], "disagree");
    const auto entered = head.post(vote_path(id, "papers"), first);
    ASSERT_EQ(entered.status, 200) << entered.body;
    EXPECT_EQ(entered.at("/both"), true);
    EXPECT_EQ(entered.at("/replaced"), false);
    EXPECT_EQ(entered.at("/name"), "Nguyễn Văn Bưởi");
    EXPECT_EQ(head.post(vote_path(id, "papers"), first).status, 200);
    EXPECT_EQ(figures(head, id), (Figures{6, 1, 0, 1, 1, 0, 1, 0, 0}));
    // Voting by phone afterwards is kept and does not count.
    EXPECT_EQ(app.as("nam").post(card_path(id, "ballot"), ballot("agree")).status, 204);
    EXPECT_EQ(figures(head, id), (Figures{6, 1, 0, 1, 1, 0, 1, 0, 0}));
    EXPECT_EQ(app.as("nam").get(card_path(id)).at("/vote/given/0/counts"), false);
    // A paper typed anew takes the place of the first; lower case and blanks are how people type.
    std::string typed = codes[0];
    for (auto& c : typed) c = static_cast<char>(std::tolower(c));
    typed.insert(3, " ");
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(typed)).at("/replaced"), true);
    EXPECT_EQ(figures(head, id), (Figures{6, 1, 0, 1, 1, 0, 0, 0, 1}));
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[1], "other")).fault("/opinion"),
              "assembly.error.opinion_missing");
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper("ZZZZZZ", "agree")).fault("/code"),
              "assembly.error.code_not_on_roll");
    const json::object taken{{"household_id", app.id("to_1_1")}};
    EXPECT_EQ(head.post(vote_path(id, "papers/retract"), taken).status, 204);
    EXPECT_EQ(head.post(vote_path(id, "papers/retract"), taken).status, 204);
    EXPECT_EQ(figures(head, id), (Figures{6, 1, 1, 0, 0, 1, 0, 0, 0}));
    EXPECT_EQ(head.post(vote_path(id, "papers/retract"), {{"household_id", app.id("to_1_2")}}).key(),
              "assembly.error.no_paper");
    // After the end only papers are entered, and after the count nothing is.
    app.pass(kDay);
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[1], "agree")).status, 200);
    ASSERT_EQ(step(head, id, "count").status, 200);
    EXPECT_EQ(head.post(vote_path(id, "papers"), paper(codes[2], "agree")).key(), "assembly.error.is_closed");
    EXPECT_EQ(head.post(vote_path(id, "papers/retract"), {{"household_id", app.id("to_1_2")}}).key(),
              "assembly.error.is_closed");
    EXPECT_EQ(figures(head, id), (Figures{6, 2, 1, 1, 0, 2, 0, 0, 0}));
  }
}

TEST(Votes, TheElectorateIsThatOfTheDayItOpens) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto hoa = app.as("hoa");
    const auto id = asking_vote(app, "truong", {"to_1"});
    const auto head = app.as("truong");
    for (const auto& code : codes_of(head, id))
      head.post(vote_path(id, "paper-consents"), {{"code", code}, {"agrees", true}});
    // One household leaves between the question and the vote: its agreement is not counted either.
    EXPECT_EQ(hoa.post("/api/households/" + app.id("to_1_6") + "/close",
                       {{"date", "2023-06-02"}, {"reason", "moved"}})
                  .status,
              200);
    const auto open = step(head, id, "open", {{"ends_at", app.now() + kDay}});
    ASSERT_EQ(open.status, 200) << open.body;
    EXPECT_EQ(open.at("/count/electorate"), 5);
    EXPECT_EQ(open.at("/consent/agree"), 5);
    // Whoever comes or goes from now on changes nothing.
    EXPECT_EQ(hoa.post("/api/households/" + app.id("to_1_5") + "/close",
                       {{"date", "2023-06-02"}, {"reason", "moved"}})
                  .status,
              200);
    EXPECT_EQ(hoa.post("/api/households/" + app.id("to_2_1") + "/move",
                       {{"area_id", app.id("to_1")}, {"date", "2023-06-02"}})
                  .status,
              200);
    hoa.patch("/api/households/" + app.id("to_1_1"), {{"version", 1}, {"head_name", "Tên Mới"}});
    EXPECT_EQ(figures(head, id)[0], 5);
    const auto houses = head.get("/api/assembly/matters/" + id + "/houses");
    EXPECT_EQ(houses.at("/total"), 5);
    EXPECT_EQ(houses.at("/items/0/head_name"), "Nguyễn Văn Bưởi");
    const auto late = thon::test::phone_of(app, app.id("to_2_1"));
    EXPECT_EQ(late.post(card_path(id, "ballot"), ballot("agree")).status, 404);
    EXPECT_EQ(late.get(card_path(id)).status, 404);
  }
}

TEST(Votes, OnlyWhatTheLawLetsIsVotedOnOnline) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto draft = vote_draft(app, new_id(), {"thap_thuong"});
    draft["kind"] = "Bầu, cho thôi làm trưởng thôn";
    EXPECT_EQ(app.as("truong").post("/api/assembly/votes", draft).fault("/kind"),
              "assembly.error.kind_needs_meeting");
    draft["kind"] = "Việc gì đó";
    EXPECT_EQ(app.as("truong").post("/api/assembly/votes", draft).fault("/kind"),
              "assembly.error.kind_unknown");
    const auto kinds = app.as("truong").get("/api/assembly/kinds?area=" + app.id("thap_thuong"));
    ASSERT_EQ(kinds.status, 200) << kinds.body;
    EXPECT_EQ(kinds.at("/version"), 0);
    for (const auto& kind : kinds.at("/items").as_array())
      EXPECT_EQ(kind.at("online").as_bool(), kind.at("clause").as_int64() == 6);

    json::object saved{{"area_id", app.id("song_phuong")},
                       {"version", 0},
                       {"items", {{{"name", "Đèn ngõ"}, {"clause", 6}, {"legal_basis", "Quy ước thôn"}}}}};
    EXPECT_EQ(app.as("truong").post("/api/assembly/kinds", saved).status, 404);
    EXPECT_EQ(app.as("dung").post("/api/assembly/kinds", saved).status, 404);
    ASSERT_EQ(app.as("hoa").post("/api/assembly/kinds", saved).status, 200);
    EXPECT_EQ(app.as("hoa").post("/api/assembly/kinds", saved).at("/version"), 1);
    saved["items"].as_array().push_back({{"name", "đèn NGÕ"}, {"clause", 1}, {"legal_basis", ""}});
    EXPECT_EQ(app.as("hoa").post("/api/assembly/kinds", saved).fault("/items/1/name"),
              "assembly.error.kind_twice");
    saved["items"].as_array()[1].as_object()["name"] = "Làm đường";
    EXPECT_EQ(app.as("hoa").post("/api/assembly/kinds", saved).key(), "assembly.error.kinds_changed");
    const auto village = app.as("truong").get("/api/assembly/kinds?area=" + app.id("thap_thuong"));
    EXPECT_EQ(village.at("/owner_name"), "Xã Song Phượng");
    ASSERT_EQ(village.at("/items").as_array().size(), 1u);
    draft["kind"] = "Đèn ngõ";
    EXPECT_EQ(app.as("truong").post("/api/assembly/votes", draft).at("/legal_basis"), "Quy ước thôn");
  }
}

TEST(Votes, AreExtendedAndCancelledWithTheReason) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto head = app.as("truong");
    const auto id = open_vote(app, "truong", {"to_1"});
    const auto path = "/api/assembly/matters/" + id;
    json::object longer{
        {"version", version_of(head, id)}, {"ends_at", app.now() + 2 * kDay}, {"reason", "Mưa to"}};
    EXPECT_EQ(app.as("lan").post(path + "/extend", longer).status, 404);
    EXPECT_EQ(app.as("thuan").post(path + "/extend", longer).status, 404);
    ASSERT_EQ(head.post(path + "/extend", longer).status, 200);
    EXPECT_EQ(head.post(path + "/extend", longer).status, 200);
    json::object shorter{{"version", version_of(head, id)}, {"ends_at", app.now() + kDay}, {"reason", "Vội"}};
    EXPECT_EQ(head.post(path + "/extend", shorter).fault("/ends_at"), "assembly.error.not_later");
    EXPECT_EQ(head.get(vote_path(id)).at("/extensions").as_array().size(), 1u);
    EXPECT_EQ(app.as("nam").get(card_path(id)).at("/extensions/0/reason"), "Mưa to");
    app.pass(kDay);
    EXPECT_EQ(app.as("nam").post(card_path(id, "ballot"), ballot("agree")).status, 204);

    json::object cancel{{"version", version_of(head, id) - 1}, {"reason", "Ghi nhầm nội dung"}};
    EXPECT_EQ(head.post(path + "/cancel", cancel).key(), "assembly.error.changed");
    cancel["version"] = version_of(head, id);
    ASSERT_EQ(head.post(path + "/cancel", cancel).status, 200);
    EXPECT_EQ(head.post(path + "/cancel", cancel).at("/status"), "cancelled");
    EXPECT_EQ(app.as("nam").get(card_path(id)).at("/reason"), "Ghi nhầm nội dung");
    EXPECT_EQ(app.as("nam").post(card_path(id, "ballot"), ballot("agree")).key(),
              "assembly.error.is_cancelled");
    // Once it is over there is no more time to be given.
    const auto other = open_vote(app, "truong", {"to_2"});
    app.pass(kDay);
    EXPECT_EQ(
        head.post("/api/assembly/matters/" + other + "/extend",
                  {{"version", version_of(head, other)}, {"ends_at", app.now() + kDay}, {"reason", "Trễ"}})
            .key(),
        "assembly.error.is_closed");
  }
}

TEST(Votes, ADraftIsChangedByThoseWhoMaySendIt) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = new_id();
    const auto draft = vote_draft(app, id, {"thap_thuong"});
    for (const char* nobody : {"lan", "tam", "vinh", "nam"})
      EXPECT_EQ(app.as(nobody).post("/api/assembly/votes", draft).status, 404) << nobody;
    EXPECT_EQ(app.guest().post("/api/assembly/votes", draft).status, 401);
    EXPECT_EQ(app.as("thuan").post("/api/assembly/votes", draft).key(), "assembly.error.area_not_found");
    ASSERT_EQ(app.as("truong").post("/api/assembly/votes", draft).status, 200);
    EXPECT_EQ(app.as("truong").post("/api/assembly/votes", draft).at("/version"), 1);
    EXPECT_EQ(app.as("lan").get(vote_path(id)).status, 404) << "a draft is for those who may send it";
    const auto edited =
        app.as("hoa").patch(vote_path(id), {{"version", 1}, {"title", "Quét ngõ"}, {"secrecy", "secret"}});
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(edited.at("/secrecy"), "secret");
    EXPECT_EQ(app.as("truong").patch(vote_path(id), {{"version", 1}, {"title", "Khác"}}).key(),
              "assembly.error.changed");
    EXPECT_EQ(
        app.as("truong").patch(vote_path(id), {{"version", 2}, {"area_ids", units_of(app, {"to_3"})}}).status,
        404);
    ASSERT_EQ(step(app.as("truong"), id, "agree", agreement()).status, 200);
    EXPECT_EQ(app.as("truong").patch(vote_path(id), {{"version", 3}, {"title", "Khác"}}).key(),
              "assembly.error.is_asking");
    EXPECT_EQ(app.as("truong").patch(vote_path(id), {{"version", 3}, {"team", json::array{}}}).status, 200);
    for (const auto& code : codes_of(app.as("truong"), id))
      app.as("truong").post(vote_path(id, "paper-consents"), {{"code", code}, {"agrees", true}});
    EXPECT_EQ(step(app.as("truong"), id, "open", {{"ends_at", app.now() + kDay}}).fault("/team"),
              "assembly.error.team_too_small");
  }
}

TEST(Votes, AreSeenByThoseTheyConcern) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"thap_thuong"});
    app.as("nam").post(card_path(id, "ballot"), ballot("agree"));
    for (const char* elsewhere : {"thuan", "dung", "moc", "tu", "vinh"}) {
      EXPECT_EQ(app.as(elsewhere).get(vote_path(id)).status, 404) << elsewhere;
      EXPECT_EQ(app.as(elsewhere).get("/api/assembly/matters/" + id + "/houses").status, 404) << elsewhere;
    }
    EXPECT_EQ(app.as("mai").get(card_path(id)).status, 404);
    EXPECT_EQ(app.as("mai").post(card_path(id, "ballot"), ballot("agree")).status, 404);
    // The head of a group sees her own houses and not what they chose.
    const auto lan = app.as("lan").get("/api/assembly/matters/" + id + "/houses");
    EXPECT_EQ(lan.at("/total"), 6);
    EXPECT_EQ(lan.at("/items/0/way"), "app");
    EXPECT_TRUE(lan.at("/items/0/choice").is_null());
    EXPECT_EQ(app.as("truong").get("/api/assembly/matters/" + id + "/houses").at("/items/0/choice"), "agree");
    EXPECT_EQ(app.as("lan").post(vote_path(id, "papers"), paper("ABCDEF", "agree")).status, 404);
    EXPECT_EQ(app.as("lan").get("/api/assembly/matters/" + id + "/sheet").status, 404);
    EXPECT_EQ(app.as("lan").get(vote_path(id, "minutes")).status, 404);
    // Search needs no diacritics; those who have not voted can be called.
    const auto silent =
        app.as("truong").get("/api/assembly/matters/" + id + "/houses?filter=silent&q=dien+ngo");
    EXPECT_EQ(silent.at("/total"), 2);
    EXPECT_FALSE(silent.at("/items/0/phone").is_null());
    EXPECT_EQ(
        app.as("hoa").get("/api/assembly/matters?area=" + app.id("to_1")).at("/items").as_array().size(), 1u);
    EXPECT_EQ(
        app.as("hoa").get("/api/assembly/matters?area=" + app.id("to_3")).at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.as("truong").get("/api/assembly/matters?area=" + app.id("to_3")).status, 404);
  }
}

TEST(Votes, ThatRanOutAreClosedByTheTimer) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"});
    app.events().clear();
    app.program().jobs().run_due();
    EXPECT_EQ(app.events().named("assembly").size(), 0u);
    app.pass(kDay);
    app.program().jobs().run_due();
    EXPECT_EQ(app.events().named("assembly").size(), 1u);
    const auto view = app.as("truong").get(vote_path(id));
    EXPECT_EQ(view.at("/status"), "closed");
    EXPECT_EQ(view.at("/closed_at"), view.at("/ends_at"));
    app.pass(kHour);
    app.program().jobs().run_due();
    EXPECT_EQ(app.events().named("assembly").size(), 1u);
  }
}

TEST(Votes, ReachTheLiveListenersTheyConcern) {
  TestApp app(Engine::sqlite);
  const auto id = open_vote(app, "truong", {"to_1"});
  app.events().clear();
  app.as("nam").post(card_path(id, "ballot"), ballot("agree"));
  const auto actor = [&](const char* word) {
    http::Request request;
    request.headers = {{"cookie", "thon_session=" + app.as(word).token()}};
    return app.program().router().who(request);
  };
  ASSERT_EQ(app.events().named("assembly").size(), 1u);
  const auto mine = app.events().named("assembly").front();
  EXPECT_TRUE(mine.wanted(actor("nam")));
  EXPECT_FALSE(mine.wanted(actor("mai")));
  EXPECT_FALSE(mine.wanted(actor("truong")));
  const auto count = app.events().named("assembly_count").front();
  for (const char* viewer : {"truong", "hoa", "lan", "ha", "tam"})
    EXPECT_TRUE(count.wanted(actor(viewer))) << viewer;
  for (const char* other : {"minh", "thuan", "dung", "vinh", "nam"})
    EXPECT_FALSE(count.wanted(actor(other))) << other;
  EXPECT_EQ(count.data.find("agree"), std::string::npos);
}

TEST(Minutes, HoldTheCountAndEveryVoter) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto head = app.as("truong");
    const auto id = open_vote(app, "truong", {"thap_thuong"});
    const auto codes = codes_of(head, id);
    for (std::size_t i = 0; i < codes.size(); ++i)
      head.post(vote_path(id, "papers"),
                paper(codes[i], i == 0 ? "other" : "agree", i == 0 ? "Bớt một buổi" : nullptr));
    EXPECT_EQ(head.get(vote_path(id, "minutes")).status, 200);
    ASSERT_EQ(step(head, id, "close").status, 200) << "everyone has voted";
    ASSERT_EQ(step(head, id, "count").status, 200);
    const json::object texts{{"version", version_of(head, id)},
                             {"heading", "Kết quả lấy ý kiến"},
                             {"place", "nhà văn hóa thôn"},
                             {"secretary", "Bùi Thị Tổ"},
                             {"note", ""}};
    EXPECT_EQ(app.as("tam").patch(vote_path(id, "minutes"), texts).status, 404);
    ASSERT_EQ(head.patch(vote_path(id, "minutes"), texts).status, 200);
    const auto pdf = head.get(vote_path(id, "minutes"));
    ASSERT_EQ(pdf.status, 200);
    EXPECT_TRUE(pdf.body.starts_with("%PDF"));
    const auto reply = head.get("/api/assembly/matters/" + id + "/sheet");
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto sheet = print::read_sheet(reply.body);
    std::string all;
    for (const auto& row : sheet.rows)
      for (const auto& cell : row) all += cell + "|";
    for (const auto& code : codes) EXPECT_NE(all.find(code), std::string::npos) << code;
    EXPECT_NE(all.find("Bớt một buổi"), std::string::npos);
    EXPECT_EQ(app.as("dung").get(vote_path(id, "minutes")).status, 404);
    EXPECT_EQ(app.guest().get(vote_path(id, "minutes")).status, 401);
  }
}

}  // namespace
}  // namespace thon::assembly::test
