#include "assembly/votes/envelope.hpp"

#include <sodium.h>

#include <stdexcept>

namespace thon::assembly {
namespace {

/// Room for 500 characters of any alphabet.
constexpr std::size_t kSize = 2 + 4 * 500;

}  // namespace

std::string Envelopes::new_key() {
  std::string key(32, '\0');
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string Envelopes::close(const Secret& secret) const {
  std::string letter(1, static_cast<char>('0' + static_cast<int>(secret.choice)));
  letter += secret.opinion;
  if (letter.size() >= kSize) throw std::length_error("an opinion is longer than an envelope");
  letter.resize(kSize, '\0');
  return seal_.close(letter);
}

Secret Envelopes::open(std::string_view sealed) const {
  const auto letter = seal_.open(sealed);
  const auto end = letter.find('\0', 1);
  return {static_cast<BallotChoice>(letter.at(0) - '0'),
          letter.substr(1, end == std::string::npos ? end : end - 1)};
}

}  // namespace thon::assembly
