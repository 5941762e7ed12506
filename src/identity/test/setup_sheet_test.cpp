#include "identity/setup_sheet.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace thon::identity {
namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string text_of(const SheetPreview& preview) {
  std::string text = preview.commune.name + ":";
  for (const auto& village : preview.villages) {
    text += " " + village.name + "(";
    for (std::size_t i = 0; i < village.groups.size(); ++i) text += (i ? "," : "") + village.groups[i];
    text += ")";
  }
  return text;
}

TEST(SetupSheet, ReadsTitleHeadingAndVillagesNamedOnce) {
  const Rows rows = {{"DANH SÁCH THÔN, TỔ"},
                     {"", "Xã Song Phượng"},
                     {},
                     {"STT", "Thôn", "Tổ"},
                     {"1", "Thôn Tháp Thượng", "Tổ 1"},
                     {"2", "", "Tổ 2"},
                     {},
                     {"3", "Thôn Thuận Thượng", "Tổ 3"}};
  EXPECT_EQ(text_of(read_setup_sheet(rows)),
            "Xã Song Phượng: Thôn Tháp Thượng(Tổ 1,Tổ 2) Thôn Thuận Thượng(Tổ 3)");
}

TEST(SetupSheet, ReadsVillagesNamedOnEachRowInAnyOrder) {
  const Rows rows = {{"Tên tổ", "Tên thôn"}, {"Tổ 1", "A"}, {"Tổ 3", "B"}, {"Tổ 2", " A "}, {"Tổ 1", "A"}};
  EXPECT_EQ(text_of(read_setup_sheet(rows)), ": A(Tổ 1,Tổ 2) B(Tổ 3)");
}

TEST(SetupSheet, ReadsATableWithoutHeading) {
  EXPECT_EQ(text_of(read_setup_sheet({{"A", "Tổ 1"}, {"B"}})), ": A(Tổ 1) B()");
}

TEST(SetupSheet, ReadsVillagesWithoutGroups) {
  EXPECT_EQ(text_of(read_setup_sheet({{"STT", "Thôn", "Số hộ"}, {"1", "A", "120"}, {"2", "B", "80"}})), ": A() B()");
}

TEST(SetupSheet, SaysWhenThereIsNoVillage) {
  for (const Rows& rows : {Rows{}, Rows{{"Thôn", "Tổ"}}, Rows{{"Thôn", "Tổ"}, {"", "Tổ 1"}}}) {
    try {
      read_setup_sheet(rows);
      ADD_FAILURE() << "nothing was said";
    } catch (const Error& error) {
      EXPECT_EQ(error.fields().at(0).key, "identity.error.setup_sheet_empty");
    }
  }
}

}  // namespace
}  // namespace thon::identity
