#pragma once
#include <map>
#include <vector>

#include "base/working_days.hpp"
#include "reach/posting/model.hpp"

/// What the law asks of publication, without I/O.
namespace thon::reach::rules {

/// The program's own rule of a class, 1 to 14.
const ClassRule& class_rule(std::int64_t content_class);

/// All classes, with what a unit has set instead.
std::vector<ClassRule> with_own(const std::vector<ClassRule>& own);

/// Throws unless the day may be that of a decision: not after today.
void check_decision_date(std::string_view date, Day today);

/// The deadline of a decision of that day; nothing when the class has none. `published`: the day it was.
std::optional<Deadline> deadline(const ClassRule& rule, Day decided, std::optional<Day> published, Day today,
                                 const WorkingDays& calendar);

/// The last day on which it must still hang when it was published on that day; nothing when none is asked for.
std::optional<Day> posted_until(const ClassRule& rule, Day published);

}  // namespace thon::reach::rules
