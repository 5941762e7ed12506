#pragma once
#include <optional>

#include "base/random.hpp"
#include "base/time.hpp"

namespace thon::demo {

/// When a phone's owner deals with one announcement, counted from its publication; absent: never.
struct Reaction {
  std::optional<Millis> delivered;
  std::optional<Millis> opened;
  std::optional<Millis> confirmed;
};

/// A third open within the hour, some on the way home or after dinner, some not at all. `published_at`
/// decides when the evening comes. Each phone's own, and the same every time.
Reaction reaction(Random random, Millis published_at);

}  // namespace thon::demo
