#pragma once
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/posting/model.hpp"

/// SQL of what the law asks.
namespace thon::reach::posting_store {

/// Rules set at the unit or above it, those of the outermost unit first.
std::vector<ClassRule> own_rules(Tx& tx, std::string_view area_id);
void put_rule(Tx& tx, std::string_view area_id, const ClassRule& rule, std::string_view by_name);
/// False when there was none.
bool remove_rule(Tx& tx, std::string_view area_id, std::int64_t content_class);

/// What was sent out, as the register tells of it.
struct Posted {
  std::string id;
  std::int64_t content_class = 14;
  std::string title;
  std::string sender_area_id;
  std::string decision_number;
  std::optional<std::string> decision_date;
  std::int64_t published_at = 0;
  std::optional<std::int64_t> withdrawn_at;
  std::optional<std::string> withdrawn_reason;
  std::optional<std::string> corrected_by_id;
  std::int64_t audience_count = 0;
};
BOOST_DESCRIBE_STRUCT(Posted, (),
                      (id, content_class, title, sender_area_id, decision_number, decision_date, published_at,
                       withdrawn_at, withdrawn_reason, corrected_by_id, audience_count))
/// From the unit or one below it, from one moment up to another.
std::vector<Posted> posted(Tx& tx, std::string_view area_id, Millis from, Millis to, std::int64_t limit);

}  // namespace thon::reach::posting_store
