#include "audit/service.hpp"
#include "base/id.hpp"
#include "identity/attempt.hpp"
#include "identity/rules.hpp"
#include "identity/secrets.hpp"
#include "identity/service.hpp"
#include "identity/store.hpp"

namespace thon::identity {
namespace {

Error unknown_invitation() { return Error::not_found("identity.error.invitation_unknown"); }

}  // namespace

std::string Service::issue_invitation(Tx& tx, const Actor& actor, std::string_view household_id,
                                      std::string_view household_name) {
  auto account = store::account_of_household(tx, household_id);
  if (account) {
    store::revoke_invitations(tx, account->id);
    store::clear_pin(tx, account->id, household_name);
  } else {
    account.emplace();
    account->id = new_id();
    account->kind = "household";
    account->name = household_name;
    account->subject_id = household_id;
    account->language = "vi";
    store::insert(tx, *account);
  }
  const std::string token = random_token(16);
  store::insert_invitation(tx, new_id(), token_hash(token), account->id, actor.account_id);
  return token;
}

std::optional<InvitationState> Service::find_invitation(Tx& tx, std::string_view household_id) const {
  return store::invitation_of(tx, household_id);
}

InvitationView Service::look(Tx& tx, const Visitor& visitor, std::string_view token) {
  const std::string address = rules::address_key(visitor.address);
  require_token(buckets_, address, tx.now());
  const auto invitation = store::live_invitation(tx, token_hash(token));
  if (!invitation) throw unknown_invitation();
  // Only tokens that are not there are guesses; a whole village may sign in from one address in an evening.
  buckets_.give_back(address, tx.now());
  const auto account = store::account(tx, invitation->account_id);
  InvitationView view;
  view.household_name = account->name;
  view.has_pin = account->pin_hash.has_value();
  if (describe_) {
    const HouseholdCard card = describe_(tx, account->subject_id.value_or(""));
    view.household_name = card.name;
    view.address = card.address;
    view.area_name = card.area_name;
  }
  return view;
}

SignedIn Service::enter(Db& db, const Visitor& visitor, std::string_view token, std::string_view pin) {
  std::optional<store::Invitation> invitation;
  std::optional<Account> account;
  db.read([&](Tx& tx) {
    look(tx, visitor, token);
    invitation = store::live_invitation(tx, token_hash(token));
    account = store::account(tx, invitation->account_id);
  });
  if (!rules::is_pin(pin)) throw Error::invalid("/pin", "identity.error.pin_form");
  Attempt attempt(db, buckets_, visitor.address, "account:" + account->id);
  std::string first;
  if (!account->pin_hash) {
    first = hash_secret(pin, kPinCost);
  } else if (!verify_secret(account->pin_hash, pin, kPinCost)) {
    throw Error(ErrorKind::unauthenticated, "identity.error.pin_wrong");
  }
  SignedIn signed_in;
  bool late = false;
  db.write([&](Tx& tx) {
    // A new slip may have been printed, or another phone have set the PIN, since the token was read.
    if (!store::live_invitation(tx, token_hash(token))) throw unknown_invitation();
    late = false;
    if (!first.empty() && !store::set_first_pin(tx, account->id, first)) {
      late = true;
      return;
    }
    auto now = store::account(tx, account->id);
    if (first.empty() && now->pin_hash != account->pin_hash) throw unknown_invitation();
    attempt.succeed(tx);
    store::mark_used(tx, invitation->id);
    signed_in = open_session(tx, *now, visitor);
  });
  if (!late) return signed_in;
  attempt.excuse();
  return enter(db, visitor, token, pin);
}

}  // namespace thon::identity
