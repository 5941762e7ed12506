#include "reach/announcements/store.hpp"

namespace thon::reach::announcement_store {
namespace {

const Sql kFind{
    "reach.find",
    "SELECT id, sender_area_id, title, body, content_class, ask_confirmation, status, created_by, "
    "created_by_name, published_at, withdrawn_reason, audience_count, version, updated_at, decision_number, "
    "decision_date, expires_at, publish_at, scheduled_by, scheduled_by_name, publish_fault, corrects_id, "
    "corrected_by_id, change_note, discarded_at, audience_filter, audience_words FROM reach_announcement WHERE id = :id"};
const Sql kAreaIds{"reach.area_ids",
                   "SELECT area_id FROM reach_audience_unit WHERE announcement_id = :id ORDER BY area_id"};
const Sql kInsert{
    "reach.insert",
    "INSERT INTO reach_announcement (id, sender_area_id, title, body, content_class, ask_confirmation, "
    "status, created_by, created_by_name, audience_count, listed_at, version, created_at, updated_at, "
    "decision_number, decision_date, expires_at, change_note, corrects_id, audience_filter, audience_words) "
    "VALUES (:id, :sender_area_id, :title, :body, :content_class, :ask_confirmation, 'draft', "
    ":created_by, :created_by_name, 0, :now, 1, :now, :now, :decision_number, :decision_date, "
    ":expires_at, :change_note, :corrects_id, :audience_filter, :audience_words)"};
const Sql kClearUnits{"reach.clear_units", "DELETE FROM reach_audience_unit WHERE announcement_id = :id"};
const Sql kInsertUnit{"reach.insert_unit",
                      "INSERT INTO reach_audience_unit (announcement_id, area_id) VALUES (:id, :area_id)"};
const Sql kUpdate{
    "reach.update",
    "UPDATE reach_announcement SET title = :title, body = :body, content_class = :content_class, "
    "ask_confirmation = :ask_confirmation, decision_number = :decision_number, "
    "decision_date = :decision_date, expires_at = :expires_at, change_note = :change_note, "
    "sender_area_id = :sender_area_id, audience_filter = :audience_filter, "
    "audience_words = :audience_words, version = :version, listed_at = :now, updated_at = :now "
    "WHERE id = :id"};
const Sql kSchedule{
    "reach.schedule",
    "UPDATE reach_announcement SET publish_at = :publish_at, scheduled_by = :scheduled_by, "
    "scheduled_by_name = :scheduled_by_name, publish_fault = :publish_fault, version = :version, "
    "updated_at = :now WHERE id = :id"};
const Sql kDiscard{"reach.discard",
                   "UPDATE reach_announcement SET discarded_at = :discarded_at, publish_at = NULL, "
                   "version = :version, updated_at = :now WHERE id = :id"};
const Sql kCorrectionDraft{"reach.correction_draft",
                           "SELECT id FROM reach_announcement WHERE corrects_id = :id "
                           "AND status = 'draft' AND discarded_at IS NULL"};
const Sql kFieldsChangedSince{"reach.fields_changed_since",
                        "SELECT field, by_name FROM reach_draft_change "
                        "WHERE announcement_id = :id AND version > :version"};
const Sql kRecordChange{
    "reach.record_change",
    "INSERT INTO reach_draft_change (announcement_id, field, version, by_name, at) "
    "VALUES (:id, :field, :version, :by_name, :now) ON CONFLICT (announcement_id, field) DO UPDATE SET "
    "version = excluded.version, by_name = excluded.by_name, at = excluded.at"};
const Sql kPublish{
    "reach.publish",
    "UPDATE reach_announcement SET status = 'published', published_by = :by, published_by_name = "
    ":by_name, published_at = :at, audience_count = :audience_count, version = :version, "
    "publish_at = NULL, publish_fault = NULL, listed_at = :at, updated_at = :at WHERE id = :id"};
const Sql kWithdraw{
    "reach.withdraw",
    "UPDATE reach_announcement SET status = 'withdrawn', withdrawn_at = :now, withdrawn_reason = "
    ":reason, corrected_by_id = :corrected_by_id, version = :version, updated_at = :now WHERE id = :id"};

// The lists of a unit: what was ticked at it or below it, what was ticked above it, what was sent from it or
// below.
#define THON_REACH_CONCERNS                                                                                \
  "(SELECT u.announcement_id FROM areas_closure c JOIN reach_audience_unit u ON u.area_id = "              \
  "c.descendant_id "                                                                                       \
  "WHERE c.ancestor_id = :area UNION "                                                                     \
  "SELECT u.announcement_id FROM areas_closure c JOIN reach_audience_unit u ON u.area_id = c.ancestor_id " \
  "WHERE c.descendant_id = :area UNION "                                                                   \
  "SELECT s.id FROM areas_closure c JOIN reach_announcement s ON s.sender_area_id = c.descendant_id "      \
  "WHERE c.ancestor_id = :area)"
#define THON_REACH_LINE                                                                                 \
  "SELECT a.id, a.title, a.content_class, a.status, a.ask_confirmation, a.published_at, a.updated_at, " \
  "a.publish_at, a.expires_at, a.corrects_id, a.corrected_by_id, a.sender_area_id, a.listed_at, "       \
  "a.decision_date FROM reach_announcement a "

const Sql kLines{"reach.lines",
                 THON_REACH_LINE "WHERE a.id IN " THON_REACH_CONCERNS
                                 " AND a.discarded_at IS NULL AND (a.listed_at < :before OR (a.listed_at = :before AND a.id < "
                                 ":before_id)) ORDER BY a.listed_at DESC, a.id DESC LIMIT :limit"};
// Also what was ticked where households of the unit lived before.
const Sql kLive{"reach.live",
                "WITH RECURSIVE former(id) AS ("
                "SELECT m.area_id FROM areas_closure c "
                "JOIN households_household_v h ON h.area_id = c.descendant_id "
                "JOIN households_membership_v m ON m.household_id = h.id AND m.valid_to IS NOT NULL "
                "WHERE c.ancestor_id = :area UNION "
                "SELECT l.parent_id FROM former f JOIN areas_link_v l ON l.child_id = f.id) "
                "SELECT a.id FROM reach_announcement a WHERE (a.id IN " THON_REACH_CONCERNS
                " OR a.id IN (SELECT u.announcement_id FROM former f "
                "JOIN reach_audience_unit u ON u.area_id = f.id)) "
                "AND a.status = 'published' AND a.published_at >= :since "
                "AND (a.expires_at IS NULL OR a.expires_at > :now) "
                "ORDER BY a.listed_at DESC, a.id DESC LIMIT :limit"};
// What was sent where a household used to live is still for it. Units merged since stand only in the links.
const Sql kPublishedFor{
    "reach.published_for",
    "WITH RECURSIVE place(id) AS ("
    "SELECT m.area_id FROM households_membership_v m WHERE m.household_id = :household UNION "
    "SELECT l.parent_id FROM place p JOIN areas_link_v l ON l.child_id = p.id) "
    "SELECT a.id FROM reach_announcement a WHERE a.id IN ("
    "SELECT u.announcement_id FROM place p JOIN reach_audience_unit u ON u.area_id = p.id) "
    "AND a.status <> 'draft' ORDER BY a.listed_at DESC, a.id DESC LIMIT :limit"};

SqlParams texts(const Tx& tx, const Record& record) {
  return {{"id", record.id},
          {"title", record.title},
          {"body", record.body},
          {"content_class", record.content_class},
          {"ask_confirmation", record.ask_confirmation},
          {"decision_number", record.decision_number},
          {"decision_date", record.decision_date},
          {"expires_at", record.expires_at},
          {"change_note", record.change_note},
          {"sender_area_id", record.sender_area_id},
          {"audience_filter", record.audience_filter},
          {"audience_words", record.audience_words},
          {"now", tx.now()}};
}

}  // namespace

std::optional<Record> find(Tx& tx, std::string_view id) { return tx.one<Record>(kFind, {{"id", id}}); }

std::vector<std::string> area_ids(Tx& tx, std::string_view id) {
  return tx.values<std::string>(kAreaIds, {{"id", id}});
}

void insert(Tx& tx, const Record& record) {
  auto params = texts(tx, record);
  params.push_back({"created_by", record.created_by});
  params.push_back({"created_by_name", record.created_by_name});
  params.push_back({"corrects_id", record.corrects_id});
  tx.exec(kInsert, params);
}

void set_area_ids(Tx& tx, std::string_view id, const std::vector<std::string>& area_ids) {
  tx.exec(kClearUnits, {{"id", id}});
  for (const auto& area_id : area_ids) tx.exec(kInsertUnit, {{"id", id}, {"area_id", area_id}});
}

void update(Tx& tx, const Record& record) {
  auto params = texts(tx, record);
  params.push_back({"version", record.version});
  tx.exec(kUpdate, params);
}

void schedule(Tx& tx, const Record& record) {
  tx.exec(kSchedule, {{"id", record.id},
                      {"publish_at", record.publish_at},
                      {"scheduled_by", record.scheduled_by},
                      {"scheduled_by_name", record.scheduled_by_name},
                      {"publish_fault", record.publish_fault},
                      {"version", record.version},
                      {"now", tx.now()}});
}

void discard(Tx& tx, const Record& record) {
  tx.exec(kDiscard, {{"id", record.id},
                     {"discarded_at", record.discarded_at},
                     {"version", record.version},
                     {"now", tx.now()}});
}

void publish(Tx& tx, const Record& record, std::string_view by, std::string_view by_name) {
  tx.exec(kPublish, {{"id", record.id},
                     {"by", by},
                     {"by_name", by_name},
                     {"at", *record.published_at},
                     {"audience_count", record.audience_count},
                     {"version", record.version}});
}

void withdraw(Tx& tx, const Record& record) {
  tx.exec(kWithdraw, {{"id", record.id},
                      {"reason", *record.withdrawn_reason},
                      {"corrected_by_id", record.corrected_by_id},
                      {"version", record.version},
                      {"now", tx.now()}});
}

std::optional<std::string> correction_draft(Tx& tx, std::string_view id) {
  return tx.value<std::string>(kCorrectionDraft, {{"id", id}});
}

std::map<std::string, std::string> fields_changed_since(Tx& tx, std::string_view id, std::int64_t version) {
  std::map<std::string, std::string> changed;
  tx.run(kFieldsChangedSince, {{"id", id}, {"version", version}}, {Column::text, Column::text}, [&](const Row& row) {
    changed.emplace(std::get<std::string>(row[0]), std::get<std::string>(row[1]));
    return true;
  });
  return changed;
}

void record_change(Tx& tx, const Record& record, std::string_view field, std::string_view by_name) {
  tx.exec(kRecordChange, {{"id", record.id},
                          {"field", field},
                          {"version", record.version},
                          {"by_name", by_name},
                          {"now", tx.now()}});
}

std::vector<Line> lines(Tx& tx, std::string_view area_id, std::int64_t before, std::string_view before_id,
                        std::int64_t limit) {
  return tx.rows<Line>(kLines,
                       {{"area", area_id}, {"before", before}, {"before_id", before_id}, {"limit", limit}});
}

std::vector<std::string> live(Tx& tx, std::string_view area_id, Millis since, std::int64_t limit) {
  return tx.values<std::string>(kLive, {{"area", area_id}, {"since", since}, {"now", tx.now()}, {"limit", limit}});
}

std::vector<std::string> published_for(Tx& tx, std::string_view household_id, std::int64_t limit) {
  return tx.values<std::string>(kPublishedFor, {{"household", household_id}, {"limit", limit}});
}

}  // namespace thon::reach::announcement_store
