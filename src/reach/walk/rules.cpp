#include "reach/walk/rules.hpp"

#include <algorithm>

namespace thon::reach::rules {

Millis bounded(Millis at, Millis published_at, Millis now) {
  return std::max(published_at, std::min(at, now));
}

ToldOutcome outcome(const std::optional<told_store::Told>& known, Millis at) {
  if (!known) return ToldOutcome::recorded;
  if (!known->retracted_at || at <= *known->retracted_at) return ToldOutcome::already;
  return ToldOutcome::recorded;
}

bool takes_back(const told_store::Told& known, Millis at) { return !known.retracted_at && known.at <= at; }

}  // namespace thon::reach::rules
