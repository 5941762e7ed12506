#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/id.hpp"
#include "reach/announcements/announcements.hpp"
#include "reach/announcements/rules.hpp"
#include "reach/attachments/store.hpp"
#include "reach/audience/rules.hpp"
#include "reach/posting/rules.hpp"

/// Writing: drafts, several people at one of them, drafts that correct what is published.
namespace thon::reach {

namespace store = announcement_store;

namespace {

bool edits(const std::vector<rules::FieldEdit>& edits, std::string_view field) {
  return std::any_of(edits.begin(), edits.end(), [&](const auto& edit) { return edit.field == field; });
}

void audit_draft(Tx& tx, const Actor& actor, const char* verb, const store::Record& record) {
  const boost::json::object detail{{"title", record.title}};
  audit::record(tx, actor, verb, "announcement", record.id, record.sender_area_id,
                boost::json::serialize(detail));
}

}  // namespace

Announcement Announcements::draft(Tx& tx, const Actor& actor, const DraftInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  if (store::find(tx, input.id.value)) return view(tx, sight, own(tx, sight, input.id.value));
  const auto area_ids = sight.checked(input.area_ids, kNoArea);
  Record record;
  record.id = input.id.value;
  record.sender_area_id = sender_for(sight, area_ids);
  EditInput words;
  words.title = input.title;
  words.body = input.body;
  words.content_class = input.content_class;
  words.ask_confirmation = input.ask_confirmation;
  words.decision_number = input.decision_number;
  words.decision_date = input.decision_date;
  words.expires_at = input.expires_at;
  words.filter = input.filter;
  rules::merge(record, words);
  take_filter(tx, sight, record);
  if (record.decision_date) rules::check_decision_date(*record.decision_date, day_of(tx.now()));
  record.created_by = actor.account_id;
  record.created_by_name = actor.name;
  store::insert(tx, record);
  store::set_area_ids(tx, record.id, area_ids);
  return view(tx, sight, *store::find(tx, record.id));
}

void Announcements::take_filter(Tx& tx, const Sight& sight, Record& record) const {
  const auto filter = rules::filter_from(record.audience_filter);
  audiences_.check(tx, sight, filter);
  record.audience_words = audiences_.words(tx, filter);
}

Announcement Announcements::edit(Tx& tx, const Actor& actor, const EditInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  rules::check_editable(record);
  const auto edits = rules::differences(record, store::area_ids(tx, record.id), input);
  if (input.version != record.version)
    rules::check_clash(record, edits, store::fields_changed_since(tx, record.id, input.version));
  if (edits.empty()) return view(tx, sight, record);
  rules::merge(record, input);
  if (reach::edits(edits, "decision_date") && record.decision_date)
    rules::check_decision_date(*record.decision_date, day_of(tx.now()));
  if (record.corrects_id && (reach::edits(edits, "area_ids") || reach::edits(edits, "filter")))
    throw Error::invalid("/area_ids", "reach.error.correction_audience");
  if (reach::edits(edits, "filter")) take_filter(tx, sight, record);
  if (reach::edits(edits, "area_ids")) {
    const auto area_ids = sight.checked(*input.area_ids, kNoArea);
    const bool within = std::all_of(area_ids.begin(), area_ids.end(), [&](const auto& id) {
      return sight.tree->is_under(id, record.sender_area_id);
    });
    if (!within) record.sender_area_id = sender_for(sight, area_ids);
    store::set_area_ids(tx, record.id, area_ids);
  }
  ++record.version;
  record.updated_at = tx.now();
  store::update(tx, record);
  for (const auto& edit : edits) store::record_change(tx, record, edit.field, actor.name);
  if (record.publish_at || record.publish_fault) {
    record.publish_at = std::nullopt;
    record.publish_fault = std::nullopt;
    store::schedule(tx, record);
  }
  return view(tx, sight, record);
}

void Announcements::discard(Tx& tx, const Actor& actor, const PublishInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, input.announcement_id.value);
  if (record.discarded_at && record.version - 1 == input.version) return;
  rules::check_draft(record, input.version);
  record.discarded_at = tx.now();
  ++record.version;
  store::discard(tx, record);
  audit_draft(tx, actor, "reach.discard", record);
}

Announcement Announcements::restore(Tx& tx, const Actor& actor, std::string_view id) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  auto record = own(tx, sight, id);
  if (record.discarded_at) {
    record.discarded_at = std::nullopt;
    record.publish_at = std::nullopt;
    record.updated_at = tx.now();
    ++record.version;
    store::discard(tx, record);
    audit_draft(tx, actor, "reach.restore", record);
  }
  return view(tx, sight, record);
}

Announcement Announcements::correct(Tx& tx, const Actor& actor, const CorrectInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto before = own(tx, sight, input.announcement_id.value);
  rules::check_correctable(before);
  if (const auto known = store::correction_draft(tx, before.id))
    return view(tx, sight, own(tx, sight, *known));
  if (store::find(tx, input.id.value)) throw Error(ErrorKind::conflict, "reach.error.id_taken");
  Record record;
  static_cast<Letter&>(record) = before;
  record.id = input.id.value;
  record.decision_number = before.decision_number;
  record.decision_date = before.decision_date;
  record.expires_at = before.expires_at;
  record.corrects_id = before.id;
  record.audience_filter = before.audience_filter;
  record.audience_words = before.audience_words;
  record.created_by = actor.account_id;
  record.created_by_name = actor.name;
  store::insert(tx, record);
  store::set_area_ids(tx, record.id, store::area_ids(tx, before.id));
  for (const auto& one : attachment_store::list(tx, before.id))
    attachment_store::copy(tx, one.id, record.id, new_id());
  return view(tx, sight, *store::find(tx, record.id));
}

}  // namespace thon::reach
