#include "base/text.hpp"
#include "households/store.hpp"

namespace thon::households::store {
namespace {

const Sql kTags{"households.tags",
                "SELECT tag FROM households_tag WHERE household_id = :id ORDER BY tag_key"};
const Sql kPutTag{"households.put_tag",
                  "INSERT INTO households_tag (household_id, tag_key, tag) VALUES (:id, :key, :tag) "
                  "ON CONFLICT (household_id, tag_key) DO NOTHING"};
const Sql kRemoveTag{"households.remove_tag",
                     "DELETE FROM households_tag WHERE household_id = :id AND tag_key = :key"};
const Sql kTouch{"households.touch",
                 "UPDATE households_household SET version = :version, updated_at = :now WHERE id = :id"};
const Sql kTagCounts{
    "households.tag_counts",
    "SELECT MIN(t.tag), COUNT(*) FROM areas_closure c "
    "JOIN households_household h ON h.area_id = c.descendant_id AND h.valid_to IS NULL "
    "JOIN households_tag t ON t.household_id = h.id WHERE c.ancestor_id = :area "
    "GROUP BY t.tag_key ORDER BY COUNT(*) DESC, t.tag_key LIMIT 100"};

}  // namespace

std::vector<std::string> tags(Tx& tx, std::string_view household_id) {
  return tx.values<std::string>(kTags, {{"id", household_id}});
}

void put_tag(Tx& tx, std::string_view household_id, const std::string& tag) {
  tx.exec(kPutTag, {{"id", household_id}, {"key", fold(tag)}, {"tag", tag}});
}

void remove_tag(Tx& tx, std::string_view household_id, const std::string& tag) {
  tx.exec(kRemoveTag, {{"id", household_id}, {"key", fold(tag)}});
}

void touch(Tx& tx, const Household& household) {
  tx.exec(kTouch, {{"id", household.id}, {"version", household.version}, {"now", tx.now()}});
}

std::vector<TagCount> tag_counts(Tx& tx, std::string_view area_id) {
  return tx.rows<TagCount>(kTagCounts, {{"area", area_id}});
}

}  // namespace thon::households::store
