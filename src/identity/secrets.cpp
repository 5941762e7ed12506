#include "identity/secrets.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <array>
#include <stdexcept>

#include "base/error.hpp"

namespace thon::identity {
namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// A hash of nothing, at the same price as a real one.
const char* decoy_hash(const HashCost& cost) {
  return cost.bytes == kPasswordCost.bytes
             ? "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
             : "$argon2id$v=19$m=8192,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
}

}  // namespace

std::string hash_secret(std::string_view secret, const HashCost& cost) {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), secret.data(), secret.size(), cost.passes, cost.bytes) != 0)
    throw Error(ErrorKind::unavailable, "error.busy", {}, "no memory to hash a password");
  return out.data();
}

bool verify_secret(const std::optional<std::string>& hash, std::string_view secret, const HashCost& cost) {
  const std::string against = hash ? *hash : decoy_hash(cost);
  const bool same = crypto_pwhash_str_verify(against.c_str(), secret.data(), secret.size()) == 0;
  return same && hash.has_value();
}

std::string token_hash(std::string_view token) {
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), bytes_of(token), token.size(), nullptr, 0);
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

namespace totp {

std::string new_secret() {
  std::string secret(20, '\0');
  randombytes_buf(secret.data(), secret.size());
  return secret;
}

std::string base32(std::string_view bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string text;
  std::uint32_t buffer = 0;
  int bits = 0;
  for (const char c : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(c);
    for (bits += 8; bits >= 5; bits -= 5) text += kAlphabet[(buffer >> (bits - 5)) & 31];
  }
  if (bits > 0) text += kAlphabet[(buffer << (5 - bits)) & 31];
  return text;
}

std::int64_t step_of(std::int64_t at_ms) { return at_ms / 30'000; }

std::string code(std::string_view secret, std::int64_t step, int digits) {
  std::array<unsigned char, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(step) >> (56 - 8 * i));
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha1(), secret.data(), static_cast<int>(secret.size()), counter.data(), counter.size(), mac.data(), &size);
  const std::size_t at = mac[size - 1] & 15;
  std::uint32_t number = (std::uint32_t(mac[at] & 0x7f) << 24) | (std::uint32_t(mac[at + 1]) << 16) |
                         (std::uint32_t(mac[at + 2]) << 8) | mac[at + 3];
  std::string text(static_cast<std::size_t>(digits), '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, number /= 10)
    *place = static_cast<char>('0' + number % 10);
  return text;
}

std::optional<std::int64_t> match(std::string_view secret, std::string_view typed, std::int64_t now_ms,
                                  std::int64_t used) {
  std::string digits;
  for (const char c : typed)
    if (c != ' ') digits += c;
  if (digits.size() != 6) return std::nullopt;
  const std::int64_t now = step_of(now_ms);
  std::optional<std::int64_t> found;
  for (std::int64_t step = now - 1; step <= now + 1; ++step) {
    const bool same = sodium_memcmp(code(secret, step).data(), digits.data(), digits.size()) == 0;
    if (same && step > used && !found) found = step;
  }
  return found;
}

std::string uri(std::string_view secret, std::string_view login) {
  std::string label;
  for (const char c : login) label += c == '@' ? std::string("%40") : std::string(1, c);
  return "otpauth://totp/Th%C3%B4n:" + label + "?secret=" + base32(secret) +
         "&issuer=Th%C3%B4n&algorithm=SHA1&digits=6&period=30";
}

}  // namespace totp
}  // namespace thon::identity
