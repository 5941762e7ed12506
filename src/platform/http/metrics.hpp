#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/events/hub.hpp"
#include "platform/http/api.hpp"

namespace thon::http {

/// Counts requests by route. Counting takes no lock and allocates nothing.
class Metrics {
 public:
  /// What is counted together: a route by its position in the api's list, or one of these.
  static constexpr int kFiles = -2, kOthers = -1;
  explicit Metrics(const Api& api);

  void count(int route, int status, std::chrono::nanoseconds took);
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
  void add(std::string_view method, std::string_view pattern);
  std::vector<std::unique_ptr<Series>> all_;  ///< files, others, then the routes in their order
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

/// Answers 200 "ok" when the database answers, else 503.
Response health(Db& db);

}  // namespace thon::http
