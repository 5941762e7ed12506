#include "talk/questions/rules.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"

namespace thon::talk {
namespace {

// 2023-06-02, a Friday, 09:00 in Việt Nam.
constexpr Millis kFriday = 1'685'671'200'000;

TEST(TalkRules, WorkingDaysLeaveWeekendsOutAndEndWithTheDaysWork) {
  EXPECT_EQ(vietnamese_date_time(kFriday), "09:00 02/06/2023");
  EXPECT_EQ(vietnamese_date_time(rules::due_after(kFriday, 1)), "17:00 05/06/2023");
  EXPECT_EQ(vietnamese_date_time(rules::due_after(kFriday, 2)), "17:00 06/06/2023");
  EXPECT_EQ(vietnamese_date_time(rules::due_after(kFriday, 6)), "17:00 12/06/2023");
  const auto saturday_evening = kFriday + kDay + 14 * kHour;
  EXPECT_EQ(vietnamese_date_time(saturday_evening), "23:00 03/06/2023");
  EXPECT_EQ(vietnamese_date_time(rules::due_after(saturday_evening, 1)), "17:00 05/06/2023");
  // Shortly after midnight in Việt Nam it is still the day before elsewhere.
  const auto tuesday_night = kFriday + 3 * kDay + 15 * kHour + kMinute;
  EXPECT_EQ(vietnamese_date_time(tuesday_night), "00:01 06/06/2023");
  EXPECT_EQ(vietnamese_date_time(rules::due_after(tuesday_night, 2)), "17:00 08/06/2023");
}

areas::Tree tree() {
  using areas::AreaKind;
  return areas::Tree(1, {{"xa", std::nullopt, AreaKind::commune, "Xã", std::nullopt, "1"},
                         {"thon", "xa", AreaKind::village, "Thôn", std::nullopt, "1.1"},
                         {"to", "thon", AreaKind::group, "Tổ 1", std::nullopt, "1.1.1"},
                         {"to_hai", "thon", AreaKind::group, "Tổ 2", std::nullopt, "1.1.2"},
                         {"to_le", "xa", AreaKind::group, "Tổ lẻ", std::nullopt, "1.2"}});
}

TEST(TalkRules, TheWantedUnitIsAskedWhenItLiesInTheLineElseTheVillage) {
  const auto units = tree();
  EXPECT_EQ(rules::responsible(units, "to", ""), "thon");
  EXPECT_EQ(rules::responsible(units, "to", "xa"), "xa");
  EXPECT_EQ(rules::responsible(units, "to", "to"), "to");
  EXPECT_EQ(rules::responsible(units, "to", "to_hai"), "thon");
  EXPECT_EQ(rules::responsible(units, "to", "khong_co"), "thon");
  EXPECT_EQ(rules::responsible(units, "to_le", ""), "xa");
  EXPECT_EQ(rules::responsible(units, "xa", ""), "xa");
  EXPECT_EQ(rules::responsible(units, "khong_co", "xa"), "");
}

TEST(TalkRules, TheCommonUnitIsTheNarrowestThatCoversBoth) {
  const auto units = tree();
  EXPECT_EQ(rules::common_unit(units, "to", "to"), "to");
  EXPECT_EQ(rules::common_unit(units, "to", "to_hai"), "thon");
  EXPECT_EQ(rules::common_unit(units, "thon", "to_le"), "xa");
  EXPECT_EQ(rules::common_unit(units, "xa", "to_le"), "xa");
}

TEST(TalkRules, TitlesAreOneLineCutBetweenWords) {
  EXPECT_EQ(rules::title_of("Một\nhai"), "Một hai");
  std::string lasting;
  for (int i = 0; i < 40; ++i) lasting += "nguyễn ";
  const auto title = rules::title_of(lasting);
  EXPECT_TRUE(is_utf8(title));
  EXPECT_TRUE(title.ends_with("nguyễn…")) << title;
  EXPECT_LE(title.size(), 170u);
}

}  // namespace
}  // namespace thon::talk
