#pragma once
#include <functional>

#include "app/program.hpp"

namespace thon::demo {

/// What households of thôn Tháp Thượng have asked, some of it answered, and what is said in its
/// conversations. The household whose link is printed has an answer that it has not read.
void load_talk(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock);

}  // namespace thon::demo
