#include <gtest/gtest.h>

#include <algorithm>

#include "platform/print/places.hpp"
#include "platform/print/slips.hpp"
#include "platform/print/test/pdf_text.hpp"
#include "platform/print/walking_list.hpp"

namespace thon::print {
namespace {

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != std::string::npos;
}

std::vector<Slip> slips(int count) {
  std::vector<Slip> made;
  for (int i = 0; i < count; ++i)
    made.push_back({.house_code = "K7M" + std::to_string(100 + i),
                    .head_name = "Nguyễn Thị Nhường",
                    .address = "Số 12, ngõ 3",
                    .group_name = "3",
                    .village_name = "Tháp Thượng",
                    .commune_name = "Xã Song Phượng",
                    .url = "https://thon.example/m#k3JdT7yq0RbZsXw2Vn9aPf" + std::to_string(i)});
  return made;
}

TEST(Places, SayWhatTheyAreOnce) {
  EXPECT_EQ(commune_title("Song Phượng"), "Xã Song Phượng");
  EXPECT_EQ(commune_title("Phường Láng"), "Phường Láng");
  EXPECT_EQ(village_title("Tháp Thượng"), "Thôn Tháp Thượng");
  EXPECT_EQ(village_title("Bản Lác"), "Bản Lác");
  EXPECT_EQ(group_title("3"), "Tổ 3");
  EXPECT_EQ(group_title("Tổ 3"), "Tổ 3");
  EXPECT_EQ(group_title(""), "");
}

TEST(Slips, APageForEachHousehold) {
  THON_NEEDS_POPPLER();
  auto made = slips(3);
  made[0].helper_name = "bà Trần Thị Ộn";
  made[0].helper_phone = "0912345678";
  const auto pdf = invitation_slips(made, SlipLayout::page);
  EXPECT_EQ(test::pdf_pages(pdf), 3);
  const auto text = test::pdf_text(pdf);
  for (const auto* words :
       {"Tổ 3 · Thôn Tháp Thượng · Xã Song Phượng", "Nguyễn Thị Nhường", "Số 12, ngõ 3", "K7M100", "K7M102",
        "Mở máy ảnh", "Chọn số bí mật", "Gọi bà Trần Thị Ộn, 0912 345 678", "Hỏi tổ trưởng hoặc trưởng thôn"})
    EXPECT_TRUE(holds(text, words)) << words << "\n" << text;
}

TEST(Slips, NineOnASheet) {
  THON_NEEDS_POPPLER();
  const auto pdf = invitation_slips(slips(10), SlipLayout::nine);
  EXPECT_EQ(test::pdf_pages(pdf), 2);
  const auto text = test::pdf_text(pdf);
  EXPECT_TRUE(holds(text, "K7M100") && holds(text, "K7M109"));
}

TEST(Slips, InEnglishAndForNobody) {
  THON_NEEDS_POPPLER();
  EXPECT_TRUE(holds(test::pdf_text(invitation_slips(slips(1), SlipLayout::page, "en")), "Choose a PIN"));
  EXPECT_EQ(test::pdf_pages(invitation_slips({}, SlipLayout::nine)), 1);
}

TEST(Slips, AFileForManyHouseholdsStaysSmall) {
  constexpr std::size_t kBytesAPage = 6'000, kFonts = 60'000;
  const auto pdf = invitation_slips(slips(200), SlipLayout::page);
  EXPECT_LT(pdf.size(), 200 * kBytesAPage + kFonts);
}

WalkingList walk(int houses, int announcements) {
  WalkingList list;
  for (int i = 0; i < announcements; ++i) list.announcements.push_back("Thông báo " + std::to_string(i + 1));
  list.group_name = "Tổ 3";
  list.village_name = "Tháp Thượng";
  list.commune_name = "Song Phượng";
  list.group_head = "Ông Nguyễn Văn Thưởng";
  list.printed_at = 1'687'222'800'000;
  list.households = 36;
  for (int i = 0; i < houses; ++i)
    list.rows.push_back({.walk_no = i + 1,
                         .house_code = "K7M" + std::to_string(100 + i),
                         .head_name = "Nguyễn Thị Nhường",
                         .address = "Số " + std::to_string(i),
                         .phones = {"0912345678"},
                         .missing = {i % std::max(announcements, 1)}});
  return list;
}

TEST(WalkingList, SaysEverythingAGroupHeadNeeds) {
  THON_NEEDS_POPPLER();
  const auto pdf = walking_list(walk(33, 1));
  EXPECT_EQ(test::pdf_pages(pdf), 2);
  const auto text = test::pdf_text(pdf);
  for (const auto* words : {"Danh sách đi từng nhà", "Còn 33 trên 36 hộ chưa được báo",
                            "Tổ trưởng: Ông Nguyễn Văn Thưởng", "Thông báo 1", "In lúc 08:00 20/06/2023",
                            "K7M100", "K7M132", "0912 345 678", "Trang 2/2", "Tổng cộng: 33 hộ cần báo"})
    EXPECT_TRUE(holds(text, words)) << words << "\n" << text;
}

TEST(WalkingList, NamesSeveralAnnouncementsByLetter) {
  THON_NEEDS_POPPLER();
  auto list = walk(5, 30);
  list.rows[0].missing.resize(30);
  for (int i = 0; i < 30; ++i) list.rows[0].missing[static_cast<std::size_t>(i)] = i;
  list.url = "https://thon.example/di/3";
  const auto text = test::pdf_text(walking_list(list));
  EXPECT_TRUE(holds(text, "AD")) << text;
  EXPECT_TRUE(holds(text, "Thông báo 30"));
}

TEST(WalkingList, IsGladWhenNobodyIsLeft) {
  THON_NEEDS_POPPLER();
  const auto text = test::pdf_text(walking_list(walk(0, 1)));
  EXPECT_TRUE(holds(text, "Cả tổ đã được báo")) << text;
}

}  // namespace
}  // namespace thon::print
