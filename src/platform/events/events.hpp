#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "platform/actor.hpp"

namespace thon {

/// A live event. `wanted` decides, on the server's socket thread, whether a listener gets it; it must be
/// quick and must not touch the database (bitmaps and unit ids are captured by value).
struct Event {
  std::string name;  ///< "announcement", "coverage", "published"
  std::string data;  ///< JSON in one line
  std::function<bool(const Actor&)> wanted;
  /// Not kept for listeners that come back later: the next one of its kind says all ("coverage").
  bool passing = false;
  /// Passing events with the same key are sent at most twice a second, the last one always.
  std::string throttle_key;
};

/// Where events enter. Threads may call it; it returns at once. Publish after the commit:
///     tx.after_commit([&hub, event] { hub.publish(event); });
class EventSink {
 public:
  virtual ~EventSink() = default;
  virtual void publish(Event event) = 0;
};

}  // namespace thon
