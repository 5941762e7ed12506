#include "reach/announcements/rules.hpp"

#include <algorithm>
#include <charconv>

#include "base/id.hpp"
#include "reach/audience/rules.hpp"

namespace thon::reach::rules {
namespace {

constexpr Millis kLongestWait = 366 * kDay;

std::string joined(std::vector<std::string> ids) {
  std::sort(ids.begin(), ids.end());
  std::string text;
  for (const auto& id : ids) text += (text.empty() ? "" : ",") + id;
  return text;
}

std::string text_of(std::optional<std::int64_t> moment) { return moment ? std::to_string(*moment) : ""; }

[[noreturn]] void changed(const Record& record) {
  throw Error(ErrorKind::conflict, "reach.error.changed", {{"title", record.title}});
}

}  // namespace

void check_editable(const Record& record) {
  if (record.discarded_at) throw Error::not_found("reach.error.not_found");
  if (record.status != Status::draft) throw Error(ErrorKind::conflict, "reach.error.not_a_draft");
}

void check_draft(const Record& record, std::int64_t version) {
  check_editable(record);
  if (record.version != version) changed(record);
}

bool published_before(const Record& record, std::int64_t version) {
  return record.status == Status::published && record.version - 1 == version;
}

void check_withdraw(const Record& record, std::int64_t version) {
  if (record.status == Status::draft) throw Error(ErrorKind::conflict, "reach.error.not_published");
  if (record.version != version) changed(record);
}

void check_correctable(const Record& record) {
  if (record.status == Status::draft) throw Error(ErrorKind::conflict, "reach.error.correct_draft");
  if (record.corrected_by_id) throw Error(ErrorKind::conflict, "reach.error.corrected_already");
  if (record.status == Status::withdrawn) throw Error(ErrorKind::conflict, "reach.error.correct_withdrawn");
}

std::vector<FieldEdit> differences(const Record& record, const Units& area_ids, const EditInput& input) {
  std::vector<FieldEdit> edits;
  const auto add = [&](const char* field, std::string before, std::string after) {
    if (before != after) edits.push_back({field, std::move(before), std::move(after)});
  };
  if (input.area_ids) {
    Units wanted;
    for (const auto& id : *input.area_ids) wanted.push_back(id.value);
    add("area_ids", joined(area_ids), joined(std::move(wanted)));
  }
  if (input.title) add("title", record.title, input.title->value);
  if (input.body) add("body", record.body, input.body->value);
  if (input.content_class)
    add("content_class", std::to_string(record.content_class), std::to_string(input.content_class->value));
  if (input.ask_confirmation)
    add("ask_confirmation", std::to_string(record.ask_confirmation), std::to_string(*input.ask_confirmation));
  if (input.decision_number) add("decision_number", record.decision_number, input.decision_number->value);
  if (input.decision_date) add("decision_date", record.decision_date.value_or(""), input.decision_date->value);
  if (input.expires_at)
    add("expires_at", text_of(record.expires_at), input.expires_at->value ? text_of(*input.expires_at) : "");
  if (input.change_note) add("change_note", record.change_note, input.change_note->value);
  if (input.filter) add("filter", record.audience_filter, to_text(*input.filter));
  return edits;
}

void check_clash(const Record& record, const std::vector<FieldEdit>& edits,
                 const std::map<std::string, std::string>& changed) {
  for (const auto& edit : edits)
    if (const auto other = changed.find(edit.field); other != changed.end())
      throw Error(ErrorKind::conflict, "reach.error.field_changed",
                  {{"title", record.title},
                   {"name", other->second},
                   {"field", edit.field},
                   {"mine", edit.after},
                   {"theirs", edit.before}});
}

void merge(Record& record, const EditInput& input) {
  if (input.title) record.title = input.title->value;
  if (input.body) record.body = input.body->value;
  if (input.content_class) record.content_class = input.content_class->value;
  if (input.ask_confirmation) record.ask_confirmation = *input.ask_confirmation;
  if (input.decision_number) record.decision_number = input.decision_number->value;
  if (input.decision_date) {
    const auto& date = input.decision_date->value;
    record.decision_date = date.empty() ? std::nullopt : std::optional(date);
  }
  if (input.expires_at) {
    const auto at = input.expires_at->value;
    record.expires_at = at ? std::optional(at) : std::nullopt;
  }
  if (input.change_note) record.change_note = input.change_note->value;
  if (input.filter) record.audience_filter = to_text(*input.filter);
}

std::vector<FieldError> missing(const Record& record, const Units& area_ids, Millis now) {
  std::vector<FieldError> faults;
  const auto add = [&](const char* path, const char* key) { faults.push_back({path, key, {}}); };
  if (record.title.empty()) add("/title", "reach.error.title_missing");
  if (record.body.empty()) add("/body", "reach.error.body_missing");
  if (area_ids.empty()) add("/area_ids", "reach.error.areas_missing");
  if (record.expires_at && *record.expires_at <= now) add("/expires_at", "reach.error.expired_already");
  if (record.corrects_id && record.change_note.empty())
    add("/change_note", "reach.error.change_note_missing");
  return faults;
}

void check_schedule(const Record& record, Millis at, Millis now) {
  if (at <= now) throw Error::invalid("/at", "reach.error.schedule_in_past");
  if (at > now + kLongestWait) throw Error::invalid("/at", "reach.error.schedule_too_far");
  if (record.expires_at && *record.expires_at <= at)
    throw Error::invalid("/at", "reach.error.schedule_after_expiry");
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
