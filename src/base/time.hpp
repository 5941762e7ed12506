#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace thon {

/// Milliseconds since 1970-01-01T00:00Z.
using Millis = std::int64_t;

inline constexpr Millis kSecond = 1000;
inline constexpr Millis kMinute = 60 * kSecond;
inline constexpr Millis kHour = 60 * kMinute;
inline constexpr Millis kDay = 24 * kHour;

Millis now_ms();
/// Only ever goes forward, from an unknown start: for deadlines and durations.
Millis steady_ms();

/// Viet Nam keeps UTC+7 all year; these work on that wall clock.
std::string date_of(Millis at);              ///< "2026-11-23"
std::string vietnamese_date(Millis at);      ///< "23/11/2026"
std::string vietnamese_date_time(Millis at); ///< "08:05 23/11/2026"

/// True for a real calendar day written YYYY-MM-DD.
bool is_date(std::string_view text);

}  // namespace thon
