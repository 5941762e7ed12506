#pragma once
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "base/seal.hpp"
#include "base/timed_cache.hpp"
#include "base/token_buckets.hpp"
#include "identity/model.hpp"
#include "platform/actor.hpp"
#include "platform/capability.hpp"
#include "platform/http/message.hpp"

namespace thon::identity {

struct Account;

struct Settings {
  /// 32 bytes, the data folder's secret.key.
  std::string secret_key;
  /// Browsers reach the program through https: the cookie is sent over nothing else.
  bool https = false;
  /// Tries to sign in from one address; those that succeed do not count.
  Rate sign_in_rate{10, 20};
};

/// Where a request comes from.
struct Visitor {
  std::string device;
  std::string address;
  std::string token;  ///< of the session it came with, if any
};
Visitor visitor_of(const http::Request& request);

/// A new session: what the app shows, and the token for the cookie.
struct SignedIn {
  Me me;
  std::string token;
  Millis lifetime = 0;
};

struct TotpOffer {
  std::string secret;  ///< base32, for typing
  std::string uri;     ///< otpauth://, for a QR code
};
BOOST_DESCRIBE_STRUCT(TotpOffer, (), (secret, uri))

struct AccountEdit {
  Id account_id;
  std::int64_t version = 0;
  std::optional<Text<1, 120>> name;
  std::optional<bool> disabled;
  std::optional<Text<1, 200>> password;
  std::optional<bool> remove_totp;  ///< for someone who lost the phone with the codes
};
BOOST_DESCRIBE_STRUCT(AccountEdit, (), (account_id, version, name, disabled, password, remove_totp))

struct SetupInput {
  Text<1, 100> token;
  Text<1, 120> name;
  Text<1, 64> login;
  Text<1, 200> password;
  SetupCommune commune;
  List<SetupVillage, 0, 200> villages;
};
BOOST_DESCRIBE_STRUCT(SetupInput, (), (token, name, login, password, commune, villages))

/// People: how they are recognised, what roles they hold where. Verbs that hash passwords take the Db and open short
/// transactions themselves, because hashing within one would hold up every other write.
class Service {
 public:
  using Complete = std::function<void(Tx&, Actor&)>;
  using Describe = std::function<HouseholdCard(Tx&, const std::string& household_id)>;
  using SessionEnded = std::function<void(const std::string& session_id)>;

  Service(const areas::Authority& authority, areas::Service& areas, Settings settings);
  ~Service();

  /// The register, which stands above, fills ordinal and area_id of a household's actor.
  void set_complete(Complete complete) { complete_ = std::move(complete); }
  /// Told, after the commit, of sessions that ended or whose rights changed: event streams opened in their name must
  /// be closed.
  void set_session_ended(SessionEnded ended) { ended_ = std::move(ended); }
  /// The register tells a household's name, address and unit.
  void set_describe(Describe describe) { describe_ = std::move(describe); }

  // --- who is asking
  /// The actor of the session cookie, a guest without one. Remembered for ten seconds; forgotten at once by whatever
  /// ends a session or changes a role in this process.
  Actor authenticate(Tx& tx, const http::Request& request);
  Me me(Tx& tx, const Actor& actor) const;
  void set_language(Tx& tx, const Actor& actor, Language language);
  /// The Set-Cookie header that gives, keeps, or (lifetime 0) takes away a session.
  std::string cookie(std::string_view token, Millis lifetime) const;
  static Millis lifetime_of(const Actor& actor);

  // --- signing in and out
  SignedIn sign_in(Db& db, const Visitor& visitor, std::string_view login, std::string_view password,
                   const std::optional<std::string>& code);
  void sign_out(Tx& tx, const Actor& actor);
  std::vector<SessionRow> sessions(Tx& tx, const Actor& actor) const;
  void revoke_session(Tx& tx, const Actor& actor, std::string_view session_id);
  /// Ends every session of the account and starts a new one for the caller.
  SignedIn change_password(Db& db, const Actor& actor, const Visitor& visitor, std::string_view current,
                           std::string_view next);
  TotpOffer offer_totp(Tx& tx, const Actor& actor);
  void confirm_totp(Db& db, const Actor& actor, const Visitor& visitor, std::string_view code);
  void remove_totp(Db& db, const Actor& actor, const Visitor& visitor, std::string_view code);

