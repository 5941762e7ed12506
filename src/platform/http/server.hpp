#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "base/time.hpp"
#include "platform/events/hub.hpp"
#include "platform/http/metrics.hpp"
#include "platform/http/reader.hpp"
#include "platform/http/router.hpp"
#include "platform/http/static.hpp"

namespace thon::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  ///< 0 = any that is free
  ReaderLimits limits;
  /// All request bodies held at one time; more are answered 503.
  std::size_t bodies = 256 << 20;
  /// For a whole request, however slowly it comes.
  Millis read_timeout = 15 * kSecond;
  Millis idle_timeout = 60 * kSecond;
  /// Without any progress while a response is written.
  Millis write_timeout = 30 * kSecond;
  /// For requests in progress when the server is asked to stop.
  Millis stop_timeout = 5 * kSecond;
  int connections = 20'000;  ///< together with event streams
  int workers = 2;
  /// Behind a proxy of one's own: the caller's address is the last of X-Forwarded-For.
  bool trust_proxy = false;
  double requests_per_second = 200;  ///< per address; 0 = no limit
  double burst = 400;
  bool limit_loopback = false;
};

/// A page with a fixed path that is no typed route ("/healthz"); runs on a worker.
using Page = std::function<Response(const Request&)>;

/// Serves HTTP/1.1. One thread reads and writes sockets; workers run the routes; the event hub has a thread
/// of its own. What it refers to must outlive it.
class Server {
 public:
  struct Parts {
    const Router& router;
    events::Hub& hub;
    const StaticFiles& files;
    Metrics& metrics;
    std::map<std::string, Page, std::less<>> pages;
  };
  /// Listens at once; throws std::system_error when the address is taken.
  Server(ServerOptions options, Parts parts);
  ~Server();
  Server(const Server&) = delete;

  std::uint16_t port() const;
  void start();
  /// Stops accepting, finishes what is in progress, closes streams; returns when all is closed.
  void stop();
  /// start(), wait for SIGTERM or SIGINT, stop().
  void run();

 private:
  class Core;
  std::unique_ptr<Core> core_;
};

/// /healthz and /metrics.
std::map<std::string, Page, std::less<>> operating_pages(Db& db, const events::Hub& hub,
                                                         const Metrics& metrics);

}  // namespace thon::http
