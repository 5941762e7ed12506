#pragma once
#include <cstdint>
#include <span>

#include "base/time.hpp"

/// The hours in which nobody is disturbed. Pure; on the wall clock of Việt Nam.
namespace thon::reach::rules {

/// From a minute of the day to another, over midnight when the end is the smaller one; equal: there are none.
struct Quiet {
  std::int64_t from = 21 * 60;
  std::int64_t to = 6 * 60 + 30;
  friend bool operator==(const Quiet&, const Quiet&) = default;
};
inline constexpr Quiet kNoQuiet{0, 0};

/// 0 … 1439.
std::int64_t minute_of_day(Millis at);
bool is_quiet(Millis at, const Quiet& quiet);
/// The first moment from `at` on that is not quiet.
Millis after_quiet(Millis at, const Quiet& quiet);
/// How much of the time between the two is not quiet; 0 when there is none between them.
Millis awake_between(Millis from, Millis to, const Quiet& quiet);
/// The moment by which so much time that is not quiet has gone by.
Millis awake_after(Millis from, Millis awake, const Quiet& quiet);
/// The last moment that leaves so much time (more than none) that is not quiet before `end`.
Millis awake_before(Millis end, Millis awake, const Quiet& quiet);
/// The first time from `at` on that the clock shows one of the minutes, which stand in ascending order.
Millis next_slot(Millis at, std::span<const std::int64_t> minutes);
/// The last one up to `at`.
Millis last_slot(Millis at, std::span<const std::int64_t> minutes);

}  // namespace thon::reach::rules
