#include "app/demo/seed.hpp"

#include <sodium.h>

#include "base/id.hpp"
#include "base/time.hpp"

namespace thon::demo {
namespace {

// 19 October 2022, 00:00 in Việt Nam.
constexpr Millis kMadeAt = 1'666'112'400'000;

std::string keyed(const char* purpose, std::int64_t ordinal) {
  static constexpr unsigned char key[] = "thon demo: not a secret";
  const std::string text = std::string(purpose) + " " + std::to_string(ordinal);
  unsigned char hash[24];
  crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(text.data()), text.size(), key,
                     sizeof key - 1);
  std::string out(sodium_base64_encoded_len(sizeof hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), hash, sizeof hash, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.resize(out.size() - 1);
  return out;
}

}  // namespace

std::string demo_id(IdKind kind, std::uint64_t n) {
  return seeded_id(kMadeAt, kSeed ^ (static_cast<std::uint64_t>(kind) << 40) ^ n);
}

std::string household_token(std::int64_t ordinal) { return keyed("invitation", ordinal); }

std::string household_session(std::int64_t ordinal) { return keyed("session", ordinal); }

}  // namespace thon::demo
