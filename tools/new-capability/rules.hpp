#pragma once
#include <cstddef>
#include <cstdint>

/// Decisions, without I/O.
namespace thon::samples::rules {

inline constexpr std::size_t kPage = 50;
inline constexpr std::int64_t kMostADay = 100;

/// A unit gets no more than kMostADay in a day; throws Error when it has them.
void check_new(std::int64_t last_day);

}  // namespace thon::samples::rules
