#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace thon {

/// SplitMix64: the same seed gives the same numbers on every machine, which the library's distributions do
/// not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  /// 0 … n-1
  int below(int n) { return static_cast<int>(next() % static_cast<std::uint64_t>(n)); }
  /// Both ends included.
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }
  /// In [0, 1).
  double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }
  template <class T, std::size_t N>
  const T& pick(const T (&items)[N]) {
    return items[static_cast<std::size_t>(below(static_cast<int>(N)))];
  }
  /// The place of one of the weights, drawn by weight.
  int weighted(std::span<const int> weights) {
    int sum = 0;
    for (const int weight : weights) sum += weight;
    int drawn = below(sum);
    for (std::size_t i = 0; i < weights.size(); ++i) {
      drawn -= weights[i];
      if (drawn < 0) return static_cast<int>(i);
    }
    return 0;
  }

 private:
  std::uint64_t state_;
};

}  // namespace thon
