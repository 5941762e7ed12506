#pragma once
#include <functional>

#include "app/program.hpp"

namespace thon::demo {

/// What thôn Tháp Thượng is deciding these days: a household vote in which most have voted, some on paper, a
/// poll, and a meeting it is invited to. The household whose link is printed has answered none of them yet.
/// `set_clock` moves the time that the program sees; it ends at `now`.
void load_village(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock);

}  // namespace thon::demo
