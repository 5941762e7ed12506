#include "reach/visits/rules.hpp"

#include <algorithm>

namespace thon::reach::rules {
namespace {

constexpr Millis kRefused = 30 * kDay;
constexpr Millis kMoved = 90 * kDay;
constexpr Millis kLongest = 366 * kDay;

}  // namespace

std::optional<std::string> muted_until(VisitOutcome outcome, const std::optional<Date>& until, Millis at) {
  if (outcome == VisitOutcome::none) return std::nullopt;
  if (until) return std::min(until->value, date_of(at + kLongest));
  if (outcome == VisitOutcome::absent) return std::nullopt;
  return date_of(at + (outcome == VisitOutcome::refused ? kRefused : kMoved));
}

}  // namespace thon::reach::rules
