#pragma once
#include <mutex>
#include <optional>
#include <string>

#include "platform/channels/provider.hpp"

/// Zalo's access tokens. An access token lives about 25 hours; the refresh token that brings the next pair works once.
namespace thon::channels::zalo {

struct TokenPair {
  std::string access, refresh;
  Millis expires_at = 0;
  /// Rises with every pair that is saved.
  std::int64_t version = 0;
  /// The refresh token is spent or revoked: only the administrator's consent brings a new pair.
  bool consent_needed = false;
};

/// Where the one valid pair is kept, shared by every thread and every server.
class TokenStore {
 public:
  virtual ~TokenStore();
  virtual TokenPair load() = 0;
  /// True for exactly one caller among all servers until `time` has passed or the lease has ended: it alone may spend
  /// the refresh token of this version.
  virtual bool lease(std::int64_t version, Millis time) = 0;
  /// Ends the lease without a new pair.
  virtual void release(std::int64_t version) = 0;
  /// On disk, both tokens at once, when it returns. A pair is never given up, even when the lease has run out
  /// meanwhile: whoever saved the same version before was given an older pair.
  virtual void save(std::int64_t version, const TokenPair& pair) = 0;
  /// Marks the pair of this version as in need of consent; ignored when a newer one is there.
  virtual void refuse(std::int64_t version) = 0;
};

/// What Zalo's token endpoint said.
struct Grant {
  enum class Kind { given, refused, wrong_app, unclear };
  Kind kind = Kind::unclear;
  TokenPair pair;
  std::string detail;
};
Grant refresh(const Env& env, const Fields& fields, const std::string& refresh_token);
Grant exchange_code(const Env& env, const Fields& fields, const std::string& code, const std::string& verifier);
/// Where the administrator gives consent (PKCE, S256).
std::string consent_address(const Fields& fields, std::string_view redirect, std::string_view state,
                            std::string_view verifier);

/// Hands out a token that should work. Threads may share it.
class Tokens {
 public:
  Tokens(Env env, Fields fields, TokenStore& store) : env_(std::move(env)), fields_(std::move(fields)), store_(store) {}

  /// Empty: none can be had now; `trouble` says why and how long to wait.
  struct Access {
    std::string token;
    std::int64_t version = 0;
    Outcome trouble;
  };
  /// Refreshes when the token is about to end.
  Access access();
  /// After Zalo called the token of this version invalid: the next one, refreshed by this or another caller.
  Access renew(std::int64_t version);
  /// Refreshes early, so that a pair that gets lost leaves hours to give consent anew. For a timer.
  void refresh_ahead();

 private:
  Access refreshed(std::int64_t version, const std::optional<Access>& otherwise);
  Access leased(const TokenPair& pair);

  Env env_;
  Fields fields_;
  TokenStore& store_;
  std::mutex mutex_;
};

}  // namespace thon::channels::zalo
