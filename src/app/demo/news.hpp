#pragma once
#include <functional>

#include "app/program.hpp"

namespace thon::demo {

/// What Song Phượng sent in the last days, and what its phones and heads have done since: one announcement that
/// reached every house, one to Tháp Thượng that most have confirmed, one of this hour, and a draft. `set_clock` moves
/// the time that the program sees; it ends at `now`.
void load_news(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock);

}  // namespace thon::demo
