#include "households/store.hpp"

namespace thon::households::store {
namespace {

const Sql kMembership{"households.membership",
                      "SELECT area_id, valid_from, valid_to FROM households_membership "
                      "WHERE household_id = :id ORDER BY valid_from DESC LIMIT 1"};

// On one day the last move counts.
const Sql kBeginMembership{"households.begin_membership",
                           "INSERT INTO households_membership (household_id, area_id, valid_from) "
                           "VALUES (:id, :area_id, :date) ON CONFLICT (household_id, valid_from) "
                           "DO UPDATE SET area_id = excluded.area_id, valid_to = NULL"};

const Sql kEndMembership{"households.end_membership",
                         "UPDATE households_membership SET valid_to = :date "
                         "WHERE household_id = :id AND valid_to IS NULL"};

const Sql kMoves{"households.moves",
                 "SELECT a.name, m.valid_from, m.valid_to FROM households_membership m "
                 "JOIN areas_area_v a ON a.id = m.area_id WHERE m.household_id = :id ORDER BY m.valid_from"};

const Sql kRecordChange{
    "households.record_change",
    "INSERT INTO households_change (household_id, version, field, before_value, after_value, at, "
    "actor_id, actor_name) VALUES (:id, :version, :field, :before, :after, :now, :actor_id, "
    ":actor_name)"};

const Sql kChangedSince{"households.changed_since",
                        "SELECT field, before_value FROM households_change "
                        "WHERE household_id = :id AND version > :version ORDER BY version DESC"};

const Sql kChanges{"households.changes",
                   "SELECT version, field, before_value, after_value, at, actor_name FROM households_change "
                   "WHERE household_id = :id ORDER BY version DESC, field LIMIT 500"};

}  // namespace

Membership membership(Tx& tx, std::string_view household_id) {
  return tx.one<Membership>(kMembership, {{"id", household_id}}).value_or(Membership{});
}

void begin_membership(Tx& tx, std::string_view household_id, std::string_view area_id,
                      std::string_view date) {
  tx.exec(kBeginMembership, {{"id", household_id}, {"area_id", area_id}, {"date", date}});
}

void end_membership(Tx& tx, std::string_view household_id, std::string_view date) {
  tx.exec(kEndMembership, {{"id", household_id}, {"date", date}});
}

std::vector<HouseholdMove> moves(Tx& tx, std::string_view household_id) {
  return tx.rows<HouseholdMove>(kMoves, {{"id", household_id}});
}

void record_change(Tx& tx, const Actor& actor, const Household& household, const rules::FieldEdit& edit) {
  tx.exec(kRecordChange, {{"id", household.id},
                          {"version", household.version},
                          {"field", edit.field},
                          {"before", edit.before},
                          {"after", edit.after},
                          {"now", tx.now()},
                          {"actor_id", actor.account_id},
                          {"actor_name", actor.name}});
}

rules::Changed changed_since(Tx& tx, std::string_view household_id, std::int64_t version) {
  rules::Changed found;
  // The earliest change comes last, and tells the value at that version.
  tx.run(kChangedSince, {{"id", household_id}, {"version", version}}, {Column::text, Column::text},
         [&](const Row& row) {
           found[std::get<std::string>(row[0])] = std::get<std::string>(row[1]);
           return true;
         });
  return found;
}

std::vector<HouseholdChange> changes(Tx& tx, std::string_view household_id) {
  return tx.rows<HouseholdChange>(kChanges, {{"id", household_id}});
}

}  // namespace thon::households::store
