#include "audit/service.hpp"
#include "identity/attempt.hpp"
#include "identity/rules.hpp"
#include "identity/secrets.hpp"
#include "identity/service.hpp"
#include "identity/store.hpp"

namespace thon::identity {
namespace {

Error wrong_credentials() { return Error(ErrorKind::unauthenticated, "identity.error.wrong_credentials"); }
Error wrong_code() { return Error(ErrorKind::unauthenticated, "identity.error.totp_wrong"); }

/// A lock is worth knowing about when the account exists; nobody is told otherwise.
void note_failure(Db& db, const Attempt& attempt, const std::optional<Account>& account) {
  if (!attempt.locks() || !account) return;
  db.write([&](Tx& tx) {
    const auto roles = store::held_roles(tx, account->id, date_of(tx.now()));
    Actor actor;
    actor.account_id = account->id;
    actor.name = account->name;
    audit::record(tx, actor, "identity.locked", "account", account->id, roles.empty() ? "" : roles.front().area_id);
  });
}

/// The account as it is now, when what was proved against `seen` still holds.
Account unchanged(Tx& tx, const Account& seen) {
  auto now = store::account(tx, seen.id);
  const bool same = now && !now->disabled_at && now->password_hash == seen.password_hash &&
                    now->totp_secret == seen.totp_secret && now->pin_hash == seen.pin_hash;
  if (!same) throw wrong_credentials();
  return *std::move(now);
}

std::string area_of(const Actor& actor) { return actor.roles.empty() ? actor.area_id : actor.roles.front().area_id; }

Account find(Db& db, const std::string& id) {
  std::optional<Account> account;
  db.read([&](Tx& tx) { account = store::account(tx, id); });
  if (!account) throw Error(ErrorKind::unauthenticated, "error.sign_in");
  return *std::move(account);
}

}  // namespace

SignedIn Service::sign_in(Db& db, const Visitor& visitor, std::string_view typed, std::string_view password,
                          const std::optional<std::string>& code) {
  const std::string login = rules::login_of(typed);
  Attempt attempt(db, buckets_, visitor.address, login_key(login));
  std::optional<Account> account;
  db.read([&](Tx& tx) { account = store::account_by_login(tx, login); });
  const bool right = verify_secret(account ? account->password_hash : std::nullopt, password, kPasswordCost);
  if (!right || account->disabled_at) {
    note_failure(db, attempt, account);
    throw wrong_credentials();
  }
  std::optional<std::int64_t> step;
  if (account->totp_secret) {
    if (!code || code->empty()) {
      attempt.excuse();
      throw Error(ErrorKind::unauthenticated, "identity.error.totp_needed");
    }
    step = totp::match(seal_.open(*account->totp_secret), *code, db.now(), account->totp_step);
    if (!step) {
      note_failure(db, attempt, account);
      throw wrong_code();
    }
  }
  SignedIn signed_in;
  db.write([&](Tx& tx) {
    const Account now = unchanged(tx, *account);
    // Of two sign-ins with one code at the same time, one moves the step forward.
    if (step && !store::advance_totp(tx, now.id, *step)) throw wrong_code();
    attempt.succeed(tx);
    signed_in = open_session(tx, now, visitor);
  });
  return signed_in;
}

SignedIn Service::change_password(Db& db, const Actor& actor, const Visitor& visitor, std::string_view current,
                                  std::string_view next) {
  const Account account = find(db, actor.account_id);
  if (!account.password_hash) throw Error::not_found();
  if (const auto fault = rules::password_fault(next, account.login.value_or("")))
    throw Error::invalid("/next", *fault);
  Attempt attempt(db, buckets_, visitor.address, login_key(account.login.value_or("")));
  if (!verify_secret(account.password_hash, current, kPasswordCost)) {
    note_failure(db, attempt, account);
    throw Error::invalid("/current", "identity.error.password_wrong");
  }
  const std::string hash = hash_secret(next, kPasswordCost);
  SignedIn signed_in;
  db.write([&](Tx& tx) {
    Account now = unchanged(tx, account);
    now.password_hash = hash;
    store::update(tx, now);
    attempt.succeed(tx);
    revoke_all(tx, now.id);
    audit::record(tx, actor, "identity.password_changed", "account", now.id, area_of(actor));
    signed_in = open_session(tx, now, visitor);
  });
  return signed_in;
}

TotpOffer Service::offer_totp(Tx& tx, const Actor& actor) {
  const Account account = own_account(tx, actor);
  if (account.totp_secret) throw Error(ErrorKind::conflict, "identity.error.totp_on");
  const std::string secret = totp::new_secret();
  store::set_totp_pending(tx, account.id, seal_.close(secret));
  return {totp::base32(secret), totp::uri(secret, account.login.value_or(""))};
}

void Service::confirm_totp(Db& db, const Actor& actor, const Visitor& visitor, std::string_view code) {
  const Account account = find(db, actor.account_id);
  if (account.totp_secret) throw Error(ErrorKind::conflict, "identity.error.totp_on");
  if (!account.totp_pending) throw Error(ErrorKind::conflict, "identity.error.totp_off");
  Attempt attempt(db, buckets_, visitor.address, login_key(account.login.value_or("")));
  const auto step = totp::match(seal_.open(*account.totp_pending), code, db.now(), 0);
  if (!step) throw Error::invalid("/code", "identity.error.totp_wrong");
  db.write([&](Tx& tx) {
    const Account now = unchanged(tx, account);
    if (now.totp_pending != account.totp_pending) throw Error::invalid("/code", "identity.error.totp_wrong");
    attempt.succeed(tx);
    store::set_totp(tx, now.id, now.totp_pending, *step);
    audit::record(tx, actor, "identity.totp_on", "account", now.id, area_of(actor));
  });
}

void Service::remove_totp(Db& db, const Actor& actor, const Visitor& visitor, std::string_view code) {
  const Account account = find(db, actor.account_id);
  if (!account.totp_secret) throw Error(ErrorKind::conflict, "identity.error.totp_off");
  Attempt attempt(db, buckets_, visitor.address, login_key(account.login.value_or("")));
  const auto step = totp::match(seal_.open(*account.totp_secret), code, db.now(), account.totp_step);
  if (!step) {
    note_failure(db, attempt, account);
    throw Error::invalid("/code", "identity.error.totp_wrong");
  }
  db.write([&](Tx& tx) {
    const Account now = unchanged(tx, account);
    attempt.succeed(tx);
    store::set_totp(tx, now.id, std::nullopt, *step);
    audit::record(tx, actor, "identity.totp_off", "account", now.id, area_of(actor));
  });
}

}  // namespace thon::identity
