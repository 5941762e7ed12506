#include "app/program.hpp"
#include "base/short_code.hpp"
#include "households/model.hpp"
#include "platform/print/test/pdf_text.hpp"
#include "reach/sheets/rules.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

/// Prints the list of a unit; answers the codes that stand on the paper.
std::vector<std::string> printed(TestApp& app, const char* who, const std::string& unit) {
  const auto reply = app.as(who).get("/api/reach/walk/pdf?area=" + app.id(unit));
  EXPECT_EQ(reply.status, 200) << reply.body;
  EXPECT_TRUE(reply.body.starts_with("%PDF"));
  std::vector<std::string> codes;
  static const Sql sql{"test.codes", "SELECT code FROM reach_sheet ORDER BY printed_at, code"};
  app.db().read([&](Tx& tx) { codes = tx.values<std::string>(sql); });
  return codes;
}

json::array numbers(std::initializer_list<int> list) {
  json::array all;
  for (const int number : list) all.emplace_back(number);
  return all;
}

json::object entry(Millis at, std::initializer_list<int> told) {
  json::array ticks;
  for (const int number : told) ticks.push_back(json::object{{"number", number}, {"letters", json::array{}}});
  return {{"at", at},
          {"made_at", at},
          {"told", ticks},
          {"absent", numbers({})},
          {"refused", numbers({})},
          {"moved", numbers({})}};
}

TEST(Sheets, APaperListIsEnteredOnceHoweverOftenItIsSaved) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto first = published(app, "hoa", {"song_phuong"});
    const auto second = published(app, "truong", {"to_1"});
    app.as("nam").post("/api/reach/receipts", receipts({receipt(second, "delivered", app.now())}));
    const auto codes = printed(app, "lan", "to_1");
    ASSERT_EQ(codes.size(), 1u);
    EXPECT_EQ(printed(app, "lan", "to_1"), codes) << "the same list printed again is the same sheet";
    const auto sheet = app.as("lan").get("/api/reach/sheets?code=" + codes[0]);
    ASSERT_EQ(sheet.status, 200) << sheet.body;
    EXPECT_EQ(sheet.at("/houses").as_array().size(), 6u);
    EXPECT_EQ(sheet.at("/announcements").as_array().size(), 2u);
    EXPECT_EQ(sheet.at("/houses/0/printed").as_array().size(), 1u);
    EXPECT_EQ(sheet.at("/area/name"), "Tổ tự quản số 1");
    const auto path = "/api/reach/sheets/" + std::string(sheet.at("/id").as_string()) + "/entry";
    app.pass(2 * kDay);
    auto body = entry(app.now() - kDay, {1, 2, 3});
    body["absent"] = numbers({4});
    body["refused"] = numbers({5});
    const auto saved = app.as("lan").post(path, body);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.at("/recorded"), 3);
    EXPECT_EQ(saved.at("/visits"), 2);
    const auto again = app.as("lan").post(path, body);
    EXPECT_EQ(again.at("/recorded"), 0);
    EXPECT_EQ(again.at("/already"), 3);
    // Entered anew another day, by another person: nothing is told twice.
    app.pass(kHour);
    EXPECT_EQ(app.as("truong").post(path, entry(app.now(), {1, 2, 3})).at("/already"), 3);
    EXPECT_EQ(coverage_of(app, "hoa", first, "to_1"), (Figures{6, 3, 0, 0, 0, 3}));
    EXPECT_EQ(coverage_of(app, "hoa", second, "to_1"), (Figures{6, 2, 0, 0, 1, 3}));
    const auto walk = app.as("lan").get("/api/reach/walk?area=" + app.id("to_1"));
    EXPECT_EQ(walk.at("/items/0/number"), 4);
    EXPECT_EQ(walk.at("/items/0/visit/outcome"), "absent");
    EXPECT_EQ(walk.at("/items/1/visit/outcome"), "refused");
    // Three houses fewer: another list, another sheet.
    EXPECT_EQ(printed(app, "lan", "to_1").size(), 2u);
  }
}

TEST(Sheets, ATickMayStandForOneAnnouncementOnly) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto older = published(app, "hoa", {"song_phuong"});
    app.pass(kMinute);
    const auto newer = published(app, "truong", {"to_1"});
    const auto code = printed(app, "lan", "to_1").at(0);
    const auto sheet = app.as("lan").get("/api/reach/sheets?code=" + code);
    const auto path = "/api/reach/sheets/" + std::string(sheet.at("/id").as_string()) + "/entry";
    EXPECT_EQ(sheet.at("/announcements/0/id"), json::string(newer)) << "A is the newest";
    auto body = entry(app.now(), {2});
    body["told"].as_array().push_back(json::object{{"number", 1}, {"letters", {"B"}}});
    EXPECT_EQ(app.as("lan").post(path, body).at("/recorded"), 2);
    EXPECT_EQ(coverage_of(app, "hoa", older, "to_1")[1], 2);
    EXPECT_EQ(coverage_of(app, "hoa", newer, "to_1")[1], 1);
    const auto now = app.as("lan").get("/api/reach/sheets?code=" + code);
    EXPECT_EQ(now.at("/houses/0/missing"), json::array{"A"});
    EXPECT_EQ(now.at("/houses/1/missing"), json::array{});
  }
}

