#include "assembly/kinds/store.hpp"

namespace thon::assembly::kind_store {
namespace {

const Sql kVersion{"assembly.kinds_version", "SELECT version FROM assembly_kinds WHERE area_id = :area_id"};
const Sql kKinds{
    "assembly.kinds",
    "SELECT name, clause, legal_basis FROM assembly_kind WHERE area_id = :area_id ORDER BY position"};
const Sql kPut{"assembly.put_kinds",
               "INSERT INTO assembly_kinds (area_id, version) VALUES (:area_id, :version) "
               "ON CONFLICT (area_id) DO UPDATE SET version = excluded.version"};
const Sql kClear{"assembly.clear_kinds", "DELETE FROM assembly_kind WHERE area_id = :area_id"};
const Sql kInsert{"assembly.insert_kind",
                  "INSERT INTO assembly_kind (area_id, position, name, clause, legal_basis) "
                  "VALUES (:area_id, :position, :name, :clause, :legal_basis)"};

}  // namespace

std::optional<std::int64_t> version(Tx& tx, std::string_view area_id) {
  return tx.value<std::int64_t>(kVersion, {{"area_id", area_id}});
}

VoteKinds kinds(Tx& tx, std::string_view area_id) {
  VoteKinds kinds;
  for (auto& kind : tx.rows<VoteKind>(kKinds, {{"area_id", area_id}})) kinds.push_back(std::move(kind));
  return kinds;
}

void save(Tx& tx, std::string_view area_id, std::int64_t version, const VoteKinds& kinds) {
  tx.exec(kPut, {{"area_id", area_id}, {"version", version}});
  tx.exec(kClear, {{"area_id", area_id}});
  for (std::size_t i = 0; i < kinds.size(); ++i)
    tx.exec(kInsert, {{"area_id", area_id},
                      {"position", i},
                      {"name", kinds[i].name},
                      {"clause", kinds[i].clause},
                      {"legal_basis", kinds[i].legal_basis}});
}

}  // namespace thon::assembly::kind_store
