#pragma once
#include <string>
#include <string_view>

#include "areas/service.hpp"
#include "base/time.hpp"

/// Decisions about questions, without I/O.
namespace thon::talk::rules {

/// The end of the working day, so many working days after a moment (weekends left out). Public holidays count
/// as working days: the day shown is never later than was promised.
Millis due_after(Millis at, std::int64_t working_days);

/// The unit that a household of the group asks: the wanted one when it lies in its line, else its village,
/// else the nearest unit above its group; empty when the group is not in the tree.
std::string responsible(const areas::Tree& tree, std::string_view group_id, std::string_view wanted_id);

/// The narrowest unit at or above the first that covers the other too; the first itself when there is none.
std::string common_unit(const areas::Tree& tree, std::string_view first_id, std::string_view other_id);

/// The first words, for lists: one line, cut between words.
std::string title_of(std::string_view body);

}  // namespace thon::talk::rules
