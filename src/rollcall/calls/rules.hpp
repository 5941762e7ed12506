#pragma once
#include <cstdint>

#include "base/time.hpp"
#include "rollcall/calls/store.hpp"

/// Decisions about roll-calls, without I/O.
namespace thon::rollcall::rules {

/// From this age on somebody counts as old, up to that age as a small child: such houses are looked for
/// first.
inline constexpr int kElder = 70;
inline constexpr int kChild = 5;

/// Born in that year or before: old on that day. Registers know years of birth only.
std::int64_t elder_year(Millis now);
/// Born in that year or after: a small child on that day.
std::int64_t child_year(Millis now);

/// How many households make that many per cent, rounded up: 90 % of 11 is 10.
std::int64_t share(std::int64_t households, int percent);

/// Throws unless the roll-call is still open.
void check_open(const call_store::RollCall& call);

}  // namespace thon::rollcall::rules
