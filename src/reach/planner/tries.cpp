#include "reach/planner/tries.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace thon::reach {
namespace {

/// A whole try is this much in a byte.
constexpr double kUnit = 8;
constexpr int kFull = 240;

}  // namespace

Score Habits::score(std::uint32_t ordinal, std::size_t trait) const {
  const auto at = place(ordinal, trait);
  const auto number = [&](std::size_t i) { return static_cast<unsigned char>(bytes_[i]) / kUnit; };
  return {number(at), number(at + 1)};
}

void Habits::add(std::uint32_t ordinal, std::size_t trait, const Score& more) {
  const auto at = place(ordinal, trait);
  int tries = static_cast<unsigned char>(bytes_[at]) + static_cast<int>(std::lround(more.tries * kUnit));
  int hits = static_cast<unsigned char>(bytes_[at + 1]) + static_cast<int>(std::lround(more.hits * kUnit));
  if (tries > kFull) {
    tries /= 2;
    hits /= 2;
  }
  bytes_[at] = static_cast<char>(tries);
  bytes_[at + 1] = static_cast<char>(std::min(hits, tries));
}

std::string Habits::pack() const {
  constexpr std::size_t kHousehold = kTraits * 2;
  const auto last = bytes_.find_last_not_of('\0');
  if (last == std::string::npos) return {};
  return bytes_.substr(0, (last / kHousehold + 1) * kHousehold);
}

Habits Habits::unpack(std::string_view bytes) {
  Habits habits;
  if (bytes.size() > habits.bytes_.size()) throw std::runtime_error("habits are too long");
  std::copy(bytes.begin(), bytes.end(), habits.bytes_.begin());
  return habits;
}

}  // namespace thon::reach
