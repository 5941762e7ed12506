#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace thon {

/// A day of the calendar, without a clock; days are added and subtracted as std::chrono::days.
using Day = std::chrono::sys_days;
using std::chrono::days;

constexpr Day day_of(int year, unsigned month, unsigned day) {
  return std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day);
}

/// The day that Viet Nam's clocks show at that moment.
Day day_of(Millis at);
/// The first moment of the day in Viet Nam.
Millis start_of(Day day);

/// A day as it is stored, "2026-11-23"; nothing for a text that is not a real day.
std::optional<Day> read_day(std::string_view text);
std::string text_of(Day day);

inline int year_of(Day day) { return int{std::chrono::year_month_day{day}.year()}; }
inline std::chrono::weekday weekday_of(Day day) { return std::chrono::weekday{day}; }

}  // namespace thon
