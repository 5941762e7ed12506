#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/seal.hpp"

/// Hashes and one-time codes.
namespace thon::identity {

/// Argon2id's price; see OWASP's password storage advice.
struct HashCost {
  unsigned long long passes;
  std::size_t bytes;
};
inline constexpr HashCost kPasswordCost{2, 19 << 20};
/// A PIN only helps together with an unguessable token, and a commune signs in on one evening.
inline constexpr HashCost kPinCost{1, 8 << 20};

/// Slow on purpose: never call it within a transaction.
std::string hash_secret(std::string_view secret, const HashCost& cost);
/// Takes as long whether or not there is a hash to compare with, so that time does not tell who has an account.
bool verify_secret(const std::optional<std::string>& hash, std::string_view secret, const HashCost& cost);

/// What is stored of a random token, which needs no salt and no slowness.
std::string token_hash(std::string_view token);

/// Time-based one-time passwords, RFC 6238: six digits, 30 seconds, SHA-1 (the only kind every app knows).
namespace totp {
std::string new_secret();
std::string base32(std::string_view bytes);
/// The number of the 30-second step that a time falls into.
std::int64_t step_of(std::int64_t at_ms);
std::string code(std::string_view secret, std::int64_t step, int digits = 6);
/// The step whose code this is: now, the one before or the one after, and later than `used`, so that no code works
/// twice.
std::optional<std::int64_t> match(std::string_view secret, std::string_view code, std::int64_t now_ms,
                                  std::int64_t used);
std::string uri(std::string_view secret, std::string_view login);
}  // namespace totp

}  // namespace thon::identity
