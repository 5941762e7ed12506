#include "platform/print/excel_values.hpp"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace thon::print {

Shown shown_by_builtin(std::size_t id) {
  if (id == 22) return Shown::date_time;
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return Shown::time;
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return Shown::date;
  return Shown::number;
}

Shown shown_by_code(std::string_view code) {
  bool day = false, hour = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"' || c == '[') {
      // [h] counts hours beyond a day; other brackets hold colours, currencies and languages.
      if (c == '[' && i + 1 < code.size() && (code[i + 1] == 'h' || code[i + 1] == 'm' || code[i + 1] == 's'))
        hour = true;
      i = code.find(c == '"' ? '"' : ']', i + 1);
      if (i == std::string_view::npos) break;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '#' || c == '?') {
      return Shown::number;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      day = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      hour = true;
    }
  }
  if (day) return hour ? Shown::date_time : Shown::date;
  return hour ? Shown::time : Shown::number;
}

namespace {

/// 1899-12-30 as day 0 makes every serial from March 1900 right; before, Excel counts a 29 February that
/// never was.
std::string day_text(long serial) {
  constexpr long kMarch1900 = 61;
  constexpr long kEpoch = 25'569;
  const std::chrono::year_month_day day{
      std::chrono::sys_days(std::chrono::days(serial - kEpoch + (serial < kMarch1900 ? 1 : 0)))};
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  return text;
}

std::string clock_text(long seconds) {
  char text[32];
  std::snprintf(text, sizeof text, seconds % 60 ? "%02ld:%02ld:%02ld" : "%02ld:%02ld", seconds / 3600,
                seconds / 60 % 60, seconds % 60);
  return text;
}

}  // namespace

std::optional<std::string> shown_moment(std::string_view serial, Shown shown, bool from_1904) {
  constexpr double kLastDay = 2'958'466;  // 10000-01-01
  constexpr long kDaysTo1904 = 1'462, kSecondsPerDay = 86'400;
  double number = 0;
  const auto* end = serial.data() + serial.size();
  const auto read = std::from_chars(serial.data(), end, number);
  if (shown == Shown::number || read.ec != std::errc() || read.ptr != end) return {};
  if (!(number >= 0 && number < kLastDay - kDaysTo1904)) return {};
  const auto seconds = static_cast<long>(std::llround(number * kSecondsPerDay));
  if (shown == Shown::time) return clock_text(seconds);
  auto text = day_text(seconds / kSecondsPerDay + (from_1904 ? kDaysTo1904 : 0));
  if (shown == Shown::date_time && seconds % kSecondsPerDay != 0)
    text += " " + clock_text(seconds % kSecondsPerDay);
  return text;
}

std::string unescaped(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const bool escaped =
        text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
        std::from_chars(text.data() + i + 2, text.data() + i + 6, code, 16).ptr == text.data() + i + 6;
    if (!escaped) {
      out += text[i];
      continue;
    }
    i += 6;
    if (code == '\n' || code == '\t' || (code >= 0x20 && code < 0x7f)) out += static_cast<char>(code);
  }
  return out;
}

}  // namespace thon::print
