#include "reach/outlets/store.hpp"

namespace thon::reach::outlet_store {

const Sql kHouseholds{"reach.outlet_households",
                      "SELECT DISTINCT h.ordinal FROM reach_outlet o JOIN areas_closure c ON c.ancestor_id = o.area_id "
                      "JOIN households_household_v h ON h.area_id = c.descendant_id "
                      "WHERE o.channel = :channel AND o.removed_at IS NULL AND h.valid_to IS NULL "
                      "AND h.status NOT IN ('moved', 'closed')"};

namespace {

#define THON_REACH_OUTLET "SELECT o.number, o.channel, o.address, o.name, o.area_id FROM reach_outlet o "
const Sql kFind{"reach.outlet", THON_REACH_OUTLET "WHERE o.number = :number AND o.removed_at IS NULL"};
const Sql kByAddress{"reach.outlet_by_address", THON_REACH_OUTLET
                     "WHERE o.channel = :channel AND o.address = :address AND o.removed_at IS NULL"};
const Sql kAll{"reach.outlets", THON_REACH_OUTLET
               "WHERE o.channel = :channel AND o.removed_at IS NULL ORDER BY o.number"};
const Sql kIn{"reach.outlets_in",
              "SELECT o.number, o.channel, o.address, o.name, o.area_id FROM areas_closure c "
              "JOIN reach_outlet o ON o.area_id = c.descendant_id "
              "WHERE c.ancestor_id = :area_id AND o.removed_at IS NULL ORDER BY o.channel, o.name, o.number"};
const Sql kInsert{"reach.insert_outlet",
                  "INSERT INTO reach_outlet (channel, address, name, area_id) "
                  "VALUES (:channel, :address, :name, :area_id) RETURNING number"};
const Sql kRemove{"reach.remove_outlet", "UPDATE reach_outlet SET removed_at = :now WHERE number = :number"};

}  // namespace

std::optional<Outlet> find(Tx& tx, std::int64_t number) { return tx.one<Outlet>(kFind, {{"number", number}}); }

std::optional<Outlet> by_address(Tx& tx, channels::Kind kind, std::string_view address) {
  return tx.one<Outlet>(kByAddress, {{"channel", kind}, {"address", address}});
}

std::vector<Outlet> all(Tx& tx, channels::Kind kind) { return tx.rows<Outlet>(kAll, {{"channel", kind}}); }

std::vector<Outlet> in(Tx& tx, std::string_view area_id) { return tx.rows<Outlet>(kIn, {{"area_id", area_id}}); }

std::int64_t insert(Tx& tx, const Outlet& outlet) {
  return *tx.value<std::int64_t>(kInsert, {{"channel", outlet.channel},
                                           {"address", outlet.address},
                                           {"name", outlet.name},
                                           {"area_id", outlet.area_id}});
}

void remove(Tx& tx, std::int64_t number) { tx.exec(kRemove, {{"number", number}, {"now", tx.now()}}); }

Bitmap households(Tx& tx, channels::Kind kind) {
  Bitmap found;
  for (const auto ordinal : tx.values<std::int64_t>(kHouseholds, {{"channel", kind}}))
    found.add(static_cast<std::uint32_t>(ordinal));
  return found;
}

}  // namespace thon::reach::outlet_store
