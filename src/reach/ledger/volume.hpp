#pragma once
#include <map>
#include <string>
#include <string_view>

#include "platform/db/db.hpp"
#include "reach/ledger/book.hpp"

namespace thon::reach {

/// All segments of an announcement that has grown quiet, bound together: one row in place of one for each
/// grade, channel and hour, and shorter by what their keys repeat.
using Volume = std::map<Mark, Bitmap>;

std::string pack(const Volume& volume);
/// Throws on damaged bytes.
Volume unpack_volume(std::string_view bytes);

/// How long a segment has been on disk at least before it is bound: other servers have taken it in by then.
inline constexpr Millis kSettled = 45 * kMinute;

/// Binds announcements that nothing was heard of for a week; evidence that comes later stands in segments
/// beside the volume until the next binding. Each is one transaction, so a crash leaves it bound or unbound.
/// Binds only what was there already when it was called before, kSettled ago or more. Returns how many were
/// bound.
std::int64_t bind_volumes(Db& db);

}  // namespace thon::reach