TEST(Sheets, BadEntriesAreNamedAtTheirFieldAndWriteNothing) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto code = printed(app, "lan", "to_1").at(0);
    const auto lan = app.as("lan");
    const auto path = "/api/reach/sheets/" +
                      std::string(lan.get("/api/reach/sheets?code=" + code).at("/id").as_string()) + "/entry";
    auto body = entry(app.now() + kDay, {1, 40, 1});
    body["told"].as_array().push_back(json::object{{"number", 2}, {"letters", {"C"}}});
    body["moved"] = numbers({3, 2, 99});
    const auto reply = lan.post(path, body);
    EXPECT_EQ(reply.status, 422) << reply.body;
    EXPECT_EQ(reply.fault("/at"), "reach.error.sheet_future");
    EXPECT_EQ(reply.fault("/told/1/number"), "reach.error.sheet_number");
    EXPECT_EQ(reply.fault("/told/2/number"), "reach.error.sheet_twice");
    EXPECT_EQ(reply.fault("/told/3/letters/0"), "reach.error.sheet_letter");
    EXPECT_EQ(reply.fault("/moved/1"), "reach.error.sheet_twice");
    EXPECT_EQ(reply.fault("/moved/2"), "reach.error.sheet_number");
    EXPECT_NE(reply.body.find("Phiếu này không có nhà thứ 40."), std::string::npos) << reply.body;
    EXPECT_EQ(lan.post(path, entry(app.now() - 3 * kDay, {1})).fault("/at"),
              "reach.error.sheet_before_print");
    EXPECT_EQ(lan.post(path, entry(app.now(), {})).fault("/told"), "reach.error.sheet_empty");
    EXPECT_EQ(lan.post(path, entry(app.now(), {0})).fault("/told/0/number"), "error.out_of_range");
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1")[1], 0);
    // The hour is not known: the morning of the day on which it was printed is the time of the printing.
    EXPECT_EQ(lan.post(path, entry(app.now() - kHour, {1})).at("/recorded"), 1);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1")[1], 1);
  }
}

TEST(Sheets, AreForThoseWhoWalkThere) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    published(app, "hoa", {"song_phuong"});
    const auto code = printed(app, "lan", "to_1").at(0);
    const auto query = "/api/reach/sheets?code=" + code;
    const auto path =
        "/api/reach/sheets/" + std::string(app.as("lan").get(query).at("/id").as_string()) + "/entry";
    const auto body = entry(app.now(), {1});
    EXPECT_EQ(app.guest().get(query).status, 401);
    EXPECT_EQ(app.guest().post(path, body).status, 401);
    for (const char* other : {"nam", "vinh", "minh", "dung", "thuan"}) {
      EXPECT_EQ(app.as(other).get(query).status, 404) << other;
      EXPECT_EQ(app.as(other).post(path, body).status, 404) << other;
    }
    EXPECT_EQ(app.as("minh").get(query).key(), "reach.error.sheet_not_found");
    EXPECT_EQ(app.as("lan").get("/api/reach/sheets?code=K7M").fault("/code"), "reach.error.sheet_code");
    const auto house = app.as("lan").get("/api/reach/walk?area=" + app.id("to_1")).at("/items/0/code");
    EXPECT_EQ(app.as("lan").get("/api/reach/sheets?code=" + std::string(house.as_string())).fault("/code"),
              "reach.error.sheet_code_of_house");
    // Typed as people type: small letters, a dash, blanks.
    auto typed = code.substr(0, 3) + "-%20" + code.substr(3);
    for (auto& c : typed) c = static_cast<char>(std::tolower(c));
    EXPECT_EQ(app.as("lan").get("/api/reach/sheets?code=" + typed).status, 200);
    EXPECT_EQ(app.as("lan").post("/api/reach/sheets/" + new_id() + "/entry", body).status, 404);
  }
}

TEST(Sheets, AVillageIsPrintedGroupByGroup) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    published(app, "hoa", {"song_phuong"});
    const auto codes = printed(app, "truong", "thap_thuong");
    EXPECT_EQ(codes.size(), 2u);
    const auto reply = app.as("truong").get("/api/reach/walk/pdf?area=" + app.id("thap_thuong"));
    THON_NEEDS_POPPLER();
    EXPECT_EQ(print::test::pdf_pages(reply.body), 2);
    const auto text = print::test::pdf_text(reply.body);
    for (const auto& code : codes)
      EXPECT_NE(text.find(code.substr(0, 3) + "-" + code.substr(3)), std::string::npos) << text;
    EXPECT_NE(text.find("V – vắng nhà"), std::string::npos);
    EXPECT_NE(text.find("Trang 1/1"), std::string::npos);
    // Nobody enters a list after four months.
    app.pass(121 * kDay);
    app.program().jobs().run_due();
    static const Sql sql{"test.sheets", "SELECT COUNT(*) FROM reach_sheet"};
    app.db().read([&](Tx& tx) { EXPECT_EQ(tx.value<std::int64_t>(sql), 0); });
  }
}

TEST(SheetRules, CodesFollowFromTheContent) {
  SheetContent content{"area", {"a", "b"}, {{1, "h1", {0, 1}}, {4, "h2", {1}}}};
  const auto digest = rules::digest_of(content);
  EXPECT_EQ(digest, rules::digest_of(content));
  const auto code = rules::sheet_code(digest, 0);
  EXPECT_EQ(rules::read_code(code), code);
  EXPECT_NE(rules::sheet_code(digest, 1), code);
  for (int attempt = 0; attempt < 8; ++attempt) EXPECT_EQ(rules::sheet_code(digest, attempt).size(), 6u);
  EXPECT_TRUE(read_short_code(code, CodeOf::house).empty());
  content.rows[1].missing = {0};
  EXPECT_NE(rules::digest_of(content), digest);
  EXPECT_EQ(rules::meant(content.rows[0], {HouseNumber{1}, {}}), (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(rules::meant(content.rows[0], {HouseNumber{1}, {Text<1, 2>{"B"}}}),
            (std::vector<std::int64_t>{1}));
}

}  // namespace
}  // namespace thon::reach::test
