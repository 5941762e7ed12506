#include "platform/print/sheet.hpp"
#include "platform/print/test/pdf_text.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

constexpr const char* kRegister = "/api/reach/posting";

/// Publishes to the whole commune, by a decision of that day.
std::string decided(TestApp& app, int content_class, const char* number, const char* date) {
  auto hoa = app.as("hoa");
  const auto id = new_id();
  auto draft = draft_of(app, id, {"song_phuong"});
  draft["content_class"] = content_class;
  draft["title"] = std::string("Quyết định ") + number;
  draft["decision_number"] = number;
  draft["decision_date"] = date;
  EXPECT_EQ(hoa.post("/api/reach/announcements", draft).status, 200);
  const auto sent = hoa.post("/api/reach/announcements/" + id + "/publish", {{"version", 1}});
  EXPECT_EQ(sent.status, 200) << sent.body;
  return id;
}

TEST(PostingRegister, ListsWhatWasMadePublicByClassWithItsDeadline) {
  for (const auto engine : engines()) {
    TestApp app(engine);  // Friday, 2 June 2023
    const auto late = decided(app, 2, "45/QĐ-UBND", "2023-05-19");
    const auto lasting = decided(app, 13, "12/TB-UBND", "2023-06-01");
    const auto early = decided(app, 2, "46/QĐ-UBND", "2023-06-01");
    auto hoa = app.as("hoa");
    hoa.post("/api/reach/announcements", draft_of(app, new_id(), {"song_phuong"}));  // a draft stays out
    const auto page = hoa.get(kRegister);
    ASSERT_EQ(page.status, 200) << page.body;
    EXPECT_EQ(page.at("/year"), 2023);
    EXPECT_EQ(page.at("/units/0"), "Xã Song Phượng");
    ASSERT_EQ(page.at("/items").as_array().size(), 3u);
    EXPECT_EQ(page.at("/items/0/id").as_string(), late);
    EXPECT_EQ(page.at("/items/0/deadline/state"), "missed");
    EXPECT_EQ(page.at("/items/0/deadline/due"), "2023-05-26");
    EXPECT_EQ(page.at("/items/0/posted_until"), "2023-07-01");
    EXPECT_EQ(page.at("/items/1/id").as_string(), early);
    EXPECT_EQ(page.at("/items/1/deadline/state"), "met");
    EXPECT_EQ(page.at("/items/2/id").as_string(), lasting);
    EXPECT_EQ(page.at("/items/2/permanent"), true);
    EXPECT_EQ(page.at("/items/2/posted_until"), nullptr);

    const auto gone = hoa.post("/api/reach/announcements/" + early + "/withdraw",
                               {{"version", 2}, {"reason", "Sai số tiền"}});
    ASSERT_EQ(gone.status, 200) << gone.body;
    EXPECT_EQ(hoa.get(kRegister).at("/items/1/withdrawn_reason"), "Sai số tiền");
    EXPECT_TRUE(hoa.get(std::string(kRegister) + "?year=2022").at("/items").as_array().empty());
    EXPECT_EQ(hoa.get(std::string(kRegister) + "?year=1999").status, 422);
  }
}

TEST(PostingRegister, IsASpreadsheetAndAPaper) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    decided(app, 2, "45/QĐ-UBND", "2023-05-19");
    decided(app, 13, "12/TB-UBND", "2023-06-01");
    auto hoa = app.as("hoa");
    const auto file = hoa.get(std::string(kRegister) + "/xlsx");
    ASSERT_EQ(file.status, 200) << file.body;
    const auto sheet = print::read_sheet(file.body);
    std::size_t first = 0;
    while (first < sheet.rows.size() && sheet.at(first, 0) != "1") ++first;
    ASSERT_LT(first, sheet.rows.size());
    EXPECT_EQ(sheet.at(first, 4), "45/QĐ-UBND");
    EXPECT_EQ(sheet.at(first, 5), "2023-05-19");
    EXPECT_EQ(sheet.at(first, 6), "2023-05-26");
    EXPECT_EQ(sheet.at(first, 7).substr(0, 10), "2023-06-02");
    EXPECT_EQ(sheet.at(first, 8), "01/07/2023");
    EXPECT_EQ(sheet.at(first, 10), "Chậm 5 ngày làm việc");
    EXPECT_EQ(sheet.at(first + 1, 8), "Lâu dài");

    const auto paper = hoa.get(std::string(kRegister) + "/pdf");
    ASSERT_EQ(paper.status, 200);
    const auto text = print::test::pdf_text(paper.body);
    for (const char* wanted : {"45/QĐ-UBND", "26/05/2023", "Lâu dài", "Sổ theo dõi công khai"})
      EXPECT_NE(text.find(wanted), std::string::npos) << wanted;
    const auto empty = hoa.get(std::string(kRegister) + "/pdf?year=2022");
    EXPECT_NE(print::test::pdf_text(empty.body).find("chưa công khai việc nào"), std::string::npos);
  }
}

TEST(PostingRegister, IsForThoseWhoseUnitItIs) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    decided(app, 2, "45/QĐ-UBND", "2023-05-19");
    const auto of_commune = std::string(kRegister) + "?area=" + app.id("song_phuong");
    EXPECT_EQ(app.guest().get(of_commune).status, 401);
    EXPECT_EQ(app.as("nam").get(of_commune).status, 404) << "a household";
    EXPECT_EQ(app.as("dung").get(of_commune).status, 404) << "another commune";
    EXPECT_TRUE(app.as("dung").get(kRegister).at("/items").as_array().empty());
    EXPECT_EQ(app.as("lan").get(of_commune).status, 404) << "a group head sees what her group sent";
    EXPECT_EQ(app.as("vinh").get(of_commune).at("/items").as_array().size(), 1u) << "a viewer reads it";
    EXPECT_EQ(app.as("vinh").get(std::string(kRegister) + "/xlsx").status, 404) << "and takes no file away";
    EXPECT_EQ(app.as("hoa").get(std::string(kRegister) + "?area=" + new_id()).status, 404);
  }
}

}  // namespace
}  // namespace thon::reach::test
