#pragma once
#include <string>

#include "base/token_buckets.hpp"
#include "identity/rules.hpp"
#include "platform/db/db.hpp"

namespace thon::identity {

/// One try to prove who one is. It is counted as a failure before the secret is compared, so that a hundred tries at
/// once are not a hundred guesses; succeeding, or excuse(), takes that back.
class Attempt {
 public:
  /// Throws too_many when the address tries too often, or the key or the address is locked. `key` names whose secret
  /// is tried; it must not tell whether such an account exists.
  Attempt(Db& db, TokenBuckets& buckets, const std::string& address, std::string key);

  /// In the transaction that acts on the success.
  void succeed(Tx& tx);
  /// Nothing was guessed: the secret was right, but more is asked for.
  void excuse();
  /// This try, should it fail, is the one that locks.
  bool locks() const { return locks_; }

 private:
  void count(Tx& tx, const std::string& key, const rules::LockRule& rule);
  static void take_back(Tx& tx, const std::string& key);

  Db& db_;
  TokenBuckets& buckets_;
  std::string address_;
  std::string key_;
  bool locks_ = false;
};

/// Takes one token for the address or throws too_many.
void require_token(TokenBuckets& buckets, const std::string& address, Millis now);

/// Whose password or code is tried: by login, so that unknown ones lock just like known ones.
std::string login_key(std::string_view login);

}  // namespace thon::identity
