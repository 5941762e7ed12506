#include "reach/plan/quiet.hpp"

#include <algorithm>

namespace thon::reach::rules {
namespace {

constexpr Millis kZone = 7 * kHour;

/// Midnight in Việt Nam at or before `at`.
Millis day_of(Millis at) {
  const Millis local = at + kZone;
  return at - ((local % kDay) + kDay) % kDay;
}

Millis quiet_length(const Quiet& quiet) {
  const auto minutes = quiet.to - quiet.from;
  return (minutes < 0 ? minutes + 24 * 60 : minutes) * kMinute;
}

/// The beginning of the quiet hours that hold `at`, or of the last ones before it.
Millis quiet_before(Millis at, const Quiet& quiet) {
  const Millis begin = day_of(at) + quiet.from * kMinute;
  return begin <= at ? begin : begin - kDay;
}

}  // namespace

std::int64_t minute_of_day(Millis at) { return (at - day_of(at)) / kMinute; }

bool is_quiet(Millis at, const Quiet& quiet) { return at - quiet_before(at, quiet) < quiet_length(quiet); }

Millis after_quiet(Millis at, const Quiet& quiet) {
  const Millis end = quiet_before(at, quiet) + quiet_length(quiet);
  return std::max(at, end);
}

Millis awake_between(Millis from, Millis to, const Quiet& quiet) {
  Millis sum = 0;
  while (from < to) {
    const Millis awake = after_quiet(from, quiet);
    if (awake >= to) break;
    const Millis asleep = std::min(to, quiet_before(awake, quiet) + kDay);
    sum += asleep - awake;
    // Without quiet hours the day still ends somewhere.
    from = asleep;
  }
  return sum;
}

Millis awake_after(Millis from, Millis awake, const Quiet& quiet) {
  while (true) {
    from = after_quiet(from, quiet);
    const Millis asleep = quiet_before(from, quiet) + kDay;
    // What ends just when the quiet hours begin is put behind them.
    if (asleep - from > awake) return from + awake;
    awake -= asleep - from;
    from = asleep;
  }
}

Millis awake_before(Millis end, Millis awake, const Quiet& quiet) {
  while (true) {
    const Millis begin = quiet_before(end - 1, quiet);
    const Millis awoke = begin + quiet_length(quiet);
    if (awoke < end) {
      if (end - awoke >= awake) return end - awake;
      awake -= end - awoke;
    }
    end = begin;
  }
}

Millis next_slot(Millis at, std::span<const std::int64_t> minutes) {
  const Millis day = day_of(at);
  for (const auto minute : minutes)
    if (day + minute * kMinute >= at) return day + minute * kMinute;
  return day + kDay + minutes.front() * kMinute;
}

Millis last_slot(Millis at, std::span<const std::int64_t> minutes) {
  const Millis day = day_of(at);
  for (auto i = minutes.size(); i-- > 0;)
    if (day + minutes[i] * kMinute <= at) return day + minutes[i] * kMinute;
  return day - kDay + minutes.back() * kMinute;
}

}  // namespace thon::reach::rules
