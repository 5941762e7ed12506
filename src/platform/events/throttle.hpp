#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/events/events.hpp"

namespace thon::events {

/// Holds back events that come too often under one key: the first goes at once, of those that follow within
/// `gap` only the last is kept, and it goes when the gap is over. Used by one thread.
class Throttle {
 public:
  explicit Throttle(Millis gap) : gap_(gap) {}
  /// The event when it may go now, nothing when it is kept for due().
  std::optional<Event> admit(Event event, Millis now);
  /// The kept events whose time has come.
  std::vector<Event> due(Millis now);
  /// When due() has something to give or to forget; nothing while no key is held.
  std::optional<Millis> next() const;

 private:
  struct Slot {
    Millis open_at = 0;
    std::optional<Event> kept;
  };
  Millis gap_;
  std::map<std::string, Slot> slots_;
};

}  // namespace thon::events
