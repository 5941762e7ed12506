#include "base/working_days.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace thon {
namespace {

Day at(const char* text) { return *read_day(text); }

bool is_weekend(Day day) {
  return weekday_of(day) == std::chrono::Saturday || weekday_of(day) == std::chrono::Sunday;
}

/// Working days that a year loses to holidays: weekdays off, less the weekend days worked for them.
int lost(int year) {
  const WorkingDays calendar;
  int count = 0;
  for (Day day = day_of(year, 1, 1); year_of(day) == year; day += days{1})
    count += int{!is_weekend(day)} - int{calendar.works(day)};
  return count;
}

TEST(WorkingDayRules, AYearLosesAsManyDaysAsTheLawGrants) {
  for (int year = 2023; year <= 2050; ++year) EXPECT_EQ(lost(year), year < 2026 ? 11 : 12) << year;
}

TEST(WorkingDayRules, TheYearsThatWereAnnouncedAreAsAnnounced) {
  const WorkingDays calendar;
  for (const char* off : {"2023-01-02", "2023-01-20", "2023-01-26", "2023-05-03", "2023-09-04", "2024-02-08",
                          "2024-02-14", "2024-04-29", "2024-09-03", "2025-01-27", "2025-05-02", "2026-01-02",
                          "2026-02-16", "2026-02-20", "2026-04-27", "2026-08-31", "2026-09-02", "2026-11-24"})
    EXPECT_FALSE(calendar.works(at(off))) << off;
  for (const char* on : {"2023-01-19", "2023-01-27", "2024-05-04", "2025-04-26", "2026-01-10", "2026-02-13",
                         "2026-02-23", "2026-08-22", "2025-11-24"})
    EXPECT_TRUE(calendar.works(at(on))) << on;
  EXPECT_TRUE(is_announced(2026));
  EXPECT_FALSE(is_announced(2027));
}

TEST(WorkingDayRules, TheDayOfReceiptDoesNotCount) {
  const WorkingDays calendar;
  // A Thursday; Friday, then Monday to Thursday.
  EXPECT_EQ(text_of(calendar.after(at("2026-11-12"), 5)), "2026-11-19");
  // Over the Day of Culture, a Tuesday.
  EXPECT_EQ(text_of(calendar.after(at("2026-11-20"), 5)), "2026-11-30");
  // Over Tết.
  EXPECT_EQ(text_of(calendar.after(at("2026-02-12"), 5)), "2026-02-26");
  EXPECT_EQ(calendar.between(at("2026-02-13"), at("2026-02-23")), 1);
  EXPECT_EQ(calendar.between(at("2026-02-23"), at("2026-02-13")), -1);
  EXPECT_EQ(calendar.after(at("2026-11-14"), 0), at("2026-11-14"));
}

TEST(WorkingDayRules, WhatAUnitDecidedCountsFirst) {
  const WorkingDays calendar({{at("2026-11-23"), DayKind::swap_off}, {at("2026-11-28"), DayKind::swap_work}});
  EXPECT_EQ(text_of(calendar.after(at("2026-11-20"), 5)), "2026-11-30");
  EXPECT_FALSE(calendar.works(at("2026-11-23")));
  EXPECT_TRUE(calendar.works(at("2026-11-28")));
}

RC_GTEST_PROP(WorkingDayRules, CountingThereAndBackAgrees, ()) {
  WorkingDays::Own own;
  for (int i = *rc::gen::inRange(0, 20); i > 0; --i)
    own[day_of(2023, 1, 1) + days{*rc::gen::inRange(0, 9'000)}] =
        *rc::gen::element(DayKind::swap_off, DayKind::swap_work);
  const WorkingDays calendar(own);
  const Day from = day_of(2023, 1, 1) + days{*rc::gen::inRange(0, 9'000)};
  const int count = *rc::gen::inRange(1, 60);
  const Day then = calendar.after(from, count);
  RC_ASSERT(calendar.works(then));
  RC_ASSERT(calendar.between(from, then) == count);
  RC_ASSERT(calendar.between(from, then - days{1}) == count - 1);
  RC_ASSERT(calendar.between(then, from) == -count);
  // One day more is always later.
  const auto later = calendar.after(from, count + 1);
  RC_ASSERT(later > then);
}

}  // namespace
}  // namespace thon
