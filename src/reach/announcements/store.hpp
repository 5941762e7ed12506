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
};
BOOST_DESCRIBE_STRUCT(Record, (Letter),
                      (status, created_by, created_by_name, published_at, withdrawn_reason, audience_count,
                       version, updated_at))

std::optional<Record> find(Tx& tx, std::string_view id);
std::vector<std::string> area_ids(Tx& tx, std::string_view id);
void insert(Tx& tx, const Record& record);
void set_area_ids(Tx& tx, std::string_view id, const std::vector<std::string>& area_ids);
/// Writes the texts of a draft.
void update(Tx& tx, const Record& record);
void publish(Tx& tx, const Record& record, std::string_view by, std::string_view by_name);
void withdraw(Tx& tx, const Record& record);

/// One line of a list. Lists go by `listed_at` and id, newest first.
struct Line : Heading {
  std::string sender_area_id;
  std::int64_t listed_at = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (Heading), (sender_area_id, listed_at))
/// Ticked at, above or below the unit, or sent from it or below it; older than the place given.
std::vector<Line> lines(Tx& tx, std::string_view area_id, std::int64_t before, std::string_view before_id,
                        std::int64_t limit);
/// Ids of those published since and not withdrawn that may be for households of the unit, newest first: the
/// same, and those ticked where its households lived before.
std::vector<std::string> live(Tx& tx, std::string_view area_id, Millis since, std::int64_t limit);
/// Ids of those that are drafts no more and were ticked at a unit the household lives or lived in, or above
/// it, newest first.
std::vector<std::string> published_for(Tx& tx, std::string_view household_id, std::int64_t limit);

/// Ordinals of the households that live in the unit today, by the unit they are directly in.
void add_households(Tx& tx, std::string_view area_id, std::map<std::string, Bitmap>& by_unit);
struct Ways {
  std::int64_t households = 0;
  std::int64_t app = 0;
  std::int64_t zalo = 0;
  std::int64_t phone = 0;
};
BOOST_DESCRIBE_STRUCT(Ways, (), (households, app, zalo, phone))
Ways ways(Tx& tx, std::string_view area_id);

}  // namespace thon::reach::announcement_store
