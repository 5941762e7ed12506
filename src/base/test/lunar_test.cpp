#include "base/lunar.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace thon {
namespace {

TEST(LunarRules, TetIsThatOfVietNamAlsoWhereChinaDiffers) {
  const std::map<int, const char*> known{
      {1985, "1985-01-21"}, {2000, "2000-02-05"}, {2004, "2004-01-22"}, {2007, "2007-02-17"},
      {2020, "2020-01-25"}, {2023, "2023-01-22"}, {2024, "2024-02-10"}, {2025, "2025-01-29"},
      {2026, "2026-02-17"}, {2027, "2027-02-06"}, {2028, "2028-01-26"}, {2029, "2029-02-13"},
      {2030, "2030-02-02"}, {2031, "2031-01-23"}, {2033, "2033-01-31"}, {2034, "2034-02-19"}};
  for (const auto& [year, day] : known) EXPECT_EQ(text_of(lunar_new_year(year)), day);
}

TEST(LunarRules, TheHungKingsAreRememberedOnTheTenthOfTheThirdMonth) {
  const std::map<int, const char*> known{{2023, "2023-04-29"}, {2024, "2024-04-18"}, {2025, "2025-04-07"},
                                         {2026, "2026-04-26"}, {2027, "2027-04-16"}};
  for (const auto& [year, day] : known) EXPECT_EQ(text_of(day_of_lunar(year, 3, 10)), day);
}

TEST(LunarRules, LeapMonthsFollowTheMonthTheyRepeat) {
  EXPECT_EQ(lunar_date(*read_day("2023-03-22")), (LunarDate{2023, 2, 1, true}));
  EXPECT_EQ(lunar_date(*read_day("2025-07-25")), (LunarDate{2025, 6, 1, true}));
  EXPECT_EQ(lunar_date(*read_day("2028-06-23")), (LunarDate{2028, 5, 1, true}));
  EXPECT_EQ(lunar_date(*read_day("2033-12-22")), (LunarDate{2033, 11, 1, true}));
  EXPECT_EQ(lunar_date(*read_day("2026-02-16")), (LunarDate{2025, 12, 29, false}));
}

RC_GTEST_PROP(LunarRules, DaysFollowOneAnother, ()) {
  const Day day = day_of(1970, 2, 10) + days{*rc::gen::inRange(0, 29'000)};
  const auto today = lunar_date(day), next = lunar_date(day + days{1});
  if (next.day != 1) {
    RC_ASSERT(next == (LunarDate{today.year, today.month, today.day + 1, today.leap}));
  } else {
    RC_ASSERT(today.day == 29 || today.day == 30);
    const bool repeats = next.leap && next.month == today.month && !today.leap;
    RC_ASSERT(repeats || (!next.leap && next.month == today.month % 12 + 1));
    RC_ASSERT(next.year == today.year + (today.month == 12 && next.month == 1));
  }
  if (!today.leap) RC_ASSERT(day_of_lunar(today.year, today.month, today.day) == day);
}

TEST(Days, AreThoseOfVietNam) {
  // 17:00 UTC is midnight in Viet Nam.
  EXPECT_EQ(text_of(day_of(Millis{1'767'286'800'000} - 1)), "2026-01-01");
  EXPECT_EQ(text_of(day_of(Millis{1'767'286'800'000})), "2026-01-02");
  EXPECT_EQ(start_of(day_of(2026, 1, 2)), 1'767'286'800'000);
  EXPECT_FALSE(read_day("2026-02-29"));
  EXPECT_EQ(text_of(*read_day("2028-02-29")), "2028-02-29");
}

}  // namespace
}  // namespace thon
