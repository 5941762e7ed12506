#include "assembly/matters/store.hpp"

namespace thon::assembly::matter_store {
namespace {

#define THON_ASSEMBLY_MATTER                                                                                \
  "SELECT m.id, m.kind, m.sender_area_id, m.title, m.body, m.status, m.opened_at, m.ends_at, m.closed_at, " \
  "m.reason, m.houses, m.created_by_name, m.version, m.updated_at"
// Each kind keeps its answers in a table of its own.
#define THON_ASSEMBLY_ANSWERED                                                          \
  "CASE m.kind WHEN 'vote' THEN CASE m.status WHEN 'asking' THEN "                      \
  "(SELECT COUNT(*) FROM assembly_consent a WHERE a.matter_id = m.id) ELSE "            \
  "(SELECT COUNT(*) FROM assembly_cast a WHERE a.matter_id = m.id "                     \
  "AND (a.app_id IS NOT NULL OR a.paper_id IS NOT NULL)) END "                          \
  "WHEN 'poll' THEN (SELECT COUNT(*) FROM assembly_answer a WHERE a.matter_id = m.id) " \
  "ELSE (SELECT COUNT(*) FROM assembly_reply a WHERE a.matter_id = m.id) END"

const Sql kFind{"assembly.find", THON_ASSEMBLY_MATTER " FROM assembly_matter m WHERE m.id = :id"};
const Sql kInsert{
    "assembly.insert",
    "INSERT INTO assembly_matter (id, kind, sender_area_id, title, body, status, ends_at, reason, houses, "
    "created_by, created_by_name, version, created_at, updated_at) VALUES (:id, :kind, :sender_area_id, "
    ":title, "
    ":body, 'draft', :ends_at, '', 0, :created_by, :created_by_name, 1, :now, :now)"};
const Sql kUpdate{"assembly.update",
                  "UPDATE assembly_matter SET sender_area_id = :sender_area_id, title = :title, body = "
                  ":body, status = :status, opened_at = :opened_at, ends_at = "
                  ":ends_at, closed_at = :closed_at, reason = :reason, houses = :houses, version = :version, "
                  "updated_at = :now "
                  "WHERE id = :id"};
const Sql kAreaIds{"assembly.area_ids",
                   "SELECT area_id FROM assembly_unit WHERE matter_id = :id ORDER BY area_id"};
const Sql kClearUnits{"assembly.clear_units", "DELETE FROM assembly_unit WHERE matter_id = :id"};
const Sql kInsertUnit{"assembly.insert_unit",
                      "INSERT INTO assembly_unit (matter_id, area_id) VALUES (:id, :area_id)"};
const Sql kLines{
    "assembly.lines", THON_ASSEMBLY_MATTER
    ", " THON_ASSEMBLY_ANSWERED
    " FROM assembly_matter m WHERE m.id IN ("
    "SELECT u.matter_id FROM areas_closure c JOIN assembly_unit u ON u.area_id = c.descendant_id "
    "WHERE c.ancestor_id = :area UNION "
    "SELECT u.matter_id FROM areas_closure c JOIN assembly_unit u ON u.area_id = c.ancestor_id "
    "WHERE c.descendant_id = :area UNION "
    "SELECT s.id FROM areas_closure c JOIN assembly_matter s ON s.sender_area_id = c.descendant_id "
    "WHERE c.ancestor_id = :area) AND m.id < :before ORDER BY m.id DESC LIMIT :limit"};
const Sql kAnswered{"assembly.answered",
                    "SELECT " THON_ASSEMBLY_ANSWERED " FROM assembly_matter m WHERE m.id = :id"};
const Sql kOverdue{
    "assembly.overdue", THON_ASSEMBLY_MATTER
    " FROM assembly_matter m WHERE m.status = 'open' AND m.ends_at <= :now AND m.kind <> 'meeting'"};
const Sql kAddExtension{"assembly.add_extension",
                        "INSERT INTO assembly_extension (matter_id, at, from_at, to_at, reason, by_name) "
                        "VALUES (:id, :at, :from_at, :to_at, :reason, :by_name)"};
const Sql kExtensions{"assembly.extensions",
                      "SELECT at, from_at, to_at, reason, by_name FROM assembly_extension "
                      "WHERE matter_id = :id ORDER BY from_at"};

}  // namespace

std::optional<Matter> find(Tx& tx, std::string_view id) { return tx.one<Matter>(kFind, {{"id", id}}); }

void insert(Tx& tx, const Matter& matter, const Actor& actor) {
  tx.exec(kInsert, {{"id", matter.id},
                    {"kind", matter.kind},
                    {"sender_area_id", matter.sender_area_id},
                    {"title", matter.title},
                    {"body", matter.body},
                    {"ends_at", matter.ends_at},
                    {"created_by", actor.account_id},
                    {"created_by_name", actor.name},
                    {"now", tx.now()}});
}

void update(Tx& tx, Matter& matter) {
  ++matter.version;
  matter.updated_at = tx.now();
  tx.exec(kUpdate, {{"id", matter.id},
                    {"sender_area_id", matter.sender_area_id},
                    {"title", matter.title},
                    {"body", matter.body},
                    {"status", matter.status},
                    {"opened_at", matter.opened_at},
                    {"ends_at", matter.ends_at},
                    {"closed_at", matter.closed_at},
                    {"reason", matter.reason},
                    {"houses", matter.houses},
                    {"version", matter.version},
                    {"now", matter.updated_at}});
}

std::vector<std::string> area_ids(Tx& tx, std::string_view id) {
  return tx.values<std::string>(kAreaIds, {{"id", id}});
}

void set_area_ids(Tx& tx, std::string_view id, const std::vector<std::string>& area_ids) {
  tx.exec(kClearUnits, {{"id", id}});
  for (const auto& area_id : area_ids) tx.exec(kInsertUnit, {{"id", id}, {"area_id", area_id}});
}

std::vector<Line> lines(Tx& tx, std::string_view area_id, std::string_view before_id, std::int64_t limit) {
  return tx.rows<Line>(kLines, {{"area", area_id}, {"before", before_id}, {"limit", limit}});
}

std::int64_t answered(Tx& tx, const Matter& matter) {
  return tx.value<std::int64_t>(kAnswered, {{"id", matter.id}}).value_or(0);
}

std::vector<Matter> overdue(Tx& tx) { return tx.rows<Matter>(kOverdue, {{"now", tx.now()}}); }

void add_extension(Tx& tx, std::string_view id, const MatterExtension& extension) {
  tx.exec(kAddExtension, {{"id", id},
                          {"at", extension.at},
                          {"from_at", extension.from_at},
                          {"to_at", extension.to_at},
                          {"reason", extension.reason},
                          {"by_name", extension.by_name}});
}

std::vector<MatterExtension> extensions(Tx& tx, std::string_view id) {
  return tx.rows<MatterExtension>(kExtensions, {{"id", id}});
}

}  // namespace thon::assembly::matter_store
