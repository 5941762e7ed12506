#include <arpa/inet.h>

#include <array>
#include <cstdint>
#include <cstring>

#include "platform/fetch/fetch.hpp"

namespace thon::fetch {
namespace {

struct Block {
  std::uint32_t network;
  int bits;
};

constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// The IANA registry of special-purpose addresses.
constexpr Block kSpecial[] = {
    {ip(0, 0, 0, 0), 8},       {ip(10, 0, 0, 0), 8},      {ip(100, 64, 0, 0), 10},  {ip(127, 0, 0, 0), 8},
    {ip(169, 254, 0, 0), 16},  {ip(172, 16, 0, 0), 12},   {ip(192, 0, 0, 0), 24},   {ip(192, 0, 2, 0), 24},
    {ip(192, 168, 0, 0), 16},  {ip(198, 18, 0, 0), 15},   {ip(198, 51, 100, 0), 24}, {ip(203, 0, 113, 0), 24},
    {ip(224, 0, 0, 0), 3},
};

bool is_public(std::uint32_t address) {
  for (const auto& block : kSpecial)
    if ((address ^ block.network) >> (32 - block.bits) == 0) return false;
  return true;
}

std::uint32_t word(const unsigned char* bytes) { return ip(bytes[0], bytes[1], bytes[2], bytes[3]); }

bool is_public(const std::array<unsigned char, 16>& a) {
  static constexpr unsigned char kMapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  static constexpr unsigned char kNat64[12] = {0, 0x64, 0xff, 0x9b};
  if (std::memcmp(a.data(), kMapped, 12) == 0 || std::memcmp(a.data(), kNat64, 12) == 0)
    return is_public(word(a.data() + 12));
  if (a[0] == 0x20 && a[1] == 0x02) return is_public(word(a.data() + 2));  // 6to4 carries an IPv4 address
  const bool global = (a[0] & 0xe0) == 0x20;
  const bool documentation = a[0] == 0x20 && a[1] == 0x01 && a[2] == 0x0d && a[3] == 0xb8;
  const bool protocol = a[0] == 0x20 && a[1] == 0x01 && a[2] < 0x02;
  return global && !documentation && !protocol;
}

}  // namespace

bool is_public_address(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return is_public(word(bytes.data()));
  return ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1 && is_public(bytes);
}

}  // namespace thon::fetch
