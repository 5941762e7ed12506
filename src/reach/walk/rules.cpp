#include "reach/walk/rules.hpp"

#include <algorithm>
#include <cmath>

namespace thon::reach::rules {
namespace {

/// Messages of a weak network are on their way for so long; only a larger difference is the clock's fault.
constexpr Millis kOnTheWay = 2 * kMinute;
/// About ten metres: enough to know the door, too coarse to follow somebody's steps.
constexpr double kGrain = 10'000;

double rounded(double degrees) { return std::round(degrees * kGrain) / kGrain; }

}  // namespace

Millis bounded(Millis at, Millis published_at, Millis now) {
  return std::max(published_at, std::min(at, now));
}

Millis corrected(Millis at, const std::optional<std::int64_t>& sent_at, Millis now) {
  // A clock that says nonsense must not make numbers overflow.
  if (!sent_at || at < 0 || *sent_at < 0 || at > 4 * now || *sent_at > 4 * now) return at;
  const Millis off = now - *sent_at;
  return off > kOnTheWay || off < -kOnTheWay ? at + off : at;
}

std::optional<ToldPlace> stored(const std::optional<ToldPlace>& place) {
  // Written so that what is not a number fails, too.
  if (!place || !(std::abs(place->latitude) <= 90) || !(std::abs(place->longitude) <= 180))
    return std::nullopt;
  return ToldPlace{rounded(place->latitude), rounded(place->longitude), place->accuracy};
}

}  // namespace thon::reach::rules
