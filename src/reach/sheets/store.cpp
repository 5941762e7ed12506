#include "reach/sheets/store.hpp"

namespace thon::reach::sheet_store {
namespace {

#define THON_REACH_SHEET \
  "SELECT id, code, digest, area_id, printed_by_name, printed_at, content FROM reach_sheet "

const Sql kFind{"reach.sheet", THON_REACH_SHEET "WHERE id = :id"};
const Sql kByCode{"reach.sheet_by_code", THON_REACH_SHEET "WHERE code = :code"};
const Sql kByDigest{"reach.sheet_by_digest", THON_REACH_SHEET "WHERE digest = :digest"};
const Sql kInsert{"reach.insert_sheet",
                  "INSERT INTO reach_sheet (id, code, digest, area_id, printed_by_name, printed_at, content) "
                  "VALUES (:id, :code, :digest, :area_id, :printed_by_name, :printed_at, :content)"};
const Sql kRemove{"reach.remove_sheets", "DELETE FROM reach_sheet WHERE printed_at < :before"};

}  // namespace

std::optional<Record> find(Tx& tx, std::string_view id) { return tx.one<Record>(kFind, {{"id", id}}); }
std::optional<Record> find_by_code(Tx& tx, std::string_view code) {
  return tx.one<Record>(kByCode, {{"code", code}});
}
std::optional<Record> find_by_digest(Tx& tx, std::string_view digest) {
  return tx.one<Record>(kByDigest, {{"digest", digest}});
}
void insert(Tx& tx, const Record& record) {
  tx.exec(kInsert, {{"id", record.id},
                    {"code", record.code},
                    {"digest", record.digest},
                    {"area_id", record.area_id},
                    {"printed_by_name", record.printed_by_name},
                    {"printed_at", record.printed_at},
                    {"content", record.content}});
}
std::int64_t remove_before(Tx& tx, std::int64_t printed_at) {
  return tx.exec(kRemove, {{"before", printed_at}});
}

}  // namespace thon::reach::sheet_store
