#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reach/planner/pace.hpp"

/// What the ledger has shown of each household, a few bytes for each. Pure.
namespace thon::reach {

/// How often something was tried and how often it worked. A try that was watched only for part of the time it
/// takes counts in part.
struct Score {
  double tries = 0;
  double hits = 0;
  Score& operator+=(const Score& other) {
    tries += other.tries;
    hits += other.hits;
    return *this;
  }
};

/// What is kept of a household: each way, and, last, whether somebody who has read also presses "đã rõ".
inline constexpr std::size_t kTraits = kWays + 1;
inline constexpr std::size_t kConfirms = kWays;
using Scores = std::array<Score, kTraits>;

inline constexpr std::uint32_t kChunk = 4096;
inline std::uint32_t chunk_of(std::uint32_t ordinal) { return ordinal / kChunk; }

/// The scores of 4096 households with neighbouring ordinals: two bytes a trait, so 14 bytes a household and 56 KB
/// in all. After thirty tries older ones fade: habits change, phones are replaced.
class Habits {
 public:
  Habits() : bytes_(kChunk * kTraits * 2, '\0') {}

  Score score(std::uint32_t ordinal, std::size_t trait) const;
  void add(std::uint32_t ordinal, std::size_t trait, const Score& more);

  /// Without the households at the end that nothing is known of.
  std::string pack() const;
  static Habits unpack(std::string_view bytes);

 private:
  std::size_t place(std::uint32_t ordinal, std::size_t trait) const {
    return ((ordinal % kChunk) * kTraits + trait) * 2;
  }
  std::string bytes_;
};

}  // namespace thon::reach
