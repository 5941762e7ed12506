#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "platform/events/events.hpp"

namespace thon::events {

/// An event as it goes over the wire. All listeners share these bytes.
struct Entry {
  std::uint64_t number = 0;
  std::shared_ptr<const std::string> bytes;
  std::function<bool(const Actor&)> wanted;

  bool wanted_by(const Actor& actor) const;
};

/// Numbers events, writes them in the form of an event stream, and remembers the recent ones for listeners
/// that come back. Ids are "<start of the process>-<number>", so that an id of an earlier run is told apart.
class History {
 public:
  History(std::string run, std::size_t max_events, std::size_t max_bytes);

  std::shared_ptr<const Entry> add(Event event);
  std::uint64_t last() const { return last_; }
  /// The line that tells a listener where it stands after event `number`.
  std::string id_line(std::uint64_t number) const;

  /// The number a listener may go on from; nothing when events after `last_event_id` can be missing here.
  std::optional<std::uint64_t> position(std::string_view last_event_id) const;
  /// The remembered events, oldest first.
  const std::deque<std::shared_ptr<const Entry>>& entries() const { return entries_; }

 private:
  std::string run_;
  std::size_t max_events_;
  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t last_ = 0;
  std::uint64_t forgotten_ = 0;  ///< the newest number that is no longer remembered
  std::deque<std::shared_ptr<const Entry>> entries_;
};

}  // namespace thon::events
