#include "base/token_buckets.hpp"

#include <algorithm>

namespace thon {
namespace {
/// A full bucket says nothing, so it need not be kept; looked for only when there are this many.
constexpr std::size_t kMany = 10'000;
/// Many small refills must add up to a whole token in spite of rounding.
constexpr double kWhole = 1 - 1e-6;
}  // namespace

bool TokenBuckets::take(std::string_view key, Millis now) {
  if (rate_.per_minute <= 0) return true;
  const std::lock_guard lock(mutex_);
  if (buckets_.size() >= kMany) forget_full(now);
  Bucket& bucket = buckets_.try_emplace(std::string(key), Bucket{rate_.burst, now}).first->second;
  refill(bucket, now);
  if (bucket.tokens < kWhole) return false;
  bucket.tokens -= 1;
  return true;
}

void TokenBuckets::give_back(std::string_view key, Millis now) {
  if (rate_.per_minute <= 0) return;
  const std::lock_guard lock(mutex_);
  const auto found = buckets_.find(std::string(key));
  if (found == buckets_.end()) return;
  refill(found->second, now);
  found->second.tokens = std::min(rate_.burst, found->second.tokens + 1);
}

void TokenBuckets::refill(Bucket& bucket, Millis now) const {
  const double minutes = static_cast<double>(std::max<Millis>(0, now - bucket.at)) / static_cast<double>(kMinute);
  bucket.tokens = std::min(rate_.burst, bucket.tokens + minutes * rate_.per_minute);
  bucket.at = now;
}

void TokenBuckets::forget_full(Millis now) {
  std::erase_if(buckets_, [&](const auto& item) {
    Bucket bucket = item.second;
    refill(bucket, now);
    return bucket.tokens >= rate_.burst;
  });
  // Still too many: someone sends from very many addresses at once, and memory is worth more than their count.
  if (buckets_.size() >= kMany) buckets_.clear();
}

}  // namespace thon
