#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/events/hub.hpp"
#include "platform/http/api.hpp"

namespace thon::http {

/// Counts requests by route. Counting takes no lock and allocates nothing.
class Metrics {
 public:
  /// Knows the patterns of these routes; other paths count as "static" or "other".
  explicit Metrics(const Api& api);

  void count(const Request& request, int status, std::chrono::nanoseconds took);
  /// Everything in the Prometheus text format.
  std::string text(const DbStats& db, const events::HubStats& hub) const;

 private:
  static constexpr std::array<double, 9> kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.5};
  struct Series {
    std::string method, pattern;
    std::array<std::atomic<std::int64_t>, 5> by_class{};
    std::array<std::atomic<std::int64_t>, kBounds.size() + 1> buckets{};
    std::atomic<std::int64_t> nanoseconds{0};
  };
  Series& series_of(const Request& request);
  Series& add(std::string method, std::string pattern);

  std::vector<std::unique_ptr<Series>> all_;
  std::unordered_map<std::string, Series*> by_pattern_;
  Series* files_;
  Series* others_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// Answers 200 "ok" when the database answers, else 503.
Response health(Db& db);

}  // namespace thon::http
