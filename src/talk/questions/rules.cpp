#include "talk/questions/rules.hpp"

#include "base/text.hpp"

namespace thon::talk::rules {
namespace {

constexpr Millis kVietnam = 7 * kHour;
constexpr Millis kEndOfWork = 17 * kHour;
constexpr std::size_t kTitleBytes = 160;

/// 1970-01-01, day 0, was a Thursday.
bool is_weekend(std::int64_t day) {
  const auto of_week = (day + 4) % 7;
  return of_week == 0 || of_week == 6;
}

}  // namespace

Millis due_after(Millis at, std::int64_t working_days) {
  auto day = (at + kVietnam) / kDay;
  for (auto left = working_days; left > 0;)
    if (!is_weekend(++day)) --left;
  return day * kDay + kEndOfWork - kVietnam;
}

std::string responsible(const areas::Tree& tree, std::string_view group_id, std::string_view wanted_id) {
  const auto path = tree.path(group_id);
  if (path.empty()) return {};
  for (const auto* unit : path)
    if (unit->id == wanted_id) return unit->id;
  for (const auto* unit : path)
    if (unit->kind == areas::AreaKind::village) return unit->id;
  return path[path.size() > 1 ? path.size() - 2 : 0]->id;
}

std::string common_unit(const areas::Tree& tree, std::string_view first_id, std::string_view other_id) {
  const auto path = tree.path(first_id);
  for (auto unit = path.rbegin(); unit != path.rend(); ++unit)
    if (tree.is_under(other_id, (*unit)->id)) return (*unit)->id;
  return std::string(first_id);
}

std::string title_of(std::string_view body) {
  std::string line;
  for (const char c : body) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (line.size() <= kTitleBytes) return line;
  auto cut = shortened(line, kTitleBytes);
  const auto blank = cut.rfind(' ');
  if (blank != std::string::npos && blank > kTitleBytes / 2) cut.resize(blank);
  return cut + "…";
}

}  // namespace thon::talk::rules
