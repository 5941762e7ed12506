#include "channels/tokens.hpp"

#include <boost/json.hpp>

#include "channels/store.hpp"

namespace thon::channels {
namespace json = boost::json;

std::string seal_pair(const Seal& seal, const zalo::TokenPair& pair) {
  return seal.close(json::serialize(json::object{{"access", pair.access}, {"refresh", pair.refresh}}));
}

zalo::TokenPair StoredTokens::load() {
  std::optional<store::Token> kept;
  db_.read([&](Tx& tx) { kept = store::token(tx, setting_id_); });
  zalo::TokenPair pair;
  if (!kept) return pair;
  const auto both = json::parse(seal_.open(kept->pair));
  pair.access = both.at("access").as_string();
  pair.refresh = both.at("refresh").as_string();
  pair.expires_at = kept->expires_at;
  pair.version = kept->version;
  pair.consent_needed = kept->consent_needed;
  return pair;
}

bool StoredTokens::lease(std::int64_t version, Millis time) {
  bool leased = false;
  db_.write([&](Tx& tx) { leased = store::lease_token(tx, setting_id_, version, tx.now() + time); });
  return leased;
}

void StoredTokens::release(std::int64_t version) {
  db_.write([&](Tx& tx) { store::release_token(tx, setting_id_, version); });
}

void StoredTokens::save(std::int64_t version, const zalo::TokenPair& pair) {
  const auto sealed = seal_pair(seal_, pair);
  db_.write([&](Tx& tx) { store::renew_token(tx, setting_id_, version, {sealed, pair.expires_at, 0, false}); });
}

void StoredTokens::refuse(std::int64_t version) {
  db_.write([&](Tx& tx) {
    store::refuse_token(tx, setting_id_, version);
    if (const auto now = store::token(tx, setting_id_); now && now->consent_needed)
      store::note_attention(tx, setting_id_, "consent");
  });
}

}  // namespace thon::channels
