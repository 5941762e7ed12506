#include "reach/walk/tick_store.hpp"

namespace thon::reach::tick_store {
namespace {

const Sql kAdd{
    "reach.add_tick",
    "INSERT INTO reach_tick (announcement_id, household_id, by_account, made_at, by_name, at, "
    "recorded_at, note, sheet_id, latitude, longitude, accuracy) VALUES (:announcement_id, "
    ":household_id, :by_account, :made_at, :by_name, :at, :now, :note, :sheet_id, :latitude, "
    ":longitude, :accuracy) ON CONFLICT (announcement_id, household_id, by_account, made_at) DO NOTHING"};
const Sql kRetract{"reach.retract_ticks",
                   "UPDATE reach_tick SET retracted_at = :now WHERE announcement_id = :announcement_id "
                   "AND household_id = :household_id AND retracted_at IS NULL "
                   "AND ((by_account = :by_account AND made_at <= :made_at) "
                   "OR (by_account <> :by_account AND at <= :at))"};
const Sql kStanding{"reach.standing_tick",
                    "SELECT announcement_id, household_id, by_account, made_at, by_name, at, note, sheet_id, "
                    "latitude, longitude, accuracy FROM reach_tick WHERE announcement_id = :announcement_id "
                    "AND household_id = :household_id AND retracted_at IS NULL "
                    "ORDER BY recorded_at, at, by_account LIMIT 1"};
const Sql kForgetPlaces{"reach.forget_places",
                        "UPDATE reach_tick SET latitude = NULL, longitude = NULL, accuracy = NULL "
                        "WHERE recorded_at < :before AND latitude IS NOT NULL"};

}  // namespace

bool add(Tx& tx, const Tick& tick) {
  return tx.exec(kAdd, {{"announcement_id", tick.announcement_id},
                        {"household_id", tick.household_id},
                        {"by_account", tick.by_account},
                        {"made_at", tick.made_at},
                        {"by_name", tick.by_name},
                        {"at", tick.at},
                        {"now", tx.now()},
                        {"note", tick.note},
                        {"sheet_id", tick.sheet_id},
                        {"latitude", tick.latitude},
                        {"longitude", tick.longitude},
                        {"accuracy", tick.accuracy}}) > 0;
}

std::int64_t retract(Tx& tx, std::string_view announcement_id, std::string_view household_id,
                     std::string_view by_account, std::int64_t made_at, std::int64_t at) {
  return tx.exec(kRetract, {{"announcement_id", announcement_id},
                            {"household_id", household_id},
                            {"by_account", by_account},
                            {"made_at", made_at},
                            {"at", at},
                            {"now", tx.now()}});
}

std::optional<Tick> standing(Tx& tx, std::string_view announcement_id, std::string_view household_id) {
  return tx.one<Tick>(kStanding, {{"announcement_id", announcement_id}, {"household_id", household_id}});
}

std::int64_t forget_places(Tx& tx, std::int64_t recorded_before) {
  return tx.exec(kForgetPlaces, {{"before", recorded_before}});
}

}  // namespace thon::reach::tick_store
