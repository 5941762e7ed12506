#include "base/id.hpp"

#include <sodium.h>

#include <array>
#include <atomic>
#include <chrono>

namespace thon {
namespace {

std::string format_uuid(const std::array<unsigned char, 16>& bytes) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += digits[bytes[i] >> 4];
    text += digits[bytes[i] & 15];
  }
  return text;
}

std::string make_id(std::uint64_t at_ms, std::array<unsigned char, 16> bytes) {
  for (int i = 0; i < 6; ++i) bytes[static_cast<std::size_t>(i)] = static_cast<unsigned char>(at_ms >> (40 - 8 * i));
  bytes[6] = static_cast<unsigned char>(0x70 | (bytes[6] & 0x0f));
  bytes[8] = static_cast<unsigned char>(0x80 | (bytes[8] & 0x3f));
  return format_uuid(bytes);
}

/// Never steps back and never repeats, so ids of one process sort in the order they were made.
std::uint64_t next_millis() {
  static std::atomic<std::uint64_t> last{0};
  const auto now = static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count());
  std::uint64_t seen = last.load();
  while (true) {
    const std::uint64_t next = now > seen ? now : seen;
    if (last.compare_exchange_weak(seen, next)) return next;
  }
}

}  // namespace

std::string new_id() {
  std::array<unsigned char, 16> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return make_id(next_millis(), bytes);
}

std::string seeded_id(std::int64_t at_ms, std::uint64_t seed) {
  std::array<unsigned char, 16> bytes{};
  std::array<unsigned char, randombytes_SEEDBYTES> key{};
  for (std::size_t i = 0; i < 8; ++i) key[i] = static_cast<unsigned char>(seed >> (8 * i));
  randombytes_buf_deterministic(bytes.data(), bytes.size(), key.data());
  return make_id(static_cast<std::uint64_t>(at_ms), bytes);
}

bool is_id(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return false;
    } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
      return false;
    }
  }
  return true;
}

std::string random_token(std::size_t size) {
  std::string raw(size, '\0');
  randombytes_buf(raw.data(), raw.size());
  std::string text(sodium_base64_encoded_len(size, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(raw.data()), raw.size(),
                    sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.size() - 1);
  return text;
}

}  // namespace thon
