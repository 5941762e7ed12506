#pragma once
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace thon::reach {

/// Seven bits a byte, low ones first; the high bit says that more follow.
inline void put_varint(std::string& out, std::uint64_t value) {
  while (value >= 128) {
    out += static_cast<char>(value | 128);
    value >>= 7;
  }
  out += static_cast<char>(value);
}

/// Takes one number off the front of `in`.
inline std::uint64_t take_varint(std::string_view& in) {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    if (in.empty()) throw std::runtime_error("ledger bytes end too early");
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 127) << shift;
    if (byte < 128) return value;
  }
  throw std::runtime_error("ledger bytes hold an endless number");
}

}  // namespace thon::reach
