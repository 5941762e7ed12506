#pragma once
#include "platform/db/db.hpp"

namespace thon::reach {

/// Puts segments of the same announcement, grade, channel and hour together into one. Each step is one
/// transaction, so a crash between two leaves some unmerged and nothing lost; readers see a merged segment as
/// a new one with nothing new in it. Returns how many segments went away.
std::int64_t merge_segments(Db& db);

}  // namespace thon::reach
