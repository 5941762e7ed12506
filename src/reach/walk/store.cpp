#include "reach/walk/store.hpp"

namespace thon::reach::told_store {
namespace {

const Sql kFind{"reach.find_told",
                "SELECT household_id, ordinal, by_account, by_name, at, note, retracted_at FROM reach_told "
                "WHERE announcement_id = :announcement_id AND household_id = :household_id"};
const Sql kAll{"reach.all_told",
               "SELECT household_id, ordinal, by_account, by_name, at, note, retracted_at FROM reach_told "
               "WHERE announcement_id = :announcement_id AND retracted_at IS NULL"};
const Sql kPut{
    "reach.put_told",
    "INSERT INTO reach_told (announcement_id, household_id, ordinal, by_account, by_name, at, recorded_at, "
    "note, changed_at) VALUES (:announcement_id, :household_id, :ordinal, :by_account, :by_name, :at, :now, "
    ":note, :now) ON CONFLICT (announcement_id, household_id) DO UPDATE SET by_account = "
    "excluded.by_account, by_name = excluded.by_name, at = excluded.at, recorded_at = excluded.recorded_at, "
    "note = excluded.note, changed_at = excluded.changed_at, retracted_at = NULL"};
const Sql kRetract{"reach.retract_told",
                   "UPDATE reach_told SET retracted_at = :at, changed_at = :now "
                   "WHERE announcement_id = :announcement_id AND household_id = :household_id"};
const Sql kConfirm{"reach.confirm",
                   "INSERT INTO reach_confirmation (announcement_id, ordinal, account_id, at) "
                   "VALUES (:announcement_id, :ordinal, :account_id, :at) "
                   "ON CONFLICT (announcement_id, ordinal) DO NOTHING"};
const Sql kConfirmations{"reach.confirmations",
                         "SELECT ordinal, account_id, at FROM reach_confirmation "
                         "WHERE announcement_id = :announcement_id"};

}  // namespace

std::optional<Told> find(Tx& tx, std::string_view announcement_id, std::string_view household_id) {
  return tx.one<Told>(kFind, {{"announcement_id", announcement_id}, {"household_id", household_id}});
}

std::vector<Told> all(Tx& tx, std::string_view announcement_id) {
  return tx.rows<Told>(kAll, {{"announcement_id", announcement_id}});
}

void put(Tx& tx, std::string_view announcement_id, const Told& told) {
  tx.exec(kPut, {{"announcement_id", announcement_id},
                 {"household_id", told.household_id},
                 {"ordinal", told.ordinal},
                 {"by_account", told.by_account},
                 {"by_name", told.by_name},
                 {"at", told.at},
                 {"now", tx.now()},
                 {"note", told.note}});
}

void retract(Tx& tx, std::string_view announcement_id, std::string_view household_id, std::int64_t at) {
  tx.exec(
      kRetract,
      {{"announcement_id", announcement_id}, {"household_id", household_id}, {"at", at}, {"now", tx.now()}});
}

void confirm(Tx& tx, std::string_view announcement_id, const Confirmation& confirmation) {
  tx.exec(kConfirm, {{"announcement_id", announcement_id},
                     {"ordinal", confirmation.ordinal},
                     {"account_id", confirmation.account_id},
                     {"at", confirmation.at}});
}

std::vector<Confirmation> confirmations(Tx& tx, std::string_view announcement_id) {
  return tx.rows<Confirmation>(kConfirmations, {{"announcement_id", announcement_id}});
}

}  // namespace thon::reach::told_store
