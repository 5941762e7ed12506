#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "identity/model.hpp"
#include "identity/rules.hpp"
#include "platform/actor.hpp"
#include "platform/db/db.hpp"

namespace thon::identity {

/// A person's or a household's account as stored.
struct Account {
  std::string id;
  std::string kind;
  std::string name;
  std::optional<std::string> login;
  std::optional<std::string> password_hash;
  std::optional<std::string> totp_secret;
  std::optional<std::string> totp_pending;
  std::int64_t totp_step = 0;
  std::optional<std::string> subject_id;
  std::optional<std::string> pin_hash;
  std::string language;
  std::optional<Millis> disabled_at;
  std::int64_t version = 1;
};

struct Session {
  std::string id;
  std::string account_id;
  Millis last_seen_at = 0;
};

struct Role {
  std::string id;
  std::string account_id;
  std::string role;
  std::string area_id;
};

}  // namespace thon::identity

/// All SQL of the capability.
namespace thon::identity::store {

// --- accounts
std::optional<Account> account(Tx& tx, std::string_view id);
std::optional<Account> account_by_login(Tx& tx, std::string_view login);
std::optional<Account> account_of_household(Tx& tx, std::string_view household_id);
void insert(Tx& tx, const Account& account);
/// Writes name, password, TOTP, language and disabled; the version must be the one read, and goes up by one.
bool update(Tx& tx, const Account& account);
void set_language(Tx& tx, std::string_view id, std::string_view language);
/// False when the account has a PIN already.
bool set_first_pin(Tx& tx, std::string_view id, std::string_view pin_hash);
void clear_pin(Tx& tx, std::string_view id, std::string_view name);
void set_totp_pending(Tx& tx, std::string_view id, const std::optional<std::string>& sealed);
void set_totp(Tx& tx, std::string_view id, const std::optional<std::string>& sealed, std::int64_t step);
/// False when the step, or a later one, was used before.
bool advance_totp(Tx& tx, std::string_view id, std::int64_t step);
bool any_officer(Tx& tx);
/// Officers with a role, now or once, at or below the unit; ordered by name.
/// Starts after the account `after` (empty: at the start).
using Listed = std::set<std::pair<std::string, std::string>>;  ///< (what it is ordered by, account id)
Listed accounts_below(Tx& tx, std::string_view area_id, std::string_view query, std::string_view after,
                      std::int64_t limit);
Listed all_accounts(Tx& tx, std::string_view query, std::string_view after, std::int64_t limit);
std::optional<AccountRow> account_row(Tx& tx, std::string_view id, std::string_view today);

// --- roles
std::vector<HeldRole> held_roles(Tx& tx, std::string_view account_id, std::string_view today);
std::vector<MeRole> described_roles(Tx& tx, std::string_view account_id, std::string_view today);
std::vector<AccountRole> account_roles(Tx& tx, std::string_view account_id, std::string_view today);
/// Those that hold today at units that are open; when there are none, all that were ever held.
std::vector<Role> last_roles(Tx& tx, std::string_view account_id, std::string_view today);
std::optional<Role> role(Tx& tx, std::string_view id);
std::optional<Role> same_role(Tx& tx, std::string_view account_id, const RoleInput& role, std::string_view today);
void insert_role(Tx& tx, const Role& role, std::string_view today, std::string_view granted_by);
bool end_role(Tx& tx, std::string_view id, std::string_view today);
/// True when another enabled officer holds the role at the unit or above it.
bool another_holds(Tx& tx, std::string_view role, std::string_view area_id, std::string_view account_id,
                   std::string_view today);

// --- sessions
std::optional<Session> live_session(Tx& tx, std::string_view token_hash);
std::vector<std::string> live_session_ids(Tx& tx, std::string_view account_id);
std::vector<SessionRow> sessions(Tx& tx, std::string_view account_id);
struct NewSession {
  std::string id, token_hash, account_id, device, address;
  Millis expires_at = 0;
};
void insert(Tx& tx, const NewSession& session);
void revoke_session(Tx& tx, std::string_view id);
void revoke_sessions(Tx& tx, std::string_view account_id);
std::optional<std::string> account_of_session(Tx& tx, std::string_view id);
void set_last_seen(Tx& tx, std::string_view id, Millis at, Millis officer_lifetime, Millis household_lifetime);

// --- invitations
struct Invitation {
  std::string id;
  std::string account_id;
};
std::optional<Invitation> live_invitation(Tx& tx, std::string_view token_hash);
std::optional<InvitationState> invitation_of(Tx& tx, std::string_view household_id);
void insert_invitation(Tx& tx, std::string_view id, std::string_view token_hash, std::string_view account_id,
                       std::string_view issued_by);
void revoke_invitations(Tx& tx, std::string_view account_id);
void mark_used(Tx& tx, std::string_view invitation_id);

// --- failed tries
std::optional<rules::Tries> tries(Tx& tx, std::string_view key);
void set_tries(Tx& tx, std::string_view key, const rules::Tries& tries);
void clear_tries(Tx& tx, std::string_view key);

// --- set-up
bool setup_open(Tx& tx, std::string_view token_hash);
void offer_setup(Tx& tx, std::string_view token_hash, Millis expires_at);
/// False when it was used before.
bool use_setup(Tx& tx, std::string_view token_hash);

// --- tidying
/// Answers those it ended.
std::vector<Session> end_expired_sessions(Tx& tx);
struct Ended {
  std::int64_t id = 0;
  std::string session_id;
  std::string account_id;
};
/// For the other servers.
void note_ended(Tx& tx, std::string_view session_id, std::string_view account_id);
std::vector<Ended> ended_since(Tx& tx, Millis since);
void forget_old(Tx& tx, Millis sessions_before, Millis tries_before);

/// The commune that the unit lies in; the unit itself when it is wider than a commune.
struct Commune {
  std::string name;
  bool is_demo = false;
};
std::optional<Commune> commune_of(Tx& tx, std::string_view area_id);

}  // namespace thon::identity::store
