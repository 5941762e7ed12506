#include "platform/events/throttle.hpp"

namespace thon::events {

std::optional<Event> Throttle::admit(Event event, Millis now) {
  auto [found, fresh] = slots_.try_emplace(event.throttle_key);
  Slot& slot = found->second;
  if (!fresh && now < slot.open_at) {
    slot.kept = std::move(event);
    return std::nullopt;
  }
  slot.open_at = now + gap_;
  slot.kept.reset();
  return event;
}

std::vector<Event> Throttle::due(Millis now) {
  std::vector<Event> events;
  for (auto slot = slots_.begin(); slot != slots_.end();) {
    if (now < slot->second.open_at) {
      ++slot;
    } else if (slot->second.kept) {
      events.push_back(std::move(*slot->second.kept));
      slot->second.kept.reset();
      slot->second.open_at = now + gap_;
      ++slot;
    } else {
      slot = slots_.erase(slot);
    }
  }
  return events;
}

std::optional<Millis> Throttle::next() const {
  std::optional<Millis> at;
  for (const auto& [key, slot] : slots_)
    if (!at || slot.open_at < *at) at = slot.open_at;
  return at;
}

}  // namespace thon::events
