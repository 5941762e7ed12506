#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "assembly/matters/store.hpp"

/// Decisions that hold for votes, polls and meetings alike, without I/O.
namespace thon::assembly::rules {

using matter_store::Matter;

/// What a matter is at that moment: an open vote or poll whose time is up is closed, whether or not a timer
/// has written it down. The last millisecond that counts is the one before `ends_at`.
MatterStatus status_at(const Matter& matter, Millis now);

/// More than half of all, not of those who took part: `part` × 2 > `all`.
bool more_than_half(std::int64_t part, std::int64_t all);
/// The smallest part that is more than half of all.
std::int64_t needed(std::int64_t all);
/// "52,4": tenths of a per cent, rounded down, so that what is not half never looks like it.
std::string percent(std::int64_t part, std::int64_t all);

/// Throws unless nobody has changed it since that version was read.
void check_version(const Matter& matter, std::int64_t version);
/// Throws unless it is one of these now.
void check_status(const Matter& matter, Millis now, std::initializer_list<MatterStatus> allowed);
/// Throws unless answers may end then: at least ten minutes from now and within a year.
void check_ends_at(Millis ends_at, Millis now, std::string_view path = "/ends_at");
/// Throws unless the new end is later than the one in force.
void check_extension(const Matter& matter, Millis ends_at, Millis now);

/// The day `count` working days after that day. Saturdays and Sundays do not count; public holidays do, so
/// the day is never later than the law's.
std::string working_days_after(std::string_view date, int count);

/// The last day for sending the minutes of a vote that was counted: five working days after it closed.
std::optional<std::string> send_by(const Matter& matter);

/// The code of a house as it stands in the register: "k7 m2-qx" → "K7M2QX".
std::string plain_code(std::string_view typed);

}  // namespace thon::assembly::rules
