#include "rollcall/roll/store.hpp"

namespace thon::rollcall::roll_store {
namespace {

// Numbers are today's, whoever answers them best first.
#define THON_ROLLCALL_PHONE(place)                                                    \
  "(SELECT p.number FROM households_phone_v p WHERE p.household_id = r.household_id " \
  "ORDER BY p.is_representative DESC, p.position LIMIT 1 OFFSET " place ")"
#define THON_ROLLCALL_HOUSE                                                                       \
  "SELECT r.need, r.people, r.place, r.note, r.latitude, r.longitude, r.code, r.household_id, "   \
  "r.name, r.area_id, r.area_name, r.head_name, r.address, r.elders, r.children, r.state, r.at, " \
  "r.source, r.by_name, r.need_since, r.helper_id, r.helper_name, " THON_ROLLCALL_PHONE(          \
      "0") ", " THON_ROLLCALL_PHONE("1") ", r.turn, r.position FROM rollcall_roll r "
#define THON_ROLLCALL_IN_UNIT \
  "r.area_id IN (SELECT c.descendant_id FROM areas_closure c WHERE c.ancestor_id = :area) "

const Sql kAdd{
    "rollcall.add_households",
    "INSERT INTO rollcall_roll (call_id, household_id, position, ordinal, code, name, head_name, address, "
    "area_id, area_name, search_text, elders, children, state, by_name, place, note, helper_id, helper_name, "
    "list, turn) SELECT :id, x.id, :already + ROW_NUMBER() OVER (ORDER BY a.sort_key, x.walk_order, x.id), "
    "x.ordinal, x.code, v.name, x.head_name, x.address, x.area_id, a.name, x.search_text, x.elders, "
    "x.children, 'silent', '', '', '', '', '', 'unseen', CASE WHEN x.elders + x.children > 0 THEN 0 ELSE 1 "
    "END FROM (SELECT h.*, (SELECT COUNT(*) FROM households_age_v g WHERE g.household_id = h.id "
    "AND g.birth_year <= :elder_year) AS elders, (SELECT COUNT(*) FROM households_age_v g "
    "WHERE g.household_id = h.id AND g.birth_year >= :child_year) AS children "
    "FROM households_household_v h WHERE h.area_id IN (SELECT c.descendant_id FROM rollcall_unit u "
    "JOIN areas_closure c ON c.ancestor_id = u.area_id WHERE u.call_id = :id) AND h.valid_to IS NULL "
    "AND h.status NOT IN ('moved', 'closed') AND NOT EXISTS (SELECT 1 FROM rollcall_roll k "
    "WHERE k.call_id = :id AND k.household_id = h.id)) x JOIN areas_area_v a ON a.id = x.area_id "
    "JOIN households_representative_v v ON v.household_id = x.id"};
const Sql kCounts{"rollcall.counts",
                  "SELECT area_id, state, COUNT(*) FROM rollcall_roll WHERE call_id = :id "
                  "GROUP BY area_id, state"};
const Sql kList{"rollcall.list", THON_ROLLCALL_HOUSE
                "WHERE r.call_id = :id AND r.list = :list AND " THON_ROLLCALL_IN_UNIT
                "AND (r.turn > :turn OR (r.turn = :turn AND r.position > :position)) "
                "AND r.search_text LIKE :one ESCAPE '!' AND r.search_text LIKE :two ESCAPE '!' "
                "AND r.search_text LIKE :three ESCAPE '!' AND r.search_text LIKE :four ESCAPE '!' "
                "ORDER BY r.turn, r.position LIMIT :limit"};
const Sql kWalk{"rollcall.walk", THON_ROLLCALL_HOUSE "WHERE r.call_id = :id AND " THON_ROLLCALL_IN_UNIT
                                                     "ORDER BY r.position LIMIT :limit"};
const Sql kFind{"rollcall.house",
                THON_ROLLCALL_HOUSE "WHERE r.call_id = :id AND r.household_id = :household_id"};
const Sql kOrdinals{"rollcall.ordinals",
                    "SELECT ordinal FROM rollcall_roll WHERE call_id = :id ORDER BY ordinal"};
const Sql kStand{
    "rollcall.stand",
    "UPDATE rollcall_roll SET state = :state, at = :at, source = :source, by_name = :by_name, need = :need, "
    "people = :people, place = :place, note = :note, latitude = :latitude, longitude = :longitude, "
    "need_since = :need_since, helper_id = :helper_id, helper_name = :helper_name, seen_at = :seen_at, "
    "list = :list, turn = :turn WHERE call_id = :id AND household_id = :household_id"};

}  // namespace

std::int64_t add(Tx& tx, std::string_view call_id, std::int64_t already, std::int64_t elder_year,
                 std::int64_t child_year) {
  return tx.exec(
      kAdd, {{"id", call_id}, {"already", already}, {"elder_year", elder_year}, {"child_year", child_year}});
}

std::vector<Count> counts(Tx& tx, std::string_view call_id) {
  return tx.rows<Count>(kCounts, {{"id", call_id}});
}

std::vector<Row> list(Tx& tx, std::string_view call_id, std::string_view area_id, RollList list,
                      const Patterns& patterns, const Place& after, std::int64_t limit) {
  return tx.rows<Row>(kList, {{"id", call_id},
                              {"area", area_id},
                              {"list", list},
                              {"turn", after.turn},
                              {"position", after.position},
                              {"one", patterns[0]},
                              {"two", patterns[1]},
                              {"three", patterns[2]},
                              {"four", patterns[3]},
                              {"limit", limit}});
}

std::vector<Row> walk(Tx& tx, std::string_view call_id, std::string_view area_id, std::int64_t limit) {
  return tx.rows<Row>(kWalk, {{"id", call_id}, {"area", area_id}, {"limit", limit}});
}

std::optional<Row> find(Tx& tx, std::string_view call_id, std::string_view household_id) {
  return tx.one<Row>(kFind, {{"id", call_id}, {"household_id", household_id}});
}

std::vector<std::int64_t> ordinals(Tx& tx, std::string_view call_id) {
  return tx.values<std::int64_t>(kOrdinals, {{"id", call_id}});
}

void stand(Tx& tx, std::string_view call_id, const Row& house, const rules::Standing& standing) {
  tx.exec(kStand, {{"id", call_id},
                   {"household_id", house.household_id},
                   {"state", standing.state},
                   {"at", standing.at},
                   {"source", standing.source},
                   {"by_name", standing.by_name},
                   {"need", standing.need.need},
                   {"people", standing.need.people},
                   {"place", standing.need.place},
                   {"note", standing.need.note},
                   {"latitude", standing.need.latitude},
                   {"longitude", standing.need.longitude},
                   {"need_since", standing.need_since},
                   {"helper_id", standing.helper_id},
                   {"helper_name", standing.helper_name},
                   {"seen_at", standing.seen_at},
                   {"list", rules::list_of(standing.state)},
                   {"turn", rules::turn_of(standing, house.elders + house.children > 0)}});
}

}  // namespace thon::rollcall::roll_store
