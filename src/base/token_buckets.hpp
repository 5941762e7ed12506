#pragma once
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace thon {

/// How fast something may be done: `burst` times at once, then `per_minute`. A `per_minute` of 0 lifts the limit.
struct Rate {
  double per_minute = 10;
  double burst = 20;
};

/// One bucket of tokens per key, in memory. Threads may share it.
class TokenBuckets {
 public:
  explicit TokenBuckets(Rate rate) : rate_(rate) {}

  /// Takes one token; false when the key's bucket is empty.
  bool take(std::string_view key, Millis now);
  /// Until an empty bucket has a token again.
  Millis refill_time() const { return static_cast<Millis>(kMinute / rate_.per_minute); }
  /// Puts a taken token back: what was done turned out not to count.
  void give_back(std::string_view key, Millis now);

 private:
  struct Bucket {
    double tokens;
    Millis at;
  };
  void refill(Bucket& bucket, Millis now) const;
  void forget_full(Millis now);

  Rate rate_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace thon
