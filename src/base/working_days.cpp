#include "base/working_days.hpp"

#include <array>
#include <mutex>

#include "base/lunar.hpp"

namespace thon {
namespace {

constexpr bool is_weekend(Day day) {
  const std::chrono::weekday weekday{day};
  return weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
}

/// Days off in a row, as the notice of a year tells them.
struct Span {
  Day first, last;
  DayKind kind;
  std::string_view name;
};

constexpr auto kHoliday = DayKind::holiday;
constexpr auto kCompensatory = DayKind::compensatory;
constexpr auto kSwapOff = DayKind::swap_off;
constexpr auto kSwapWork = DayKind::swap_work;
constexpr int kFirstAnnounced = 2023, kLastAnnounced = 2026;

constexpr Span one(int year, unsigned month, unsigned day, DayKind kind, std::string_view name) {
  return {day_of(year, month, day), day_of(year, month, day), kind, name};
}

/// The notices on public holidays of these years. Weekends in between are off anyway.
constexpr std::array kNotices{
    one(2023, 1, 2, kCompensatory, "new_year"),
    Span{day_of(2023, 1, 20), day_of(2023, 1, 26), kHoliday, "tet"},
    one(2023, 5, 1, kHoliday, "labour"),
    Span{day_of(2023, 5, 2), day_of(2023, 5, 3), kCompensatory, "hung_kings"},
    one(2023, 9, 1, kHoliday, "national"),
    one(2023, 9, 4, kCompensatory, "national"),

    one(2024, 1, 1, kHoliday, "new_year"),
    Span{day_of(2024, 2, 8), day_of(2024, 2, 14), kHoliday, "tet"},
    one(2024, 4, 18, kHoliday, "hung_kings"),
    one(2024, 4, 29, kSwapOff, "reunification"),
    one(2024, 4, 30, kHoliday, "reunification"),
    one(2024, 5, 1, kHoliday, "labour"),
    one(2024, 5, 4, kSwapWork, "reunification"),
    Span{day_of(2024, 9, 2), day_of(2024, 9, 3), kHoliday, "national"},

    one(2025, 1, 1, kHoliday, "new_year"),
    Span{day_of(2025, 1, 27), day_of(2025, 1, 31), kHoliday, "tet"},
    one(2025, 4, 7, kHoliday, "hung_kings"),
    one(2025, 4, 26, kSwapWork, "labour"),
    one(2025, 4, 30, kHoliday, "reunification"),
    one(2025, 5, 1, kHoliday, "labour"),
    one(2025, 5, 2, kSwapOff, "labour"),
    Span{day_of(2025, 9, 1), day_of(2025, 9, 2), kHoliday, "national"},

    one(2026, 1, 1, kHoliday, "new_year"),
    one(2026, 1, 2, kSwapOff, "new_year"),
    one(2026, 1, 10, kSwapWork, "new_year"),
    Span{day_of(2026, 2, 16), day_of(2026, 2, 20), kHoliday, "tet"},
    one(2026, 4, 27, kCompensatory, "hung_kings"),
    one(2026, 4, 30, kHoliday, "reunification"),
    one(2026, 5, 1, kHoliday, "labour"),
    one(2026, 8, 22, kSwapWork, "national"),
    one(2026, 8, 31, kSwapOff, "national"),
    Span{day_of(2026, 9, 1), day_of(2026, 9, 2), kHoliday, "national"},
    one(2026, 11, 24, kHoliday, "culture"),
};

using Named = std::map<Day, std::pair<DayKind, std::string_view>>;

Named announced(int year) {
  Named found;
  for (const auto& span : kNotices)
    for (Day day = span.first; day <= span.last; day += days{1})
      if (year_of(day) == year && (!is_weekend(day) || span.kind == kSwapWork))
        found[day] = {span.kind, span.name};
  return found;
}

/// The holidays of the Labour Code (Điều 112) and, for each on a weekend, the next working day (Điều 111). Tết is
/// taken as the last day of the old year and four of the new one, which is what the notices choose most often.
Named expected(int year) {
  std::map<Day, std::string_view> holidays{{day_of(year, 1, 1), "new_year"},
                                           {day_of_lunar(year, 3, 10), "hung_kings"},
                                           {day_of(year, 4, 30), "reunification"},
                                           {day_of(year, 5, 1), "labour"}};
  const Day tet = lunar_new_year(year), national = day_of(year, 9, 2);
  for (int i = -1; i < 4; ++i) holidays.emplace(tet + days{i}, "tet");
  holidays.emplace(national, "national");
  const bool before = weekday_of(national) != std::chrono::Monday;
  holidays.emplace(national + days{before ? -1 : 1}, "national");
  if (day_of(year, 11, 24) >= day_of(2026, 7, 1)) holidays.emplace(day_of(year, 11, 24), "culture");

  Named found;
  for (const auto& [day, name] : holidays)
    if (!is_weekend(day)) found[day] = {kHoliday, name};
  for (const auto& [day, name] : holidays) {
    if (!is_weekend(day)) continue;
    Day instead = day;
    while (is_weekend(instead) || found.contains(instead)) instead += days{1};
    found[instead] = {kCompensatory, name};
  }
  return found;
}

/// Made once for each year that is asked about.
const Named& named_days(int year) {
  static std::mutex mutex;
  static std::map<int, Named> years;
  const std::lock_guard lock(mutex);
  const auto [place, fresh] = years.try_emplace(year);
  if (fresh) place->second = is_announced(year) ? announced(year) : expected(year);
  return place->second;
}

}  // namespace

bool is_announced(int year) { return year >= kFirstAnnounced && year <= kLastAnnounced; }

std::vector<SpecialDay> special_days(int year) {
  std::vector<SpecialDay> found;
  for (const auto& [day, what] : named_days(year)) found.push_back({day, what.first, what.second});
  return found;
}

bool WorkingDays::works(Day day) const {
  if (const auto own = own_.find(day); own != own_.end()) return own->second == kSwapWork;
  const auto& named = named_days(year_of(day));
  if (const auto found = named.find(day); found != named.end()) return found->second.first == kSwapWork;
  return !is_weekend(day);
}

Day WorkingDays::after(Day from, int count) const {
  Day day = from;
  while (count > 0) {
    day += days{1};
    if (works(day)) --count;
  }
  return day;
}

int WorkingDays::between(Day from, Day until) const {
  if (until < from) return -between(until, from);
  int count = 0;
  for (Day day = from + days{1}; day <= until; day += days{1}) count += works(day);
  return count;
}

}  // namespace thon
