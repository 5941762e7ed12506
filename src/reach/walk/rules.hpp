#pragma once
#include <optional>
#include <string>

#include "base/time.hpp"
#include "reach/walk/model.hpp"

/// Decisions about evidence, without I/O.
namespace thon::reach::rules {

/// A device's clock may be wrong: never before the publication, never after now.
Millis bounded(Millis at, Millis published_at, Millis now);

/// The device's time in the server's terms. `sent_at` is what the device's clock said when the message left;
/// when it is off by more than messages take on their way, what happened before is moved by as much.
Millis corrected(Millis at, const std::optional<std::int64_t>& sent_at, Millis now);

/// The place as it is stored, to about ten metres; nothing for one that is not on the globe.
std::optional<ToldPlace> stored(const std::optional<ToldPlace>& place);

}  // namespace thon::reach::rules
