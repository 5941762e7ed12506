#include "app/demo/phones.hpp"

namespace thon::demo {
namespace {

struct SignedInHousehold {
  std::string account_id, household_id, area_id, head_name;
  std::int64_t ordinal = 0;
};
BOOST_DESCRIBE_STRUCT(SignedInHousehold, (), (account_id, household_id, area_id, head_name, ordinal))

const Sql kPhones{"demo.phones",
                  "SELECT d.account_id, h.id, h.area_id, h.head_name, h.ordinal FROM identity_device_v d "
                  "JOIN households_household_v h ON h.id = d.household_id ORDER BY h.ordinal"};

}  // namespace

std::vector<Actor> phones(Db& db) {
  std::vector<Actor> found;
  db.read([&](Tx& tx) {
    for (const auto& phone : tx.rows<SignedInHousehold>(kPhones)) {
      auto& actor = found.emplace_back();
      actor.kind = "household";
      actor.account_id = phone.account_id;
      actor.name = phone.head_name;
      actor.household_id = phone.household_id;
      actor.area_id = phone.area_id;
      actor.ordinal = phone.ordinal;
    }
  });
  return found;
}

Actor at_work(const Staff& who) {
  Actor actor;
  actor.kind = "officer";
  actor.account_id = who.id;
  actor.name = who.name;
  actor.roles.push_back({who.role, who.area_id});
  return actor;
}

}  // namespace thon::demo
