#include "base/short_code.hpp"

namespace thon {
namespace {

constexpr std::string_view kAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
constexpr std::uint32_t kMask = (1u << 25) - 1;
constexpr int kDigits = 5;

/// Odd factors and shifts can all be undone, so no two numbers meet.
std::uint32_t shuffled(std::uint32_t number) {
  std::uint32_t x = number & kMask;
  x = (x * 0x9E3779Bu + 0x155AA55u) & kMask;
  x ^= x >> 13;
  x = (x * 0x1C69B3Du) & kMask;
  x ^= x >> 11;
  return x;
}

/// Times the generator in GF(32), x^5 + x^2 + 1.
unsigned times_generator(unsigned value) { return ((value << 1) ^ (value & 16 ? 0x25 : 0)) & 31; }

/// Weighs each place with another power of the generator: a wrong character or a swap always shows.
unsigned check_of(const unsigned (&digits)[kDigits], CodeOf kind) {
  unsigned sum = 0;
  for (const unsigned digit : digits) sum = times_generator(sum ^ digit);
  return sum ^ static_cast<unsigned>(kind);
}

}  // namespace

std::string short_code(std::uint32_t number, CodeOf kind) {
  const auto value = shuffled(number);
  unsigned digits[kDigits];
  std::string code;
  for (int i = 0; i < kDigits; ++i) {
    digits[i] = (value >> (20 - 5 * i)) & 31;
    code += kAlphabet[digits[i]];
  }
  return code + kAlphabet[check_of(digits, kind)];
}

std::string read_short_code(std::string_view typed, CodeOf kind) {
  std::string code;
  for (char c : typed) {
    if (c == ' ' || c == '-' || c == '.') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (kAlphabet.find(c) == std::string_view::npos) return {};
    code += c;
  }
  if (code.size() != kDigits + 1) return {};
  unsigned digits[kDigits];
  for (int i = 0; i < kDigits; ++i)
    digits[i] = static_cast<unsigned>(kAlphabet.find(code[static_cast<std::size_t>(i)]));
  return kAlphabet[check_of(digits, kind)] == code.back() ? code : std::string{};
}

}  // namespace thon
