#include "identity/service.hpp"

#include <sodium.h>

#include <stdexcept>

#include "audit/service.hpp"
#include "base/id.hpp"
#include "identity/rules.hpp"
#include "identity/secrets.hpp"
#include "identity/store.hpp"
#include "platform/text/text.hpp"

namespace thon::identity {
namespace {

constexpr Millis kHouseholdLifetime = 180 * kDay;
constexpr Millis kOfficerLifetime = 30 * kDay;
constexpr Millis kRemembered = 10 * kSecond;
constexpr std::size_t kMostRemembered = 50'000;
constexpr Millis kSeenEvery = 10 * kMinute;
/// Longer than any writing transaction lasts, and than servers' clocks differ.
constexpr Millis kEndedTold = 20 * kSecond;
constexpr std::string_view kCookie = "thon_session";

}  // namespace

Visitor visitor_of(const http::Request& request) {
  return {rules::device_name(request.header("user-agent")), request.remote_address,
          std::string(request.cookie(kCookie))};
}

Service::Service(const areas::Authority& authority, areas::Service& areas, Settings settings)
    : authority_(authority),
      areas_(areas),
      settings_(std::move(settings)),
      seal_(std::make_unique<Seal>(settings_.secret_key)),
      buckets_(settings_.sign_in_rate),
      actors_(kRemembered, kMostRemembered) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
}

Service::~Service() = default;

Actor Service::authenticate(Tx& tx, const http::Request& request) {
  const std::string_view token = request.cookie(kCookie);
  Actor guest;
  guest.language = preferred_language(request.header("accept-language"));
  if (token.empty()) return guest;
  const std::string hash = token_hash(token);
  const std::uint64_t epoch = actors_.epoch();
  if (auto known = actors_.find(hash, tx.now())) return *std::move(known);
  const auto session = store::live_session(tx, hash);
  const auto account = session ? store::account(tx, session->account_id) : std::nullopt;
  if (!account || account->disabled_at) return guest;
  Actor actor = actor_of(tx, *account, session->id);
  note_seen(session->id, session->last_seen_at, tx);
  // What a write has read may be undone with it, so it is remembered only once it is on disk.
  if (!tx.writable()) actors_.put(hash, actor, tx.now(), epoch);
  else tx.after_commit([this, hash, actor, now = tx.now(), epoch] { actors_.put(hash, actor, now, epoch); });
  return actor;
}

Actor Service::actor_of(Tx& tx, const Account& account, std::string session_id) const {
  Actor actor;
  actor.kind = account.kind;
  actor.account_id = account.id;
  actor.session_id = std::move(session_id);
  actor.name = account.name;
  actor.language = account.language;
  if (account.kind == "officer") {
    actor.roles = store::held_roles(tx, account.id, date_of(tx.now()));
  } else {
    actor.household_id = account.subject_id.value_or("");
    if (complete_) complete_(tx, actor);
  }
  return actor;
}

Me Service::me(Tx& tx, const Actor& actor) const {
  const Account account = own_account(tx, actor);
  Me me;
  me.account = {account.id, account.kind, account.name, account.login, account.language,
                account.totp_secret.has_value()};
  me.roles = store::described_roles(tx, account.id, date_of(tx.now()));
  for (const auto& permission : authority_.permissions(actor)) me.permissions.push_back(permission);
  if (actor.household() && describe_) me.household = describe_(tx, actor.household_id);
  const std::string area_id = actor.roles.empty() ? actor.area_id : actor.roles.front().area_id;
  if (const auto commune = store::commune_of(tx, area_id)) {
    me.commune_name = commune->name;
    me.demo = commune->is_demo;
  }
  return me;
}

void Service::set_language(Tx& tx, const Actor& actor, Language language) {
  store::set_language(tx, actor.account_id, boost::describe::enum_to_string(language, "vi"));
  forget(tx, actor.account_id, {});
}

std::string Service::cookie(std::string_view token, Millis lifetime) const {
  std::string text = std::string(kCookie) + "=" + std::string(token) + "; HttpOnly; SameSite=Strict; Path=/; Max-Age=" +
                     std::to_string(lifetime / kSecond);
  if (settings_.https) text += "; Secure";
  return text;
}

Millis Service::lifetime_of(const Actor& actor) { return actor.household() ? kHouseholdLifetime : kOfficerLifetime; }

