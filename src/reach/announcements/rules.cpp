#include "reach/announcements/rules.hpp"

#include <charconv>

#include "base/error.hpp"
#include "base/id.hpp"

namespace thon::reach::rules {

void check_draft(const announcement_store::Record& record, std::int64_t version) {
  if (record.status != Status::draft) throw Error(ErrorKind::conflict, "reach.error.not_a_draft");
  if (record.version != version)
    throw Error(ErrorKind::conflict, "reach.error.changed", {{"title", record.title}});
}

bool published_before(const announcement_store::Record& record, std::int64_t version) {
  return record.status == Status::published && record.version - 1 == version;
}

void check_withdraw(const announcement_store::Record& record, std::int64_t version) {
  if (record.status == Status::draft) throw Error(ErrorKind::conflict, "reach.error.not_published");
  if (record.version != version)
    throw Error(ErrorKind::conflict, "reach.error.changed", {{"title", record.title}});
}

void merge(announcement_store::Record& record, const EditInput& input) {
  if (input.title) record.title = input.title->value;
  if (input.body) record.body = input.body->value;
  if (input.content_class) record.content_class = input.content_class->value;
  if (input.ask_confirmation) record.ask_confirmation = *input.ask_confirmation;
}

std::string to_cursor(const Place& place) { return std::to_string(place.listed_at) + "." + place.id; }

Place from_cursor(const std::string& cursor) {
  Place place;
  const auto* end = cursor.data() + cursor.size();
  const auto [rest, fault] = std::from_chars(cursor.data(), end, place.listed_at);
  if (fault != std::errc{} || rest == end || *rest != '.' || !is_id(std::string_view(rest + 1, end)))
    throw Error::invalid("/cursor", "reach.error.cursor");
  place.id.assign(rest + 1, end);
  return place;
}

}  // namespace thon::reach::rules
