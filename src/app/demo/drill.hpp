#pragma once
#include <functional>

#include "app/program.hpp"

namespace thon::demo {

/// The drill that the commune held before the season of storms: every household called, most answered on
/// their phones, group heads knocked on the doors of the others, a few asked for help; ended a fortnight
/// before `now`.
void load_drill(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock);

}  // namespace thon::demo
