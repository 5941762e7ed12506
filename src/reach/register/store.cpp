#include "reach/register/store.hpp"

#include "reach/register/ranges.hpp"

namespace thon::reach::register_store {
namespace {

#define THON_REACH_HOUSE \
  "SELECT h.id, h.ordinal, h.code, h.area_id, h.head_name, h.address, h.walk_order, h.search_text "

const Sql kFind{"reach.house", THON_REACH_HOUSE "FROM households_household_v h WHERE h.id = :id"};
const Sql kByCode{"reach.house_by_code", THON_REACH_HOUSE "FROM households_household_v h WHERE h.code = :code"};
const Sql kHouses{
    "reach.houses", THON_REACH_HOUSE
    "FROM households_household_v h WHERE h.ordinal BETWEEN :first AND :last ORDER BY h.ordinal"};
const Sql kHousesIn{
    "reach.houses_in", THON_REACH_HOUSE
    "FROM areas_closure c JOIN households_household_v h ON h.area_id = c.descendant_id "
    "WHERE c.ancestor_id = :area AND h.valid_to IS NULL AND h.status NOT IN ('moved', 'closed') LIMIT :limit"};
const Sql kPhones{"reach.phones",
                  "SELECT h.ordinal, p.number FROM households_household_v h "
                  "JOIN households_phone_v p ON p.household_id = h.id "
                  "WHERE h.ordinal BETWEEN :first AND :last "
                  "ORDER BY h.ordinal, p.is_representative DESC, p.position"};
const Sql kPlaces{"reach.places",
                  "SELECT ordinal, latitude, longitude FROM households_place_v "
                  "WHERE ordinal BETWEEN :first AND :last ORDER BY ordinal"};
const Sql kUnit{"reach.unit", "SELECT name, kind FROM areas_area_v WHERE id = :id"};

}  // namespace

std::optional<House> find(Tx& tx, std::string_view household_id) {
  return tx.one<House>(kFind, {{"id", household_id}});
}
std::optional<House> by_code(Tx& tx, std::string_view code) { return tx.one<House>(kByCode, {{"code", code}}); }
std::vector<House> houses(Tx& tx, const Bitmap& ordinals) { return by_ranges<House>(tx, kHouses, ordinals); }
std::vector<House> houses_in(Tx& tx, std::string_view area_id, std::int64_t limit) {
  return tx.rows<House>(kHousesIn, {{"area", area_id}, {"limit", limit}});
}
std::vector<HousePhone> phones(Tx& tx, const Bitmap& ordinals) {
  return by_ranges<HousePhone>(tx, kPhones, ordinals);
}
std::vector<HousePlace> places(Tx& tx, const Bitmap& ordinals) {
  return by_ranges<HousePlace>(tx, kPlaces, ordinals);
}
Unit unit(Tx& tx, std::string_view area_id) {
  return tx.one<Unit>(kUnit, {{"id", area_id}}).value_or(Unit{});
}

}  // namespace thon::reach::register_store
