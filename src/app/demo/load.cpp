#include "app/demo/load.hpp"

#include "app/demo/people.hpp"
#include "app/demo/staff.hpp"

namespace thon::demo {
namespace {

void load_staff(Tx& tx, identity::Service& identity, const Places& places, const std::string& password_hash) {
  for (const auto& person : staff(places)) {
    identity::NewAccount account;
    account.id = person.id;
    account.name = person.name;
    account.login = person.login;
    account.password_hash = password_hash;
    account.roles.push_back({{person.role}, {person.area_id}});
    identity.create_account(tx, system_actor(), account);
  }
}

std::vector<identity::HouseholdAccess> access_of(const std::vector<Home>& homes,
                                                 const std::string& pin_hash) {
  std::vector<identity::HouseholdAccess> rows;
  for (std::size_t i = 0; i < homes.size(); ++i) {
    const auto ordinal = static_cast<std::int64_t>(i);
    const auto& home = homes[i];
    rows.push_back({home.household.own.id, home.household.own.head_name, household_token(ordinal),
                    home.has_app ? pin_hash : "", home.has_app ? household_session(ordinal) : ""});
  }
  return rows;
}

/// Song Phượng's households first, so that their ordinals run from 0 whatever stands beside them in the tree.
void load_households(Tx& tx, households::Service& households, const Places& places,
                     const std::vector<Home>& homes) {
  std::vector<households::WholeHousehold> own, other;
  for (const auto& home : homes)
    (home.household.own.area_id == places.other_group.area_id ? other : own).push_back(home.household);
  households.load(tx, std::move(own), true);
  households.load(tx, std::move(other), true);
}

}  // namespace

std::vector<SignIn> sign_ins() {
  std::vector<SignIn> found;
  for (const auto& person : staff(places()))
    if (person.shown) found.push_back({person.login, person.name, person.role, person.place});
  return found;
}

std::string household_link(const std::string& public_url, std::int64_t ordinal) {
  return public_url + "/m#" + household_token(ordinal);
}

bool load(Db& db, areas::Service& areas, identity::Service& identity, households::Service& households) {
  bool empty = false;
  db.read([&](Tx& tx) { empty = areas.tree(tx)->units().empty(); });
  if (!empty) return false;
  // Hashed once for everyone, and before the transaction: hashing is slow on purpose.
  const std::string password_hash = identity::Service::hash_password("demo", kPassword);
  const std::string pin_hash = identity::Service::hash_pin(kPin);
  const Places where = places();
  const auto people = homes(where);
  db.write([&](Tx& tx) {
    areas.load(tx, where.areas);
    load_staff(tx, identity, where, password_hash);
    load_households(tx, households, where, people);
    identity.load_access(tx, access_of(people, pin_hash));
  });
  return true;
}

}  // namespace thon::demo
