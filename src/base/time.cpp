#include "base/time.hpp"

#include <chrono>
#include <cstdio>

namespace thon {
namespace {

struct WallClock {
  int year, month, day, hour, minute;
};

WallClock wall_clock(Millis at) {
  using namespace std::chrono;
  const auto local = sys_time<milliseconds>{milliseconds{at + 7 * kHour}};
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const auto minutes = duration_cast<std::chrono::minutes>(local - day).count();
  return {int(date.year()), int(unsigned(date.month())), int(unsigned(date.day())), int(minutes / 60),
          int(minutes % 60)};
}

template <class... Numbers>
std::string print(const char* format, Numbers... numbers) {
  char text[64];
  std::snprintf(text, sizeof text, format, numbers...);
  return text;
}

}  // namespace

Millis now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

Millis steady_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

std::string date_of(Millis at) {
  const auto w = wall_clock(at);
  return print("%04d-%02d-%02d", w.year, w.month, w.day);
}

std::string vietnamese_date(Millis at) {
  const auto w = wall_clock(at);
  return print("%02d/%02d/%04d", w.day, w.month, w.year);
}

std::string vietnamese_date_time(Millis at) {
  const auto w = wall_clock(at);
  return print("%02d:%02d %02d/%02d/%04d", w.hour, w.minute, w.day, w.month, w.year);
}

bool is_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  int parts[3] = {0, 0, 0};
  const std::size_t begins[3] = {0, 5, 8}, lengths[3] = {4, 2, 2};
  for (int part = 0; part < 3; ++part) {
    for (std::size_t i = 0; i < lengths[part]; ++i) {
      const char c = text[begins[part] + i];
      if (c < '0' || c > '9') return false;
      parts[part] = parts[part] * 10 + (c - '0');
    }
  }
  using namespace std::chrono;
  return year_month_day{year{parts[0]}, month{unsigned(parts[1])}, day{unsigned(parts[2])}}.ok();
}

}  // namespace thon
