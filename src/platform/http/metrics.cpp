#include "platform/http/metrics.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "platform/http/answer.hpp"
#include "platform/http/route_index.hpp"
#include "platform/http/server.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

namespace {

const Sql kAlive{"platform.alive", "SELECT 1"};

std::int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t total = 0, resident = 0;
  file >> total >> resident;
  return resident * ::sysconf(_SC_PAGESIZE);
}

void single(std::string& out, std::string_view name, std::string_view type, double value) {
  fmt::format_to(std::back_inserter(out), "# TYPE {} {}\n{} {}\n", name, type, name, value);
}

}  // namespace

Metrics::Metrics(const Api& api) {
  add("GET", "static");
  add("ANY", "other");
  for (const Route& route : api.routes()) add(name_of(route.method), route.path);
}

void Metrics::add(std::string_view method, std::string_view pattern) {
  Series& series = *all_.emplace_back(std::make_unique<Series>());
  series.method = method;
  series.pattern = pattern;
}

void Metrics::count(int route, int status, std::chrono::nanoseconds took) {
  Series& series = *all_[static_cast<std::size_t>(route - kFiles)];
  const auto kind = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
  series.by_class[kind].fetch_add(1, std::memory_order_relaxed);
  const double seconds = std::chrono::duration<double>(took).count();
  std::size_t bucket = 0;
  while (bucket < kBounds.size() && seconds > kBounds[bucket]) ++bucket;
  series.buckets[bucket].fetch_add(1, std::memory_order_relaxed);
  series.nanoseconds.fetch_add(took.count(), std::memory_order_relaxed);
}

std::string Metrics::text(const DbStats& db, const events::HubStats& hub) const {
  std::string counts = "# TYPE thon_requests_total counter\n";
  std::string times = "# TYPE thon_request_seconds histogram\n";
  for (const auto& series : all_) {
    const std::string labels = fmt::format("method=\"{}\",route=\"{}\"", series->method, series->pattern);
    std::int64_t total = 0;
    for (std::size_t i = 0; i < series->by_class.size(); ++i)
      if (const std::int64_t n = series->by_class[i]; n > 0)
        fmt::format_to(std::back_inserter(counts), "thon_requests_total{{{},status=\"{}xx\"}} {}\n", labels,
                       i + 1, n);
    for (std::size_t i = 0; i < series->buckets.size(); ++i) total += series->buckets[i];
    if (total == 0) continue;
    std::int64_t below = 0;
    for (std::size_t i = 0; i < series->buckets.size(); ++i) {
      below += series->buckets[i];
      const std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
      fmt::format_to(std::back_inserter(times), "thon_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels,
                     bound, below);
    }
    const double sum = static_cast<double>(series->nanoseconds) / 1e9;
    fmt::format_to(std::back_inserter(times), "thon_request_seconds_sum{{{}}} {}\n", labels, sum);
    fmt::format_to(std::back_inserter(times), "thon_request_seconds_count{{{}}} {}\n", labels, below);
  }
  std::string out = counts + times;
  single(out, "thon_streams_open", "gauge", static_cast<double>(hub.open));
  single(out, "thon_events_total", "counter", static_cast<double>(hub.events));
  single(out, "thon_deliveries_total", "counter", static_cast<double>(hub.deliveries));
  single(out, "thon_stream_drops_total", "counter", static_cast<double>(hub.drops));
  single(out, "thon_stream_resyncs_total", "counter", static_cast<double>(hub.resyncs));
  single(out, "thon_db_reads_total", "counter", static_cast<double>(db.reads));
  single(out, "thon_db_writes_total", "counter", static_cast<double>(db.writes));
  single(out, "thon_db_commits_total", "counter", static_cast<double>(db.groups));
  single(out, "thon_db_retries_total", "counter", static_cast<double>(db.retries));
  single(out, "process_resident_memory_bytes", "gauge", static_cast<double>(resident_bytes()));
  const std::chrono::duration<double> up = std::chrono::steady_clock::now() - started_;
  single(out, "thon_uptime_seconds", "gauge", up.count());
  return out;
}

Response health(Db& db) {
  Response response;
  response.set("Content-Type", "text/plain; charset=utf-8");
  try {
    db.read([](Tx& tx) { tx.value<std::int64_t>(kAlive); });
    response.body = "ok\n";
  } catch (const std::exception&) {
    response.status = 503;
    response.body = "database\n";
  }
  return response;
}

std::map<std::string, Page, std::less<>> operating_pages(Db& db, const events::Hub& hub,
                                                         const Metrics& metrics) {
  std::map<std::string, Page, std::less<>> pages;
  pages["/healthz"] = [&db](const Request&) { return health(db); };
  pages["/metrics"] = [&](const Request& request) {
    // How a commune uses the server is its own business: only this machine may ask.
    if (!request.remote_address.starts_with("127.") && request.remote_address != "::1")
      return refusal(404, preferred_language(request.header("accept-language")));
    Response response;
    response.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.body = metrics.text(db.stats(), hub.stats());
    return response;
  };
  return pages;
}

}  // namespace thon::http
