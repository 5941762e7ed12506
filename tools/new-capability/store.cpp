#include "samples/store.hpp"

namespace thon::samples::store {
namespace {

// Ids sort by time, so the newest come first; '~' stands behind every id.
const Sql kList{"samples.list",
                "SELECT s.id, s.area_id, a.name, s.title, s.author, s.created_at FROM areas_closure c "
                "JOIN samples_sample s ON s.area_id = c.descendant_id JOIN areas_area_v a ON a.id = s.area_id "
                "WHERE c.ancestor_id = :area_id AND s.id < :cursor ORDER BY s.id DESC LIMIT :most"};

const Sql kFind{"samples.find",
                "SELECT s.id, s.area_id, a.name, s.title, s.author, s.created_at FROM samples_sample s "
                "JOIN areas_area_v a ON a.id = s.area_id WHERE s.id = :id"};

const Sql kCountSince{"samples.count_since",
                      "SELECT COUNT(*) FROM samples_sample WHERE area_id = :area_id AND created_at > :since"};

const Sql kInsert{"samples.insert",
                  "INSERT INTO samples_sample (id, area_id, title, author_id, author, created_at) "
                  "VALUES (:id, :area_id, :title, :author_id, :author, :now)"};

}  // namespace

std::vector<Sample> list(Tx& tx, std::string_view area_id, std::string_view cursor, std::size_t limit) {
  return tx.rows<Sample>(kList,
                         {{"area_id", area_id}, {"cursor", cursor.empty() ? "~" : cursor}, {"most", limit}});
}

std::optional<Sample> find(Tx& tx, std::string_view id) { return tx.one<Sample>(kFind, {{"id", id}}); }

std::int64_t count_since(Tx& tx, std::string_view area_id, Millis since) {
  return tx.value<std::int64_t>(kCountSince, {{"area_id", area_id}, {"since", since}}).value_or(0);
}

void insert(Tx& tx, const AddSample& input, const Actor& author) {
  tx.exec(kInsert, {{"id", input.id},
                    {"area_id", input.area_id},
                    {"title", input.title},
                    {"author_id", author.account_id},
                    {"author", author.name},
                    {"now", tx.now()}});
}

}  // namespace thon::samples::store
