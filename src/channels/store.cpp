#include "channels/store.hpp"

namespace thon::channels::store {
namespace {

#define THON_CHANNELS_SETTING                                                                                  \
  "SELECT s.id, s.area_id, s.provider, s.enabled, s.fields, s.secrets, s.attention, s.attention_at, s.worked_at, " \
  "s.reported_at, s.version FROM channels_setting s "

const Sql kFind{"channels.find", THON_CHANNELS_SETTING "WHERE s.id = :id"};
const Sql kOfArea{"channels.of_area",
                  THON_CHANNELS_SETTING "WHERE s.area_id = :area AND s.provider = :provider"};
const Sql kNearest{"channels.nearest", THON_CHANNELS_SETTING
                   "JOIN areas_closure c ON c.ancestor_id = s.area_id "
                   "WHERE c.descendant_id = :area AND s.provider = :provider ORDER BY c.depth LIMIT 1"};
const Sql kOfProvider{"channels.of_provider",
                      THON_CHANNELS_SETTING "WHERE s.provider = :provider AND s.enabled = 1 ORDER BY s.id"};
const Sql kInsert{"channels.insert",
                  "INSERT INTO channels_setting (id, area_id, provider, enabled, fields, secrets, version, created_at, "
                  "updated_at) VALUES (:id, :area, :provider, :enabled, :fields, :secrets, 1, :now, :now)"};
// What needed attention may be mended by this: the next message will tell.
const Sql kUpdate{"channels.update",
                  "UPDATE channels_setting SET enabled = :enabled, fields = :fields, secrets = :secrets, "
                  "version = :version, attention = NULL, attention_at = NULL, updated_at = :now WHERE id = :id"};
const Sql kRemove{"channels.remove", "DELETE FROM channels_setting WHERE id = :id"};
const Sql kNoteWorked{"channels.note_worked",
                      "UPDATE channels_setting SET worked_at = :now, attention = NULL, attention_at = NULL "
                      "WHERE id = :id"};
const Sql kNoteAttention{"channels.note_attention",
                         "UPDATE channels_setting SET attention = :reason, attention_at = :now "
                         "WHERE id = :id AND (attention IS NULL OR attention <> :reason)"};
const Sql kNoteReport{"channels.note_report", "UPDATE channels_setting SET reported_at = :now WHERE id = :id"};

const Sql kToken{"channels.token",
                 "SELECT pair, expires_at, version, consent_needed FROM channels_token WHERE setting_id = :id"};
const Sql kLease{"channels.lease_token",
                 "UPDATE channels_token SET leased_until = :until WHERE setting_id = :id AND version = :version "
                 "AND leased_until <= :now"};
const Sql kRelease{"channels.release_token",
                   "UPDATE channels_token SET leased_until = 0 WHERE setting_id = :id AND version = :version"};
const Sql kRenew{"channels.renew_token",
                 "UPDATE channels_token SET pair = :pair, expires_at = :expires_at, version = version + 1, "
                 "leased_until = 0, consent_needed = 0, updated_at = :now "
                 "WHERE setting_id = :id AND version = :version"};
const Sql kRefuse{"channels.refuse_token",
                  "UPDATE channels_token SET consent_needed = 1, leased_until = 0, updated_at = :now "
                  "WHERE setting_id = :id AND version = :version"};
const Sql kPutToken{"channels.put_token",
                    "INSERT INTO channels_token (setting_id, pair, expires_at, version, leased_until, consent_needed, "
                    "updated_at) VALUES (:id, :pair, :expires_at, 1, 0, 0, :now) ON CONFLICT (setting_id) DO UPDATE SET "
                    "pair = excluded.pair, expires_at = excluded.expires_at, version = channels_token.version + 1, "
                    "leased_until = 0, consent_needed = 0, updated_at = excluded.updated_at"};
const Sql kRemoveToken{"channels.remove_token", "DELETE FROM channels_token WHERE setting_id = :id"};

const Sql kPutConsent{"channels.put_consent",
                      "INSERT INTO channels_consent (state_hash, setting_id, account_id, verifier, expires_at) "
                      "VALUES (:state, :setting, :account, :verifier, :expires_at)"};
const Sql kConsent{"channels.consent",
                   "SELECT setting_id, account_id, verifier FROM channels_consent WHERE state_hash = :state "
                   "AND expires_at > :now"};
const Sql kEndConsent{"channels.end_consent", "DELETE FROM channels_consent WHERE state_hash = :state"};
const Sql kForgetConsents{"channels.forget_consents", "DELETE FROM channels_consent WHERE expires_at <= :now"};
const Sql kRemoveConsents{"channels.remove_consents", "DELETE FROM channels_consent WHERE setting_id = :id"};

const Sql kServerKey{"channels.server_key", "SELECT public_key, private_key FROM channels_server_key WHERE id = 1"};
const Sql kPutServerKey{"channels.put_server_key",
                        "INSERT INTO channels_server_key (id, public_key, private_key, created_at) "
                        "VALUES (1, :public_key, :private_key, :now) ON CONFLICT (id) DO NOTHING"};

}  // namespace

std::optional<Setting> find(Tx& tx, std::string_view id) { return tx.one<Setting>(kFind, {{"id", id}}); }

std::optional<Setting> of_area(Tx& tx, std::string_view area_id, Provider provider) {
  return tx.one<Setting>(kOfArea, {{"area", area_id}, {"provider", provider}});
}

std::optional<Setting> nearest(Tx& tx, std::string_view area_id, Provider provider) {
  return tx.one<Setting>(kNearest, {{"area", area_id}, {"provider", provider}});
}

std::vector<Setting> of_provider(Tx& tx, Provider provider) {
  return tx.rows<Setting>(kOfProvider, {{"provider", provider}});
}

void insert(Tx& tx, const Setting& s) {
  tx.exec(kInsert, {{"id", s.id},
                    {"area", s.area_id},
                    {"provider", s.provider},
                    {"enabled", s.enabled},
                    {"fields", s.fields},
                    {"secrets", s.secrets},
                    {"now", tx.now()}});
}

void update(Tx& tx, const Setting& s) {
  tx.exec(kUpdate, {{"enabled", s.enabled},
                    {"fields", s.fields},
                    {"secrets", s.secrets},
                    {"version", s.version},
                    {"now", tx.now()},
                    {"id", s.id}});
}

void remove(Tx& tx, std::string_view id) { tx.exec(kRemove, {{"id", id}}); }

void note_worked(Tx& tx, std::string_view id) { tx.exec(kNoteWorked, {{"now", tx.now()}, {"id", id}}); }

void note_attention(Tx& tx, std::string_view id, std::string_view reason) {
  tx.exec(kNoteAttention, {{"reason", reason}, {"now", tx.now()}, {"id", id}});
}

void note_report(Tx& tx, std::string_view id) { tx.exec(kNoteReport, {{"now", tx.now()}, {"id", id}}); }

std::optional<Token> token(Tx& tx, std::string_view setting_id) {
  return tx.one<Token>(kToken, {{"id", setting_id}});
}

bool lease_token(Tx& tx, std::string_view setting_id, std::int64_t version, Millis until) {
  return tx.exec(kLease, {{"until", until}, {"id", setting_id}, {"version", version}, {"now", tx.now()}}) == 1;
}

void release_token(Tx& tx, std::string_view setting_id, std::int64_t version) {
  tx.exec(kRelease, {{"id", setting_id}, {"version", version}});
}

bool renew_token(Tx& tx, std::string_view setting_id, std::int64_t version, const Token& token) {
  return tx.exec(kRenew, {{"pair", token.pair},
                          {"expires_at", token.expires_at},
                          {"now", tx.now()},
                          {"id", setting_id},
                          {"version", version}}) == 1;
}

void refuse_token(Tx& tx, std::string_view setting_id, std::int64_t version) {
  tx.exec(kRefuse, {{"now", tx.now()}, {"id", setting_id}, {"version", version}});
}

void put_token(Tx& tx, std::string_view setting_id, const Token& token) {
  tx.exec(kPutToken,
          {{"id", setting_id}, {"pair", token.pair}, {"expires_at", token.expires_at}, {"now", tx.now()}});
}

void remove_token(Tx& tx, std::string_view setting_id) { tx.exec(kRemoveToken, {{"id", setting_id}}); }

void put_consent(Tx& tx, std::string_view state_hash, const Consent& consent, Millis expires_at) {
  tx.exec(kPutConsent, {{"state", state_hash},
                        {"setting", consent.setting_id},
                        {"account", consent.account_id},
                        {"verifier", consent.verifier},
                        {"expires_at", expires_at}});
}

std::optional<Consent> take_consent(Tx& tx, std::string_view state_hash) {
  auto found = tx.one<Consent>(kConsent, {{"state", state_hash}, {"now", tx.now()}});
  if (found) tx.exec(kEndConsent, {{"state", state_hash}});
  return found;
}

void forget_consents(Tx& tx) { tx.exec(kForgetConsents, {{"now", tx.now()}}); }

void remove_consents(Tx& tx, std::string_view setting_id) { tx.exec(kRemoveConsents, {{"id", setting_id}}); }

std::optional<ServerKey> server_key(Tx& tx) { return tx.one<ServerKey>(kServerKey); }

void put_server_key(Tx& tx, const ServerKey& key) {
  tx.exec(kPutServerKey, {{"public_key", key.public_key}, {"private_key", key.private_key}, {"now", tx.now()}});
}

}  // namespace thon::channels::store
