#include "platform/http/limiter.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace thon::http {

namespace {

constexpr std::size_t kMostAddresses = 100'000;

std::string network_of(std::string_view address) {
  if (address.find(':') == std::string_view::npos) return std::string(address);
  in6_addr parsed{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), &parsed) != 1) return std::string(address);
  return std::string(reinterpret_cast<const char*>(parsed.s6_addr), 8);
}

}  // namespace

bool RateLimiter::take(std::string_view address, Millis now) {
  if (rate_ <= 0) return true;
  if (buckets_.size() >= kMostAddresses) forget_idle(now);
  auto [found, fresh] = buckets_.try_emplace(network_of(address), Bucket{burst_, now});
  Bucket& bucket = found->second;
  bucket.tokens = std::min(burst_, bucket.tokens + rate_ * static_cast<double>(now - bucket.at) / 1000.0);
  bucket.at = now;
  if (bucket.tokens < 1) return false;
  bucket.tokens -= 1;
  return true;
}

/// A bucket that has filled up again tells nothing that a new one would not.
void RateLimiter::forget_idle(Millis now) {
  std::erase_if(buckets_, [&](const auto& item) {
    const Bucket& bucket = item.second;
    return bucket.tokens + rate_ * static_cast<double>(now - bucket.at) / 1000.0 >= burst_;
  });
  if (buckets_.size() >= kMostAddresses) buckets_.clear();
}

}  // namespace thon::http
