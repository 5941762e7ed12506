#include "assembly/matters/roll_store.hpp"

namespace thon::assembly::roll_store {
namespace {

#define THON_ASSEMBLY_HOUSE                                                                          \
  "SELECT household_id, code, name, head_name, address, area_id, area_name, ordinal, position FROM " \
  "assembly_roll "
// Those living in the matter's units, or below them, today.
#define THON_ASSEMBLY_RESIDENTS                                                               \
  "households_household_v h WHERE h.area_id IN (SELECT c.descendant_id FROM assembly_unit u " \
  "JOIN areas_closure c ON c.ancestor_id = u.area_id WHERE u.matter_id = :id) "               \
  "AND h.valid_to IS NULL AND h.status NOT IN ('moved', 'closed')"

const Sql kClear{"assembly.clear_roll", "DELETE FROM assembly_roll WHERE matter_id = :id"};
const Sql kFix{
    "assembly.fix_roll",
    "INSERT INTO assembly_roll (matter_id, household_id, ordinal, code, name, head_name, address, area_id, "
    "area_name, "
    "position) SELECT :id, x.id, x.ordinal, x.code, r.name, x.head_name, x.address, x.area_id, a.name, "
    "ROW_NUMBER() OVER (ORDER BY a.sort_key, x.walk_order, x.id) FROM (SELECT h.* "
    "FROM " THON_ASSEMBLY_RESIDENTS
    ") x JOIN areas_area_v a ON a.id = x.area_id JOIN households_representative_v r ON r.household_id = "
    "x.id"};
const Sql kAll{"assembly.roll", THON_ASSEMBLY_HOUSE "WHERE matter_id = :id ORDER BY position"};
const Sql kFind{"assembly.roll_house",
                THON_ASSEMBLY_HOUSE "WHERE matter_id = :id AND household_id = :household_id"};
const Sql kFindByCode{"assembly.roll_code", THON_ASSEMBLY_HOUSE "WHERE matter_id = :id AND code = :code"};
const Sql kOrdinals{"assembly.roll_ordinals",
                    "SELECT ordinal FROM assembly_roll WHERE matter_id = :id ORDER BY ordinal"};
const Sql kPhones{"assembly.roll_phones",
                  "SELECT r.household_id, p.number FROM assembly_roll r JOIN households_phone_v p "
                  "ON p.household_id = r.household_id WHERE r.matter_id = :id "
                  "ORDER BY r.position, p.is_representative DESC, p.position"};
const Sql kCountToday{"assembly.count_today", "SELECT COUNT(*) FROM " THON_ASSEMBLY_RESIDENTS};

}  // namespace

std::int64_t fix(Tx& tx, std::string_view matter_id) {
  tx.exec(kClear, {{"id", matter_id}});
  return tx.exec(kFix, {{"id", matter_id}});
}

std::vector<House> all(Tx& tx, std::string_view matter_id) {
  return tx.rows<House>(kAll, {{"id", matter_id}});
}

std::optional<House> find(Tx& tx, std::string_view matter_id, std::string_view household_id) {
  return tx.one<House>(kFind, {{"id", matter_id}, {"household_id", household_id}});
}

std::optional<House> find_by_code(Tx& tx, std::string_view matter_id, std::string_view code) {
  return tx.one<House>(kFindByCode, {{"id", matter_id}, {"code", code}});
}

std::vector<std::int64_t> ordinals(Tx& tx, std::string_view matter_id) {
  return tx.values<std::int64_t>(kOrdinals, {{"id", matter_id}});
}

std::vector<Phone> phones(Tx& tx, std::string_view matter_id) {
  return tx.rows<Phone>(kPhones, {{"id", matter_id}});
}

std::int64_t count_today(Tx& tx, std::string_view matter_id) {
  return tx.value<std::int64_t>(kCountToday, {{"id", matter_id}}).value_or(0);
}

}  // namespace thon::assembly::roll_store
