#include "platform/events/history.hpp"

#include <charconv>

namespace thon::events {

namespace {

/// A line break inside data would end the field, so every line gets a field of its own.
void append_data(std::string& out, std::string_view data) {
  while (true) {
    const auto end = data.find_first_of("\r\n");
    out.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == std::string_view::npos) return;
    const bool pair = data.substr(end, 2) == "\r\n";
    data.remove_prefix(end + (pair ? 2 : 1));
  }
}

}  // namespace

bool Entry::wanted_by(const Actor& actor) const {
  try {
    return !wanted || wanted(actor);
  } catch (...) {
    return false;  // one event's fault must not end the thread that serves everyone
  }
}

History::History(std::string run, std::size_t max_events, std::size_t max_bytes)
    : run_(std::move(run)), max_events_(max_events), max_bytes_(max_bytes) {}

std::string History::id_line(std::uint64_t number) const {
  return "id: " + run_ + "-" + std::to_string(number) + "\n";
}

std::shared_ptr<const Entry> History::add(Event event) {
  const std::uint64_t number = ++last_;
  std::string text;
  text.reserve(event.name.size() + event.data.size() + 64);
  // A passing event has no id: a listener never asks for what came after it alone.
  if (!event.passing) text = id_line(number);
  text.append("event: ").append(event.name).append("\n");
  append_data(text, event.data);
  text += '\n';

  auto entry = std::make_shared<Entry>();
  entry->number = number;
  entry->bytes = std::make_shared<const std::string>(std::move(text));
  entry->wanted = std::move(event.wanted);
  if (event.passing) return entry;

  bytes_ += entry->bytes->size();
  entries_.push_back(entry);
  while (entries_.size() > max_events_ || (bytes_ > max_bytes_ && !entries_.empty())) {
    bytes_ -= entries_.front()->bytes->size();
    forgotten_ = entries_.front()->number;
    entries_.pop_front();
  }
  return entry;
}

std::optional<std::uint64_t> History::position(std::string_view last_event_id) const {
  const auto dash = last_event_id.find('-');
  if (dash == std::string_view::npos || last_event_id.substr(0, dash) != run_) return std::nullopt;
  const std::string_view digits = last_event_id.substr(dash + 1);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  if (number > last_ || number < forgotten_) return std::nullopt;
  return number;
}

}  // namespace thon::events
