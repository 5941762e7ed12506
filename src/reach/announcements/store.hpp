#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/announcements/model.hpp"
#include "reach/ledger/bitmap.hpp"

/// SQL of announcements.
namespace thon::reach::announcement_store {

struct Record : Letter {
  Status status = Status::draft;
  std::string created_by;
  std::string created_by_name;
  std::optional<std::int64_t> published_at;
  std::optional<std::string> withdrawn_reason;
  std::int64_t audience_count = 0;
  std::int64_t version = 1;
  std::int64_t updated_at = 0;
  std::string decision_number;
  std::optional<std::string> decision_date;
  std::optional<std::int64_t> expires_at;
  std::optional<std::int64_t> publish_at;
  std::optional<std::string> scheduled_by;
  std::optional<std::string> scheduled_by_name;
  std::optional<std::string> publish_fault;
  std::optional<std::string> corrects_id;
  std::optional<std::string> corrected_by_id;
  std::string change_note;
  std::optional<std::int64_t> discarded_at;
  std::string audience_filter;
  std::string audience_words;

  bool live_draft() const { return status == Status::draft && !discarded_at; }
};
BOOST_DESCRIBE_STRUCT(Record, (Letter),
                      (status, created_by, created_by_name, published_at, withdrawn_reason, audience_count,
                       version, updated_at, decision_number, decision_date, expires_at, publish_at,
                       scheduled_by, scheduled_by_name, publish_fault, corrects_id, corrected_by_id,
                       change_note, discarded_at, audience_filter, audience_words))

std::optional<Record> find(Tx& tx, std::string_view id);
std::vector<std::string> area_ids(Tx& tx, std::string_view id);
void insert(Tx& tx, const Record& record);
void set_area_ids(Tx& tx, std::string_view id, const std::vector<std::string>& area_ids);
/// Writes what a draft says.
void update(Tx& tx, const Record& record);
/// Writes when it publishes itself, or why it did not.
void schedule(Tx& tx, const Record& record);
void discard(Tx& tx, const Record& record);
void publish(Tx& tx, const Record& record, std::string_view by, std::string_view by_name);
/// `reason` and what corrects it, if anything does, stand in the record.
void withdraw(Tx& tx, const Record& record);
/// The draft that is to correct the announcement, when there is one.
std::optional<std::string> correction_draft(Tx& tx, std::string_view id);

/// Which fields of a draft were changed after a version, and by whom.
std::map<std::string, std::string> fields_changed_since(Tx& tx, std::string_view id, std::int64_t version);
void record_change(Tx& tx, const Record& record, std::string_view field, std::string_view by_name);

/// One line of a list. Lists go by `listed_at` and id, newest first.
struct Line : Heading {
  std::string sender_area_id;
  std::int64_t listed_at = 0;
  std::optional<std::string> decision_date;
};
BOOST_DESCRIBE_STRUCT(Line, (Heading), (sender_area_id, listed_at, decision_date))
/// Ticked at, above or below the unit, or sent from it or below it; older than the place given.
std::vector<Line> lines(Tx& tx, std::string_view area_id, std::int64_t before, std::string_view before_id,
                        std::int64_t limit);
/// Ids of those published since, neither withdrawn nor expired, that may be for households of the unit, newest first: the
/// same, and those ticked where its households lived before.
std::vector<std::string> live(Tx& tx, std::string_view area_id, Millis since, std::int64_t limit);
/// Ids of those that are drafts no more and were ticked at a unit the household lives or lived in, or above
/// it, newest first.
std::vector<std::string> published_for(Tx& tx, std::string_view household_id, std::int64_t limit);

}  // namespace thon::reach::announcement_store
