#pragma once
#include <optional>

#include "base/time.hpp"
#include "reach/walk/model.hpp"
#include "reach/walk/store.hpp"

/// Decisions about evidence, without I/O.
namespace thon::reach::rules {

/// A device's clock may be wrong: never before the publication, never after now.
Millis bounded(Millis at, Millis published_at, Millis now);

/// What becomes of one tick, given what is recorded for that door. A tick from before it was taken back is
/// the old one sent again, so it does not bring it back.
ToldOutcome outcome(const std::optional<told_store::Told>& known, Millis at);

/// Whether a retraction of that moment concerns what is recorded. One from before the tick that stands is an old
/// one sent again.
bool takes_back(const told_store::Told& known, Millis at);

}  // namespace thon::reach::rules
