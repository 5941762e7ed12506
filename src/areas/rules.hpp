#pragma once
#include <string_view>

#include "areas/model.hpp"

/// Decisions about the tree, without I/O.
namespace thon::areas::rules {

/// True when a unit of the kind may stand right below one of the parent's kind: every kind stands below a
/// wider one.
bool fits_below(AreaKind kind, AreaKind parent);

/// Checks a new unit against its parent; throws Error naming the wrong field.
void check_new(const AddArea& area, const Area& parent);

/// A unit may be closed from the day after it began until today.
void check_close(const Area& area, std::string_view date, std::string_view today);

/// The siblings with one of them put at a place; a place behind the last is the last.
std::vector<std::string> placed(std::vector<std::string> siblings, const std::string& id, std::int64_t place);

/// What a unit enters must change the day: a day off one that is worked, a day of work one that is not. `works`: what
/// the day is without it.
void check_own_day(DayKind kind, bool works);

}  // namespace thon::areas::rules
