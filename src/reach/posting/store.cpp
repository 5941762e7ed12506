#include "reach/posting/store.hpp"

namespace thon::reach::posting_store {
namespace {

const Sql kOwnRules{
    "reach.own_rules",
    "SELECT r.content_class, r.deadline_days, r.loudspeaker_days, r.posting_days, r.permanent, 1 "
    "FROM areas_closure c JOIN reach_class_rule r ON r.area_id = c.ancestor_id "
    "WHERE c.descendant_id = :area_id ORDER BY c.depth DESC"};

const Sql kPutRule{
    "reach.put_rule",
    "INSERT INTO reach_class_rule (area_id, content_class, deadline_days, loudspeaker_days, posting_days, "
    "permanent, set_by_name, set_at) VALUES (:area_id, :content_class, :deadline_days, :loudspeaker_days, "
    ":posting_days, :permanent, :by_name, :now) ON CONFLICT (area_id, content_class) DO UPDATE SET "
    "deadline_days = excluded.deadline_days, loudspeaker_days = excluded.loudspeaker_days, "
    "posting_days = excluded.posting_days, permanent = excluded.permanent, "
    "set_by_name = excluded.set_by_name, set_at = excluded.set_at"};

const Sql kRemoveRule{
    "reach.remove_rule",
    "DELETE FROM reach_class_rule WHERE area_id = :area_id AND content_class = :content_class"};

// What is a draft no more is listed at the moment at which it was sent.
const Sql kPosted{
    "reach.posted",
    "SELECT a.id, a.content_class, a.title, a.sender_area_id, a.decision_number, a.decision_date, "
    "a.published_at, a.withdrawn_at, a.withdrawn_reason, a.corrected_by_id, a.audience_count "
    "FROM areas_closure c JOIN reach_announcement a ON a.sender_area_id = c.descendant_id "
    "WHERE c.ancestor_id = :area_id AND a.listed_at >= :from AND a.listed_at < :to AND a.status <> 'draft' "
    "ORDER BY a.listed_at, a.id LIMIT :limit"};

}  // namespace

std::vector<ClassRule> own_rules(Tx& tx, std::string_view area_id) {
  return tx.rows<ClassRule>(kOwnRules, {{"area_id", area_id}});
}

void put_rule(Tx& tx, std::string_view area_id, const ClassRule& rule, std::string_view by_name) {
  tx.exec(kPutRule, {{"area_id", area_id},
                     {"content_class", rule.content_class},
                     {"deadline_days", rule.deadline_days},
                     {"loudspeaker_days", rule.loudspeaker_days},
                     {"posting_days", rule.posting_days},
                     {"permanent", rule.permanent},
                     {"by_name", by_name},
                     {"now", tx.now()}});
}

bool remove_rule(Tx& tx, std::string_view area_id, std::int64_t content_class) {
  return tx.exec(kRemoveRule, {{"area_id", area_id}, {"content_class", content_class}}) > 0;
}

std::vector<Posted> posted(Tx& tx, std::string_view area_id, Millis from, Millis to, std::int64_t limit) {
  return tx.rows<Posted>(kPosted, {{"area_id", area_id}, {"from", from}, {"to", to}, {"limit", limit}});
}

}  // namespace thon::reach::posting_store
