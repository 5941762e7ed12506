#include "app/demo/habits.hpp"

#include <algorithm>
#include <cmath>

namespace thon::demo {
namespace {

Millis exponential(Random& random, Millis mean) {
  return static_cast<Millis>(-std::log(1.0 - random.unit()) * static_cast<double>(mean));
}

/// From a time until the next 19:30 in Việt Nam, or until the working day has gone by when that is sooner:
/// nobody who watches wants to wait a whole night.
Millis until_evening(Millis at) {
  constexpr Millis evening = 19 * kHour + 30 * kMinute;
  const Millis clock = (at + 7 * kHour) % kDay;
  return std::min(8 * kHour, clock < evening ? evening - clock : evening - clock + kDay);
}

}  // namespace

Reaction reaction(Random random, Millis published_at) {
  Reaction made;
  // One phone in twenty is switched off, without data or lost.
  if (random.chance(5)) return made;
  made.delivered = random.chance(70) ? exponential(random, 2 * kMinute) : exponential(random, 90 * kMinute);
  const int habit = random.below(100);
  if (habit < 38)
    made.opened = exponential(random, 25 * kMinute);
  else if (habit < 82)
    made.opened = until_evening(published_at) + exponential(random, 50 * kMinute);
  else
    return made;
  made.opened = std::max(*made.opened, *made.delivered + 20 * kSecond);
  if (random.chance(72)) made.confirmed = *made.opened + 15 * kSecond + exponential(random, 40 * kSecond);
  return made;
}

}  // namespace thon::demo
