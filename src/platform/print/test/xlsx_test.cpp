#include "platform/print/xlsx.hpp"

#include <gtest/gtest.h>

#include "platform/print/sheet.hpp"

namespace thon::print {
namespace {

constexpr Millis kMorning = 1'700'704'500'000;  // 2023-11-23 01:55 UTC

SheetInfo households() {
  return {.tab = "Hộ dân",
          .title = "Danh sách hộ dân",
          .about = {{"Xã", "Song Phượng"}, {"Lập lúc", "08:55 23/11/2023"}},
          .columns = {{"Mã nhà"},
                      {"Chủ hộ", ColumnKind::text, 28},
                      {"Số khẩu", ColumnKind::integer},
                      {"Lúc", ColumnKind::date_time, 18},
                      {"Từ ngày", ColumnKind::date}}};
}

TEST(Xlsx, ComesBackAsItWasWritten) {
  XlsxWriter writer(households());
  writer.row({"007123", "Đỗ Thị Ễnh & <Nhường> \"đ\"", std::int64_t{4}, kMorning, "2023-06-20"});
  writer.row({"=1+1", "+84912345678", std::int64_t{-1400}, std::monostate{}, ""});
  writer.row({"-cmd|' /C calc'!A0", "@SUM(A1)", std::int64_t{0}, Millis{0}, "1954-05-07"});
  const auto sheet = read_sheet(writer.finish());
  EXPECT_EQ(sheet.name, "Hộ dân");
  using Row = std::vector<std::string>;
  const std::vector<Row> expected = {
      {"Danh sách hộ dân"},
      {"Xã: Song Phượng"},
      {"Lập lúc: 08:55 23/11/2023"},
      {},
      {"Mã nhà", "Chủ hộ", "Số khẩu", "Lúc", "Từ ngày"},
      {"007123", "Đỗ Thị Ễnh & <Nhường> \"đ\"", "4", "2023-11-23 08:55", "2023-06-20"},
      {"=1+1", "+84912345678", "-1400"},
      {"-cmd|' /C calc'!A0", "@SUM(A1)", "0", "1970-01-01 07:00", "1954-05-07"},
  };
  EXPECT_EQ(sheet.rows, expected);
}

TEST(Xlsx, KeepsTextThatIsNoDateAndNumbersTooLargeForASheet) {
  XlsxWriter writer({.tab = "T", .columns = {{"Ngày", ColumnKind::date}, {"Số", ColumnKind::integer}}});
  writer.row({"khoảng 1990", std::int64_t{1'234'567'890'123'456'789}});
  writer.row({"1899-01-05", std::int64_t{999'999'999'999'999}});
  const auto sheet = read_sheet(writer.finish());
  EXPECT_EQ(sheet.at(1, 0), "khoảng 1990");
  EXPECT_EQ(sheet.at(1, 1), "1234567890123456789");
  EXPECT_EQ(sheet.at(2, 0), "1899-01-05");
  EXPECT_EQ(sheet.at(2, 1), "999999999999999");
}

TEST(Xlsx, DropsWhatNoSheetCanHold) {
  XlsxWriter writer({.tab = "a[b]:c*/\\?'d dài quá ba mươi mốt chữ thì phải cắt", .columns = {{"Ghi chú"}}});
  writer.row({std::string("một\x01\x0b\nhai\tba ") + std::string(40'000, 'x')});
  const auto sheet = read_sheet(writer.finish());
  EXPECT_TRUE(sheet.name.starts_with("abcd dài"));
  EXPECT_TRUE(sheet.at(1, 0).starts_with("một\nhai\tba xxx"));
  EXPECT_LT(sheet.at(1, 0).size(), 33'000u);
}

TEST(Xlsx, AnEmptyListStillHasItsHeader) {
  XlsxWriter writer({.columns = {{"Mã nhà"}}});
  const auto sheet = read_sheet(writer.finish());
  ASSERT_EQ(sheet.rows.size(), 1u);
  EXPECT_EQ(sheet.at(0, 0), "Mã nhà");
}

TEST(Xlsx, ACommuneOfThirteenThousandHouseholds) {
  XlsxWriter writer(households());
  for (int i = 0; i < 13'000; ++i)
    writer.row(
        {std::to_string(100'000 + i), "Nguyễn Thị Nhường", std::int64_t{i % 9}, kMorning + i, "2023-06-20"});
  const auto sheet = read_sheet(writer.finish());
  ASSERT_EQ(sheet.rows.size(), 13'005u);
  EXPECT_EQ(sheet.at(13'004, 0), "112999");
}

}  // namespace
}  // namespace thon::print
