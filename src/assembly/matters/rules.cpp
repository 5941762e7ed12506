#include "assembly/matters/rules.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "base/error.hpp"

namespace thon::assembly::rules {
namespace {

constexpr Millis kShortest = 10 * kMinute;
constexpr Millis kLongest = 366 * kDay;
/// Working days that the law gives for sending the minutes.
constexpr int kSendingDays = 5;

}  // namespace

MatterStatus status_at(const Matter& matter, Millis now) {
  const bool runs_out = matter.status == MatterStatus::open && matter.kind != MatterKind::meeting;
  return runs_out && matter.ends_at && now >= *matter.ends_at ? MatterStatus::closed : matter.status;
}

bool more_than_half(std::int64_t part, std::int64_t all) { return part * 2 > all; }

std::int64_t needed(std::int64_t all) { return all / 2 + 1; }

std::string percent(std::int64_t part, std::int64_t all) {
  const auto tenths = all == 0 ? 0 : part * 1000 / all;
  const auto whole = std::to_string(tenths / 10);
  return tenths % 10 == 0 ? whole : whole + "," + std::to_string(tenths % 10);
}

void check_version(const Matter& matter, std::int64_t version) {
  if (matter.version != version)
    throw Error(ErrorKind::conflict, "assembly.error.changed", {{"title", matter.title}});
}

void check_status(const Matter& matter, Millis now, std::initializer_list<MatterStatus> allowed) {
  const auto status = status_at(matter, now);
  if (std::find(allowed.begin(), allowed.end(), status) != allowed.end()) return;
  switch (status) {
    case MatterStatus::draft:
      throw Error(ErrorKind::conflict, "assembly.error.is_draft");
    case MatterStatus::asking:
      throw Error(ErrorKind::conflict, "assembly.error.is_asking");
    case MatterStatus::open:
      throw Error(ErrorKind::conflict, "assembly.error.is_open");
    case MatterStatus::cancelled:
      throw Error(ErrorKind::conflict, "assembly.error.is_cancelled");
    default:
      throw Error(ErrorKind::conflict, "assembly.error.is_closed");
  }
}

void check_ends_at(Millis ends_at, Millis now, std::string_view path) {
  if (ends_at < now + kShortest) throw Error::invalid(std::string(path), "assembly.error.ends_too_soon");
  if (ends_at > now + kLongest) throw Error::invalid(std::string(path), "assembly.error.ends_too_late");
}

void check_extension(const Matter& matter, Millis ends_at, Millis now) {
  check_ends_at(ends_at, now);
  if (ends_at <= matter.ends_at.value_or(0)) throw Error::invalid("/ends_at", "assembly.error.not_later");
}

std::string working_days_after(std::string_view date, int count) {
  using namespace std::chrono;
  int y = 0, m = 0, d = 0;
  std::sscanf(std::string(date).c_str(), "%d-%d-%d", &y, &m, &d);
  auto day = sys_days(year{y} / month(static_cast<unsigned>(m)) / std::chrono::day(static_cast<unsigned>(d)));
  for (int left = count; left > 0;) {
    day += days(1);
    const auto of_week = weekday(day);
    if (of_week != Saturday && of_week != Sunday) --left;
  }
  const year_month_day found(day);
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(found.year()), unsigned(found.month()),
                unsigned(found.day()));
  return text;
}

std::optional<std::string> send_by(const Matter& matter) {
  const bool due = matter.kind == MatterKind::vote && matter.status == MatterStatus::counted;
  if (!due || !matter.closed_at) return std::nullopt;
  return working_days_after(date_of(*matter.closed_at), kSendingDays);
}

std::string plain_code(std::string_view typed) {
  std::string code;
  for (const char c : typed) {
    if (c >= 'a' && c <= 'z')
      code += static_cast<char>(c - 'a' + 'A');
    else if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
      code += c;
  }
  return code;
}

}  // namespace thon::assembly::rules
