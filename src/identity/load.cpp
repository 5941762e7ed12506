#include "base/id.hpp"
#include "identity/secrets.hpp"
#include "identity/service.hpp"
#include "identity/store.hpp"

namespace thon::identity {

std::string Service::hash_pin(std::string_view pin) { return hash_secret(pin, kPinCost); }

void Service::load_access(Tx& tx, const std::vector<HouseholdAccess>& rows) {
  Actor household;
  household.kind = "household";
  const Millis lifetime = lifetime_of(household);
  for (const auto& row : rows) {
    Account account;
    account.id = new_id();
    account.kind = "household";
    account.name = row.household_name;
    account.subject_id = row.household_id;
    account.language = "vi";
    store::insert(tx, account);
    const std::string invitation_id = new_id();
    store::insert_invitation(tx, invitation_id, token_hash(row.token), account.id, "");
    if (!row.pin_hash.empty()) store::set_first_pin(tx, account.id, row.pin_hash);
    if (row.session.empty()) continue;
    store::mark_used(tx, invitation_id);
    store::insert(tx, store::NewSession{new_id(), token_hash(row.session), account.id, "", "", tx.now() + lifetime});
  }
}

}  // namespace thon::identity
