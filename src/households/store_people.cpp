#include "base/time.hpp"
#include "households/store.hpp"
#include "platform/reflect/json.hpp"

namespace thon::households::store {
namespace {

const Sql kMembers{"households.members",
                   "SELECT id, name, birth_year, sex, relation FROM households_member "
                   "WHERE household_id = :id AND valid_to IS NULL ORDER BY position, id"};

// A person who comes back is the same person again.
const Sql kPutMember{
    "households.put_member",
    "INSERT INTO households_member (id, household_id, name, birth_year, sex, relation, position, "
    "valid_from, version) VALUES (:id, :household_id, :name, CAST(:birth_year AS BIGINT), :sex, "
    ":relation, :position, :date, 1) ON CONFLICT (household_id, id) DO UPDATE SET "
    "name = excluded.name, birth_year = excluded.birth_year, sex = excluded.sex, "
    "relation = excluded.relation, position = excluded.position, valid_to = NULL, "
    "version = households_member.version + 1"};

const Sql kEndMember{"households.end_member",
                     "UPDATE households_member SET valid_to = :date, version = version + 1 "
                     "WHERE household_id = :household_id AND id = :id AND valid_to IS NULL"};

const Sql kPhones{
    "households.phones",
    "SELECT id, number, owner_name, is_representative, has_smartphone, has_zalo FROM households_phone "
    "WHERE household_id = :id ORDER BY position, id"};

const Sql kInsertPhone{
    "households.insert_phone",
    "INSERT INTO households_phone (id, household_id, number, owner_name, is_representative, "
    "has_smartphone, has_zalo, position) VALUES (:id, :household_id, :number, :owner_name, "
    ":is_representative, :has_smartphone, :has_zalo, :position)"};

const Sql kDeletePhones{"households.delete_phones", "DELETE FROM households_phone WHERE household_id = :id"};

const Sql kDevices{"households.devices", "SELECT devices FROM identity_device_v WHERE household_id = :id"};

void put_member(Tx& tx, const Household& household, const HouseholdMember& member, std::size_t position,
                const std::string& date) {
  tx.exec(kPutMember, {{"id", member.id},
                       {"household_id", household.id},
                       {"name", member.name},
                       {"birth_year", member.birth_year},
                       {"sex", rules::name_of(member.sex)},
                       {"relation", rules::name_of(member.relation)},
                       {"position", position},
                       {"date", date}});
}

}  // namespace

Members members(Tx& tx, std::string_view household_id) {
  Members found;
  for (auto& member : tx.rows<HouseholdMember>(kMembers, {{"id", household_id}}))
    found.push_back(std::move(member));
  return found;
}

Phones phones(Tx& tx, std::string_view household_id) {
  Phones found;
  for (auto& phone : tx.rows<HouseholdPhone>(kPhones, {{"id", household_id}}))
    found.push_back(std::move(phone));
  return found;
}

void insert_members(Tx& tx, const Household& household, const Members& members) {
  for (std::size_t i = 0; i < members.size(); ++i)
    put_member(tx, household, members[i], i, household.valid_from);
}

void insert_phones(Tx& tx, const Household& household, const Phones& phones) {
  for (std::size_t i = 0; i < phones.size(); ++i)
    tx.exec(kInsertPhone, {{"id", phones[i].id},
                           {"household_id", household.id},
                           {"number", phones[i].number},
                           {"owner_name", phones[i].owner_name},
                           {"is_representative", phones[i].is_representative},
                           {"has_smartphone", phones[i].has_smartphone},
                           {"has_zalo", phones[i].has_zalo},
                           {"position", i}});
}

void replace_members(Tx& tx, const Household& household, const Members& before, const Members& after) {
  const std::string today = date_of(tx.now());
  for (const auto& member : before) {
    const auto stays = [&](const HouseholdMember& other) { return other.id.value == member.id.value; };
    if (std::none_of(after.begin(), after.end(), stays))
      tx.exec(kEndMember, {{"household_id", household.id}, {"id", member.id}, {"date", today}});
  }
  for (std::size_t i = 0; i < after.size(); ++i) {
    const bool same = i < before.size() && to_json(before[i]) == to_json(after[i]);
    if (!same) put_member(tx, household, after[i], i, today);
  }
}

void replace_phones(Tx& tx, const Household& household, const Phones& phones) {
  tx.exec(kDeletePhones, {{"id", household.id}});
  insert_phones(tx, household, phones);
}

std::int64_t devices(Tx& tx, std::string_view household_id) {
  return tx.value<std::int64_t>(kDevices, {{"id", household_id}}).value_or(0);
}

}  // namespace thon::households::store
