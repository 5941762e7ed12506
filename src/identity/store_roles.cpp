#include "identity/store.hpp"

namespace thon::identity {

BOOST_DESCRIBE_STRUCT(Role, (), (id, account_id, role, area_id))

struct HeldRow {
  std::string role;
  std::string area_id;
};
BOOST_DESCRIBE_STRUCT(HeldRow, (), (role, area_id))

namespace store {
namespace {

// A role holds from its first day and no longer on the day it ends.
#define HOLDS_TODAY "r.valid_from <= :today AND (r.valid_to IS NULL OR r.valid_to > :today) "

const Sql kHeld{"identity.held_roles",
                "SELECT r.role, r.area_id FROM identity_role r WHERE r.account_id = :account_id AND " HOLDS_TODAY
                "ORDER BY r.valid_from, r.id"};
const Sql kDescribed{"identity.described_roles",
                     "SELECT r.role, r.area_id, v.name, v.kind FROM identity_role r "
                     "JOIN areas_area_v v ON v.id = r.area_id WHERE r.account_id = :account_id AND " HOLDS_TODAY
                     "ORDER BY r.valid_from, r.id"};
const Sql kOfAccount{"identity.account_roles",
                     "SELECT r.id, r.role, r.area_id, v.name FROM identity_role r "
                     "JOIN areas_area_v v ON v.id = r.area_id WHERE r.account_id = :account_id AND " HOLDS_TODAY
                     "ORDER BY r.valid_from, r.id"};
const Sql kToday{"identity.roles_today",
                 "SELECT r.id, r.account_id, r.role, r.area_id FROM identity_role r "
                 "JOIN areas_closure c ON c.ancestor_id = r.area_id AND c.descendant_id = r.area_id "
                 "WHERE r.account_id = :account_id AND " HOLDS_TODAY "ORDER BY r.id"};
const Sql kEver{"identity.roles_ever",
                "SELECT r.id, r.account_id, r.role, r.area_id FROM identity_role r "
                "WHERE r.account_id = :account_id ORDER BY r.id"};
const Sql kRole{"identity.role",
                "SELECT r.id, r.account_id, r.role, r.area_id FROM identity_role r WHERE r.id = :id"};
const Sql kSame{"identity.same_role",
                "SELECT r.id, r.account_id, r.role, r.area_id FROM identity_role r WHERE r.account_id = :account_id "
                "AND r.role = :role AND r.area_id = :area_id AND " HOLDS_TODAY};
const Sql kInsert{"identity.insert_role",
                  "INSERT INTO identity_role (id, account_id, role, area_id, valid_from, granted_by) "
                  "VALUES (:id, :account_id, :role, :area_id, :today, :granted_by)"};
const Sql kEnd{"identity.end_role",
               "UPDATE identity_role SET valid_to = :today WHERE id = :id AND (valid_to IS NULL OR valid_to > :today)"};
const Sql kAnotherHolds{
    "identity.another_holds",
    "SELECT 1 FROM areas_closure c JOIN identity_role r ON r.area_id = c.ancestor_id "
    "JOIN identity_account a ON a.id = r.account_id WHERE c.descendant_id = :area_id AND r.role = :role "
    "AND r.account_id <> :account_id AND a.disabled_at IS NULL AND " HOLDS_TODAY "LIMIT 1"};
#undef HOLDS_TODAY

}  // namespace

std::vector<HeldRole> held_roles(Tx& tx, std::string_view account_id, std::string_view today) {
  std::vector<HeldRole> roles;
  for (auto& row : tx.rows<HeldRow>(kHeld, {{"account_id", account_id}, {"today", today}}))
    roles.push_back({std::move(row.role), std::move(row.area_id)});
  return roles;
}

std::vector<MeRole> described_roles(Tx& tx, std::string_view account_id, std::string_view today) {
  return tx.rows<MeRole>(kDescribed, {{"account_id", account_id}, {"today", today}});
}

std::vector<AccountRole> account_roles(Tx& tx, std::string_view account_id, std::string_view today) {
  return tx.rows<AccountRole>(kOfAccount, {{"account_id", account_id}, {"today", today}});
}

std::vector<Role> last_roles(Tx& tx, std::string_view account_id, std::string_view today) {
  auto roles = tx.rows<Role>(kToday, {{"account_id", account_id}, {"today", today}});
  if (roles.empty()) roles = tx.rows<Role>(kEver, {{"account_id", account_id}});
  return roles;
}

std::optional<Role> role(Tx& tx, std::string_view id) { return tx.one<Role>(kRole, {{"id", id}}); }

std::optional<Role> same_role(Tx& tx, std::string_view account_id, const RoleInput& wanted, std::string_view today) {
  return tx.one<Role>(kSame, {{"account_id", account_id},
                              {"role", wanted.role},
                              {"area_id", wanted.area_id},
                              {"today", today}});
}

void insert_role(Tx& tx, const Role& r, std::string_view today, std::string_view granted_by) {
  tx.exec(kInsert, {{"id", r.id},
                    {"account_id", r.account_id},
                    {"role", r.role},
                    {"area_id", r.area_id},
                    {"today", today},
                    {"granted_by", granted_by}});
}

bool end_role(Tx& tx, std::string_view id, std::string_view today) {
  return tx.exec(kEnd, {{"today", today}, {"id", id}}) == 1;
}

bool another_holds(Tx& tx, std::string_view wanted, std::string_view area_id, std::string_view account_id,
                   std::string_view today) {
  return tx
      .value<std::int64_t>(kAnotherHolds, {{"area_id", area_id},
                                           {"role", wanted},
                                           {"account_id", account_id},
                                           {"today", today}})
      .has_value();
}

}  // namespace store
}  // namespace thon::identity