  // --- households' invitations
  /// Makes the household's account if it has none, and a new token; older ones, and the PIN, hold no longer, while
  /// devices that are signed in stay so. The caller checks the permission (households.invite).
  std::string issue_invitation(Tx& tx, const Actor& actor, std::string_view household_id,
                               std::string_view household_name);
  std::optional<InvitationState> find_invitation(Tx& tx, std::string_view household_id) const;
  InvitationView look(Tx& tx, const Visitor& visitor, std::string_view token);
  /// The first use sets the PIN, later ones check it.
  SignedIn enter(Db& db, const Visitor& visitor, std::string_view token, std::string_view pin);

  /// Gives many households their accounts, without permission checks (demo).
  void load_access(Tx& tx, const std::vector<HouseholdAccess>& rows);
  static std::string hash_pin(std::string_view pin);

  // --- officers' accounts
  /// Throws Error::invalid when the password is too weak for the login.
  static std::string hash_password(std::string_view login, std::string_view password);
  /// The same id with the same login twice answers the first result.
  AccountRow create_account(Tx& tx, const Actor& actor, const NewAccount& input);
  /// Who may manage an account: those who hold identity.manage at every unit where it holds a role, and every
  /// permission that those roles give.
  AccountPage accounts(Tx& tx, const Actor& actor, std::string_view query, std::string_view cursor) const;
  AccountRow edit_account(Db& db, const Actor& actor, const AccountEdit& input);
  AccountRow grant(Tx& tx, const Actor& actor, std::string_view account_id, const RoleInput& role);
  void withdraw(Tx& tx, const Actor& actor, std::string_view account_id, std::string_view role_id);

  // --- first start
  bool setup_needed(Tx& tx) const;
  /// While there is no officer: a new one-time token for the link that the program prints; older ones hold no
  /// longer. nullopt when the program is set up.
  std::optional<std::string> begin_setup(Db& db);
  /// Throws unless the token may be used to set up.
  void require_setup(Tx& tx, const Visitor& visitor, std::string_view token);
  /// Makes the commune with its units and the first administrator, who is signed in. Works once.
  SignedIn set_up(Db& db, const Visitor& visitor, const SetupInput& input);

  // --- timers
  /// Writes down when sessions were last used, many at once.
  void write_last_seen(Db& db);
  /// Ends sessions past their day and forgets what is old.
  void tidy(Db& db);
  /// Several servers on one PostgreSQL: closes the event streams of sessions that another server ended.
  void follow(Db& db);

 private:
  SignedIn open_session(Tx& tx, const Account& account, const Visitor& visitor);
  Actor actor_of(Tx& tx, const Account& account, std::string session_id) const;
  void note_seen(const std::string& session_id, Millis last_seen_at, Tx& tx);
  /// Drops what is remembered of the account, and ends event streams of these sessions, once it is on disk.
  void forget(Tx& tx, std::string account_id, std::vector<std::string> sessions);
  void revoke_all(Tx& tx, const std::string& account_id);
  Account own_account(Tx& tx, const Actor& actor) const;
  bool may_give(Tx& tx, const Actor& actor, const std::string& role, const std::string& area_id) const;
  Account manageable(Tx& tx, const Actor& actor, std::string_view account_id) const;
  void keep_an_administrator(Tx& tx, const std::string& account_id, const std::string& area_id) const;
  void hold_role(Tx& tx, const Actor& actor, const Account& account, const RoleInput& role,
                 const std::string& path);
  void apply_edit(Tx& tx, const Actor& actor, const AccountEdit& input, const std::optional<std::string>& hash);
  AccountRow row_of(Tx& tx, std::string_view account_id) const;

  const areas::Authority& authority_;
  areas::Service& areas_;
  Settings settings_;
  std::unique_ptr<Seal> seal_;
  Complete complete_;
  Describe describe_;
  SessionEnded ended_;
  TokenBuckets buckets_;
  TimedCache<std::string, Actor> actors_;
  std::mutex seen_mutex_;
  std::map<std::string, Millis> seen_;
  std::set<std::int64_t> told_ended_;
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::identity
