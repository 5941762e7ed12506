#include "identity/attempt.hpp"

#include "base/error.hpp"
#include "identity/secrets.hpp"
#include "identity/store.hpp"

namespace thon::identity {
namespace {

std::string address_tries(const std::string& address) { return "address:" + address; }

}  // namespace

void require_token(TokenBuckets& buckets, const std::string& address, Millis now) {
  if (buckets.take(address, now)) return;
  const Millis seconds = (buckets.refill_time() + kSecond - 1) / kSecond;
  throw Error(ErrorKind::too_many, "error.too_many", {{"seconds", std::to_string(seconds)}});
}

std::string login_key(std::string_view login) { return "login:" + token_hash(login); }

Attempt::Attempt(Db& db, TokenBuckets& buckets, const std::string& address, std::string key)
    : db_(db), buckets_(buckets), address_(rules::address_key(address)), key_(std::move(key)) {
  require_token(buckets_, address_, db_.now());
  db_.write([&](Tx& tx) {
    locks_ = false;
    count(tx, key_, rules::kAccountLock);
    if (!address_.empty()) count(tx, address_tries(address_), rules::kAddressLock);
  });
}

void Attempt::count(Tx& tx, const std::string& key, const rules::LockRule& rule) {
  const auto before = store::tries(tx, key);
  if (before && before->locked_until > tx.now())
    throw Error(ErrorKind::too_many, "identity.error.locked",
                {{"minutes", std::to_string(rules::minutes_locked(*before, tx.now()))}});
  const auto after = rules::failed(before, tx.now(), rule);
  store::set_tries(tx, key, after);
  locks_ = locks_ || after.locked_until > tx.now();
}

void Attempt::take_back(Tx& tx, const std::string& key) {
  if (const auto tries = store::tries(tx, key)) store::set_tries(tx, key, rules::excused(*tries));
}

void Attempt::succeed(Tx& tx) {
  store::clear_tries(tx, key_);
  // An address is not cleared: its owner could otherwise guess at others' secrets between sign-ins of his own.
  if (!address_.empty()) take_back(tx, address_tries(address_));
  tx.after_commit([buckets = &buckets_, address = address_, now = tx.now()] { buckets->give_back(address, now); });
}

void Attempt::excuse() {
  db_.write([&](Tx& tx) {
    take_back(tx, key_);
    if (!address_.empty()) take_back(tx, address_tries(address_));
  });
  buckets_.give_back(address_, db_.now());
}

}  // namespace thon::identity
