#pragma once
#include <optional>
#include <string>
#include <vector>

#include "channels/model.hpp"
#include "platform/channels/zalo_token.hpp"
#include "platform/db/db.hpp"

/// SQL of channels.
namespace thon::channels::store {

struct Setting {
  std::string id, area_id;
  Provider provider = Provider::push;
  bool enabled = true;
  std::string fields, secrets;
  std::optional<std::string> attention;
  std::optional<Millis> attention_at, worked_at, reported_at;
  std::int64_t version = 1;
};
BOOST_DESCRIBE_STRUCT(Setting, (), (id, area_id, provider, enabled, fields, secrets, attention, attention_at, worked_at,
                                    reported_at, version))

std::optional<Setting> find(Tx& tx, std::string_view id);
/// Of the unit itself.
std::optional<Setting> of_area(Tx& tx, std::string_view area_id, Provider provider);
/// Of the unit or the nearest one above it.
std::optional<Setting> nearest(Tx& tx, std::string_view area_id, Provider provider);
std::vector<Setting> of_provider(Tx& tx, Provider provider);
void insert(Tx& tx, const Setting& setting);
void update(Tx& tx, const Setting& setting);
void remove(Tx& tx, std::string_view id);
/// Clears what needed attention.
void note_worked(Tx& tx, std::string_view id);
void note_attention(Tx& tx, std::string_view id, std::string_view reason);
void note_report(Tx& tx, std::string_view id);

struct Token {
  std::string pair;
  Millis expires_at = 0;
  std::int64_t version = 0;
  bool consent_needed = false;
};
BOOST_DESCRIBE_STRUCT(Token, (), (pair, expires_at, version, consent_needed))
std::optional<Token> token(Tx& tx, std::string_view setting_id);
bool lease_token(Tx& tx, std::string_view setting_id, std::int64_t version, Millis until);
void release_token(Tx& tx, std::string_view setting_id, std::int64_t version);
/// Replaces the pair of this version; false when a newer one is there.
bool renew_token(Tx& tx, std::string_view setting_id, std::int64_t version, const Token& token);
void refuse_token(Tx& tx, std::string_view setting_id, std::int64_t version);
/// Whatever was there before: an administrator has consented.
void put_token(Tx& tx, std::string_view setting_id, const Token& token);
void remove_token(Tx& tx, std::string_view setting_id);

struct Consent {
  std::string setting_id, account_id, verifier;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (setting_id, account_id, verifier))
void put_consent(Tx& tx, std::string_view state_hash, const Consent& consent, Millis expires_at);
/// Each works once.
std::optional<Consent> take_consent(Tx& tx, std::string_view state_hash);
void forget_consents(Tx& tx);
void remove_consents(Tx& tx, std::string_view setting_id);

struct ServerKey {
  std::string public_key, private_key;
};
BOOST_DESCRIBE_STRUCT(ServerKey, (), (public_key, private_key))
std::optional<ServerKey> server_key(Tx& tx);
/// Keeps the first that was put.
void put_server_key(Tx& tx, const ServerKey& key);

struct Subscription {
  std::string id, account_id, session_id;
  std::optional<std::string> household_id;
  std::optional<std::int64_t> ordinal;
  std::string endpoint, endpoint_hash, p256dh, auth;
};
/// The same endpoint again belongs to whoever is signed in there now.
void put_subscription(Tx& tx, const Subscription& subscription);
void end_subscription(Tx& tx, std::string_view id, std::string_view reason);
/// False when the account has no such subscription.
bool end_own_subscription(Tx& tx, std::string_view account_id, std::string_view endpoint_hash);
/// All but the newest `most` of an account.
void end_surplus(Tx& tx, std::string_view account_id, std::int64_t most);
void forget_ended(Tx& tx, Millis before);

struct PushRow {
  std::string id, account_id, endpoint, p256dh, auth;
};
BOOST_DESCRIBE_STRUCT(PushRow, (), (id, account_id, endpoint, p256dh, auth))
std::vector<PushRow> push_of_account(Tx& tx, std::string_view account_id);
std::vector<PushRow> push_of_household(Tx& tx, std::string_view household_id);

}  // namespace thon::channels::store
