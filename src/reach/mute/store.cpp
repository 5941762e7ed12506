#include "reach/mute/store.hpp"

#include "reach/register/ranges.hpp"

namespace thon::reach::mute_store {
namespace {

const Sql kMuted{"reach.muted",
                 "SELECT ordinal, CASE WHEN reason = 'away' THEN 1 ELSE 0 END FROM reach_mute "
                 "WHERE until_date >= :today AND lifted_at IS NULL"};
const Sql kGone{"reach.gone",
                "SELECT ordinal, CASE WHEN status = 'away' THEN 1 ELSE 0 END FROM households_household_v "
                "WHERE status IN ('away', 'moved', 'closed')"};
const Sql kFind{"reach.find_mute",
                "SELECT household_id, ordinal, reason, until_date, note, by_account, by_name, at FROM reach_mute "
                "WHERE household_id = :id AND until_date >= :today AND lifted_at IS NULL"};
const Sql kInForce{"reach.mutes_in_force",
                   "SELECT household_id, ordinal, reason, until_date, note, by_account, by_name, at FROM reach_mute "
                   "WHERE ordinal BETWEEN :first AND :last AND until_date >= :today AND lifted_at IS NULL"};
const Sql kPut{"reach.put_mute",
               "INSERT INTO reach_mute (household_id, ordinal, reason, until_date, note, by_account, by_name, at) "
               "VALUES (:household_id, :ordinal, :reason, :until_date, :note, :by_account, :by_name, :at) "
               "ON CONFLICT (household_id) DO UPDATE SET reason = excluded.reason, until_date = "
               "excluded.until_date, note = excluded.note, by_account = excluded.by_account, by_name = "
               "excluded.by_name, at = excluded.at, lifted_at = NULL"};
const Sql kLift{"reach.lift_mute",
                "UPDATE reach_mute SET lifted_at = :now WHERE household_id = :id AND lifted_at IS NULL"};
const Sql kLines{
    "reach.muted_lines",
    "SELECT h.id, h.ordinal, h.code, h.head_name, h.address, h.area_id, m.reason, m.until_date, m.note, m.by_name, "
    "m.at FROM areas_closure c JOIN households_household_v h ON h.area_id = c.descendant_id "
    "LEFT JOIN reach_mute m ON m.household_id = h.id AND m.until_date >= :today AND m.lifted_at IS NULL "
    "WHERE c.ancestor_id = :area AND h.valid_to IS NULL AND (m.household_id IS NOT NULL OR h.status = 'away') "
    "AND h.ordinal > :after ORDER BY h.ordinal LIMIT :limit"};

void take(Tx& tx, const Sql& sql, const SqlParams& params, Muted& found) {
  tx.run(sql, params, {Column::integer, Column::integer}, [&](const Row& row) {
    const auto ordinal = static_cast<std::uint32_t>(std::get<std::int64_t>(row[0]));
    found.walks.add(ordinal);
    if (std::get<std::int64_t>(row[1]) == 0) found.messages.add(ordinal);
    return true;
  });
}

}  // namespace

Muted muted(Tx& tx) {
  Muted found;
  take(tx, kMuted, {{"today", date_of(tx.now())}}, found);
  take(tx, kGone, {}, found);
  return found;
}

std::optional<Mute> find(Tx& tx, std::string_view household_id) {
  return tx.one<Mute>(kFind, {{"id", household_id}, {"today", date_of(tx.now())}});
}

std::map<std::int64_t, Mute> in_force(Tx& tx, const Bitmap& ordinals) {
  std::map<std::int64_t, Mute> found;
  for (auto& mute : by_ranges<Mute>(tx, kInForce, ordinals, {{"today", date_of(tx.now())}}))
    found.emplace(mute.ordinal, std::move(mute));
  return found;
}

void put(Tx& tx, const Mute& mute) {
  tx.exec(kPut, {{"household_id", mute.household_id},
                 {"ordinal", mute.ordinal},
                 {"reason", mute.reason},
                 {"until_date", mute.until_date},
                 {"note", mute.note},
                 {"by_account", mute.by_account},
                 {"by_name", mute.by_name},
                 {"at", mute.at}});
}

void lift(Tx& tx, std::string_view household_id) {
  tx.exec(kLift, {{"id", household_id}, {"now", tx.now()}});
}

std::vector<Line> lines(Tx& tx, std::string_view area_id, std::int64_t after, std::int64_t limit) {
  return tx.rows<Line>(
      kLines,
      {{"area", area_id}, {"after", after}, {"limit", limit}, {"today", date_of(tx.now())}});
}

}  // namespace thon::reach::mute_store