SignedIn Service::open_session(Tx& tx, const Account& account, const Visitor& visitor) {
  // A device that signs in again stays one device.
  if (!visitor.token.empty()) {
    const std::string hash = token_hash(visitor.token);
    if (const auto before = store::live_session(tx, hash)) {
      store::revoke_session(tx, before->id);
      forget(tx, before->account_id, {before->id});
    }
  }
  SignedIn signed_in;
  signed_in.token = random_token(32);
  const Actor actor = actor_of(tx, account, new_id());
  signed_in.lifetime = lifetime_of(actor);
  store::insert(tx, {actor.session_id, token_hash(signed_in.token), account.id, visitor.device, visitor.address,
                     tx.now() + signed_in.lifetime});
  const std::string area_id = actor.roles.empty() ? actor.area_id : actor.roles.front().area_id;
  audit::record(tx, actor, "identity.signed_in", "account", account.id, area_id);
  signed_in.me = me(tx, actor);
  return signed_in;
}

void Service::sign_out(Tx& tx, const Actor& actor) {
  store::revoke_session(tx, actor.session_id);
  audit::record(tx, actor, "identity.signed_out", "account", actor.account_id,
                actor.roles.empty() ? actor.area_id : actor.roles.front().area_id);
  forget(tx, actor.account_id, {actor.session_id});
}

std::vector<SessionRow> Service::sessions(Tx& tx, const Actor& actor) const {
  auto rows = store::sessions(tx, actor.account_id);
  for (auto& row : rows) row.current = row.id == actor.session_id;
  return rows;
}

void Service::revoke_session(Tx& tx, const Actor& actor, std::string_view session_id) {
  if (store::account_of_session(tx, session_id) != actor.account_id) throw Error::not_found();
  store::revoke_session(tx, session_id);
  audit::record(tx, actor, "identity.session_ended", "account", actor.account_id,
                actor.roles.empty() ? actor.area_id : actor.roles.front().area_id);
  forget(tx, actor.account_id, {std::string(session_id)});
}

void Service::revoke_all(Tx& tx, const std::string& account_id) {
  auto sessions = store::live_session_ids(tx, account_id);
  store::revoke_sessions(tx, account_id);
  forget(tx, account_id, std::move(sessions));
}

void Service::forget(Tx& tx, std::string account_id, std::vector<std::string> sessions) {
  if (tx.engine() == Engine::postgresql)
    for (const auto& session : sessions) store::note_ended(tx, session, account_id);
  tx.after_commit([this, account_id = std::move(account_id), sessions = std::move(sessions)] {
    actors_.drop_if([&](const Actor& actor) { return actor.account_id == account_id; });
    if (!ended_) return;
    for (const auto& session : sessions) ended_(session);
  });
}

Account Service::own_account(Tx& tx, const Actor& actor) const {
  auto account = store::account(tx, actor.account_id);
  if (!account) throw Error(ErrorKind::unauthenticated, "error.sign_in");
  return *std::move(account);
}

void Service::note_seen(const std::string& session_id, Millis last_seen_at, Tx& tx) {
  if (tx.now() - last_seen_at < kSeenEvery) return;
  const std::lock_guard lock(seen_mutex_);
  seen_[session_id] = tx.now();
}

void Service::write_last_seen(Db& db) {
  std::map<std::string, Millis> seen;
  {
    const std::lock_guard lock(seen_mutex_);
    seen.swap(seen_);
  }
  if (seen.empty()) return;
  db.write([&](Tx& tx) {
    for (const auto& [id, at] : seen) store::set_last_seen(tx, id, at, kOfficerLifetime, kHouseholdLifetime);
  });
}

void Service::tidy(Db& db) {
  db.write([this](Tx& tx) {
    std::map<std::string, std::vector<std::string>> ended;
    for (auto& session : store::end_expired_sessions(tx)) ended[session.account_id].push_back(std::move(session.id));
    for (auto& [account_id, sessions] : ended) forget(tx, account_id, std::move(sessions));
    store::forget_old(tx, tx.now() - 30 * kDay, tx.now() - 2 * kDay);
  });
}

void Service::follow(Db& db) {
  if (db.engine() == Engine::sqlite || !ended_) return;
  std::vector<store::Ended> rows;
  db.read([&](Tx& tx) { rows = store::ended_since(tx, tx.now() - kEndedTold); });
  std::set<std::int64_t> told;
  for (const auto& row : rows) {
    told.insert(row.id);
    if (told_ended_.contains(row.id)) continue;
    actors_.drop_if([&](const Actor& actor) { return actor.account_id == row.account_id; });
    ended_(row.session_id);
  }
  told_ended_ = std::move(told);
}

}  // namespace thon::identity
