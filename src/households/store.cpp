#include "households/store.hpp"

namespace thon::households::store {

const Sql kCounts{
    "households.counts",
    "SELECT area_id, COUNT(*) FROM households_household WHERE valid_to IS NULL GROUP BY area_id"};

namespace {

const Sql kFind{
    "households.find",
    "SELECT id, code, ordinal, area_id, head_name, address, latitude, longitude, walk_order, status, note, "
    "valid_from, valid_to, version FROM households_household WHERE id = :id"};

const Sql kNextOrdinal{"households.next_ordinal",
                       "SELECT COALESCE(MAX(ordinal), -1) + 1 FROM households_household"};

const Sql kNextWalkOrder{
    "households.next_walk_order",
    "SELECT COALESCE(MAX(walk_order), 0) + 1 FROM households_household WHERE area_id = :area_id"};

const Sql kInsert{
    "households.insert",
    "INSERT INTO households_household (id, ordinal, code, area_id, head_name, address, latitude, "
    "longitude, walk_order, status, search_text, note, valid_from, version, is_demo, created_at, "
    "updated_at) VALUES (:id, :ordinal, :code, :area_id, :head_name, :address, :latitude, :longitude, "
    ":walk_order, :status, :search_text, :note, :valid_from, :version, :is_demo, :now, :now)"};

const Sql kUpdate{
    "households.update",
    "UPDATE households_household SET area_id = :area_id, head_name = :head_name, address = :address, "
    "walk_order = :walk_order, status = :status, search_text = :search_text, note = :note, "
    "valid_to = :valid_to, version = :version, updated_at = :now WHERE id = :id"};

const Sql kRevision{"households.revision", "SELECT revision FROM households_revision WHERE id = 1"};

const Sql kBumpRevision{"households.bump_revision",
                        "UPDATE households_revision SET revision = revision + 1 WHERE id = 1"};

}  // namespace

std::optional<Household> find(Tx& tx, std::string_view id) { return tx.one<Household>(kFind, {{"id", id}}); }

std::int64_t next_ordinal(Tx& tx) { return tx.value<std::int64_t>(kNextOrdinal).value_or(0); }

std::int64_t next_walk_order(Tx& tx, std::string_view area_id) {
  return tx.value<std::int64_t>(kNextWalkOrder, {{"area_id", area_id}}).value_or(1);
}

void insert(Tx& tx, const WholeHousehold& household, bool is_demo) {
  const auto& own = household.own;
  tx.exec(kInsert, {{"id", own.id},
                    {"ordinal", own.ordinal},
                    {"code", own.code},
                    {"area_id", own.area_id},
                    {"head_name", own.head_name},
                    {"address", own.address},
                    {"latitude", own.latitude},
                    {"longitude", own.longitude},
                    {"walk_order", own.walk_order},
                    {"status", rules::name_of(own.status)},
                    {"search_text", rules::search_text(household)},
                    {"note", own.note},
                    {"valid_from", own.valid_from},
                    {"version", own.version},
                    {"is_demo", is_demo},
                    {"now", tx.now()}});
  begin_membership(tx, own.id, own.area_id, own.valid_from);
  insert_members(tx, own, household.members);
  insert_phones(tx, own, household.phones);
}

void update(Tx& tx, const WholeHousehold& household) {
  const auto& own = household.own;
  tx.exec(kUpdate, {{"id", own.id},
                    {"area_id", own.area_id},
                    {"head_name", own.head_name},
                    {"address", own.address},
                    {"walk_order", own.walk_order},
                    {"status", rules::name_of(own.status)},
                    {"search_text", rules::search_text(household)},
                    {"note", own.note},
                    {"valid_to", own.valid_to},
                    {"version", own.version},
                    {"now", tx.now()}});
}

std::int64_t revision(Tx& tx) { return tx.value<std::int64_t>(kRevision).value_or(0); }

void bump_revision(Tx& tx) { tx.exec(kBumpRevision); }

Counts counts(Tx& tx) {
  Counts found;
  tx.run(kCounts, {}, {Column::text, Column::integer}, [&](const Row& row) {
    found.emplace(std::get<std::string>(row[0]), std::get<std::int64_t>(row[1]));
    return true;
  });
  return found;
}

}  // namespace thon::households::store
