#include "base/day.hpp"

#include <cstdio>

namespace thon {
namespace {

constexpr Millis kAhead = 7 * kHour;

}  // namespace

Day day_of(Millis at) {
  using namespace std::chrono;
  return floor<std::chrono::days>(sys_time<milliseconds>{milliseconds{at + kAhead}});
}

Millis start_of(Day day) { return Millis{day.time_since_epoch().count()} * kDay - kAhead; }

std::optional<Day> read_day(std::string_view text) {
  if (!is_date(text)) return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(from, length)) value = value * 10 + (c - '0');
    return value;
  };
  return day_of(number(0, 4), static_cast<unsigned>(number(5, 2)), static_cast<unsigned>(number(8, 2)));
}

std::string text_of(Day day) {
  const std::chrono::year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int{date.year()}, unsigned{date.month()},
                unsigned{date.day()});
  return text;
}

}  // namespace thon
