#include "reach/posting/rules.hpp"

#include <array>

#include "base/error.hpp"

namespace thon::reach::rules {
namespace {

constexpr std::int64_t kDeadline = 5, kLoudspeaker = 3;
/// The days on the boards are not confirmed by the text of the law at hand, which is why units can set them.
constexpr std::int64_t kPosting = 30;

ClassRule posted(std::int64_t content_class, std::optional<std::int64_t> loudspeaker_days = std::nullopt) {
  return {content_class, kDeadline, loudspeaker_days, kPosting, false, false};
}
ClassRule permanent(std::int64_t content_class) {
  return {content_class, kDeadline, std::nullopt, std::nullopt, true, false};
}

/// Luật 10/2022/QH15, Điều 13: five working days for what another law does not set otherwise; 7 to 12 also over the
/// loudspeaker; 4 and 13 stay on the boards. Everyday matters (14) wait for no decision.
const std::array<ClassRule, 14> kClasses{posted(1),
                                         posted(2),
                                         posted(3),
                                         permanent(4),
                                         posted(5),
                                         posted(6),
                                         posted(7, kLoudspeaker),
                                         posted(8, kLoudspeaker),
                                         posted(9, kLoudspeaker),
                                         posted(10, kLoudspeaker),
                                         posted(11, kLoudspeaker),
                                         posted(12, kLoudspeaker),
                                         permanent(13),
                                         {14, std::nullopt, std::nullopt, std::nullopt, false, false}};

constexpr Day kFirstDecision = day_of(2000, 1, 1);

bool announced_between(Day from, Day until) {
  for (int year = year_of(from); year <= year_of(until); ++year)
    if (!is_announced(year)) return false;
  return true;
}

}  // namespace

const ClassRule& class_rule(std::int64_t content_class) {
  return kClasses.at(static_cast<std::size_t>(content_class - 1));
}

std::vector<ClassRule> with_own(const std::vector<ClassRule>& own) {
  std::vector<ClassRule> all(kClasses.begin(), kClasses.end());
  for (const auto& rule : own) all.at(static_cast<std::size_t>(rule.content_class - 1)) = rule;
  return all;
}

void check_decision_date(std::string_view date, Day today) {
  const auto day = read_day(date);
  if (!day || *day < kFirstDecision) throw Error::invalid("/decision_date", "reach.error.decision_too_old");
  if (*day > today) throw Error::invalid("/decision_date", "reach.error.decision_in_future");
}

std::optional<Deadline> deadline(const ClassRule& rule, Day decided, std::optional<Day> published, Day today,
                                 const WorkingDays& calendar) {
  if (!rule.deadline_days) return std::nullopt;
  const Day due = calendar.after(decided, static_cast<int>(*rule.deadline_days));
  const Day then = published.value_or(today);
  const bool late = then > due;
  Deadline found{text_of(due), DeadlineState::running, 0, !announced_between(decided, due)};
  if (published)
    found.state = late ? DeadlineState::missed : DeadlineState::met;
  else
    found.state = late ? DeadlineState::overdue : DeadlineState::running;
  if (late)
    found.days = std::max(1, calendar.between(due, then));  // a weekend later is late too
  else if (!published)
    found.days = calendar.between(then, due);
  return found;
}

std::optional<Day> posted_until(const ClassRule& rule, Day published) {
  if (!rule.posting_days) return std::nullopt;
  return published + days{*rule.posting_days - 1};
}

}  // namespace thon::reach::rules
