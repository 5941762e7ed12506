#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/time.hpp"

namespace thon::http {

/// A token bucket per address. Networks share: an IPv6 /64 counts as one address. Used by one thread.
class RateLimiter {
 public:
  /// `rate` requests a second on average, `burst` at once; a rate of 0 lets everything through.
  RateLimiter(double rate, double burst) : rate_(rate), burst_(burst) {}
  /// False when the address has no token left.
  bool take(std::string_view address, Millis now);
  std::size_t addresses() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens;
    Millis at;
  };
  void forget_idle(Millis now);
  double rate_, burst_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace thon::http
