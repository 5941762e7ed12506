#include "talk/settings/store.hpp"

namespace thon::talk::settings_store {
namespace {

const Sql kNearest{"talk.nearest_unit",
                   "SELECT u.area_id, u.answerer_id, u.answerer_name, u.due_days FROM areas_closure c "
                   "JOIN talk_unit u ON u.area_id = c.ancestor_id WHERE c.descendant_id = :area "
                   "ORDER BY c.depth LIMIT 1"};
const Sql kPut{"talk.put_unit",
               "INSERT INTO talk_unit (area_id, answerer_id, answerer_name, due_days, updated_at) "
               "VALUES (:area_id, :answerer_id, :answerer_name, :due_days, :now) ON CONFLICT (area_id) "
               "DO UPDATE SET answerer_id = excluded.answerer_id, answerer_name = excluded.answerer_name, "
               "due_days = excluded.due_days, updated_at = excluded.updated_at"};
const Sql kHolders{
    "talk.holders",
    "SELECT h.account_id, h.name, h.role, h.area_id FROM areas_closure c JOIN identity_holder_v h "
    "ON h.area_id = c.ancestor_id WHERE c.descendant_id = :area AND h.valid_from <= :today "
    "AND (h.valid_to IS NULL OR h.valid_to > :today) ORDER BY c.depth, h.name, h.account_id LIMIT 200"};
const Sql kCanned{"talk.canned",
                  "SELECT id, area_id, title, body, version FROM talk_canned "
                  "WHERE id = :id AND removed_at IS NULL"};
const Sql kCannedFor{"talk.canned_for",
                     "SELECT k.id, k.area_id, k.title, k.body, k.version FROM areas_closure c "
                     "JOIN talk_canned k ON k.area_id = c.ancestor_id AND k.removed_at IS NULL "
                     "WHERE c.descendant_id = :area AND k.search_text LIKE :pattern ESCAPE '!' "
                     "ORDER BY k.search_text, k.id LIMIT 200"};
const Sql kInsert{"talk.insert_canned",
                  "INSERT INTO talk_canned (id, area_id, title, body, search_text, version, updated_at) "
                  "VALUES (:id, :area_id, :title, :body, :search_text, 1, :now)"};
const Sql kUpdate{"talk.update_canned",
                  "UPDATE talk_canned SET title = :title, body = :body, search_text = :search_text, "
                  "version = version + 1, updated_at = :now WHERE id = :id"};
const Sql kRemove{"talk.remove_canned", "UPDATE talk_canned SET removed_at = :now WHERE id = :id"};

}  // namespace

std::optional<Unit> nearest(Tx& tx, std::string_view area_id) {
  return tx.one<Unit>(kNearest, {{"area", area_id}});
}

void put(Tx& tx, const Unit& unit) {
  tx.exec(kPut, {{"area_id", unit.area_id},
                 {"answerer_id", unit.answerer_id},
                 {"answerer_name", unit.answerer_name},
                 {"due_days", unit.due_days},
                 {"now", tx.now()}});
}

std::vector<Holder> holders(Tx& tx, std::string_view area_id) {
  return tx.rows<Holder>(kHolders, {{"area", area_id}, {"today", date_of(tx.now())}});
}

std::optional<Canned> canned(Tx& tx, std::string_view id) { return tx.one<Canned>(kCanned, {{"id", id}}); }

std::vector<Canned> canned_for(Tx& tx, std::string_view area_id, std::string_view pattern) {
  return tx.rows<Canned>(kCannedFor, {{"area", area_id}, {"pattern", pattern}});
}

void insert(Tx& tx, const Canned& canned, std::string_view search_text) {
  tx.exec(kInsert, {{"id", canned.id},
                    {"area_id", canned.area_id},
                    {"title", canned.title},
                    {"body", canned.body},
                    {"search_text", search_text},
                    {"now", tx.now()}});
}

void update(Tx& tx, const Canned& canned, std::string_view search_text) {
  tx.exec(kUpdate, {{"id", canned.id},
                    {"title", canned.title},
                    {"body", canned.body},
                    {"search_text", search_text},
                    {"now", tx.now()}});
}

void remove(Tx& tx, std::string_view id) { tx.exec(kRemove, {{"id", id}, {"now", tx.now()}}); }

}  // namespace thon::talk::settings_store
