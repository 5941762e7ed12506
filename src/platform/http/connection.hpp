#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/limiter.hpp"
#include "platform/http/route_index.hpp"
#include "platform/http/server.hpp"

/// Private to the server: the only header that shows Asio.
namespace thon::http {

class Connection;
struct Shared;

/// Lets other threads reach the server only while it is there: a write's answer may come from the database's
/// thread after the server has stopped.
struct Gate {
  std::mutex mutex;
  Shared* shared = nullptr;
};

/// A request on its way through a worker, and its response. The connection itself stays with the socket
/// thread.
struct Exchange {
  Request request;
  Response response;
  std::weak_ptr<Connection> connection;
  std::shared_ptr<Gate> gate;
  int route = Metrics::kOthers;
  std::chrono::steady_clock::time_point started = std::chrono::steady_clock::now();
};
using ExchangePtr = std::shared_ptr<Exchange>;

/// What all connections of a server share. The members belong to the socket thread, but for io, the workers
/// and the gate.
struct Shared {
  Shared(const ServerOptions& o, const Server::Parts& p);

  const ServerOptions options;
  const Server::Parts parts;
  boost::asio::io_context io{1};
  boost::asio::thread_pool workers;
  /// For routes that compute for long (password hashing): they must not hold up the reads.
  boost::asio::thread_pool slow_workers{2};
  const RouteIndex index;
  std::shared_ptr<Gate> gate = std::make_shared<Gate>();
  RateLimiter limiter;
  std::vector<std::shared_ptr<Connection>> connections;
  std::vector<char> scratch;  ///< every read lands here; a connection at rest holds no buffer
  std::size_t bodies = 0;
  bool stopping = false;
};

/// One client's socket: reads requests one at a time and answers them in order. Lives on the socket thread.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Socket = boost::asio::ip::tcp::socket;
  Connection(Shared& shared, Socket socket, std::string address);
  ~Connection();

  void start();
  /// Ends what has taken too long; called now and then for every connection.
  void check(Millis now);
  /// Closes when nothing is being read or answered; otherwise the response in progress is the last.
  void finish_up();
  void close();

  /// The response has come from a worker.
  void answer(Exchange& exchange);
  /// The caller may listen: the socket goes over to the hub.
  void become_stream(Exchange& exchange, Actor actor);

  bool idle() const { return state_ == State::idle; }
  Millis deadline() const { return deadline_; }
  std::size_t place = 0;  ///< where it stands in Shared::connections

 private:
  enum class State { idle, reading, working, writing, lingering, closed };

  void wait_readable();
  void on_readable();
  void process(std::string_view bytes);
  void keep(std::string_view rest);
  void account(std::size_t held);
  void serve();
  void route(const ExchangePtr& exchange);
  void refuse(int status);
  void send(Response response);
  void write();
  void written();
  void linger();

  Shared& shared_;
  Socket socket_;
  std::string address_;
  State state_ = State::idle;
  Millis deadline_ = 0;
  std::optional<RequestReader> reader_;
  std::string pending_;  ///< read, but not yet understood
  std::size_t held_ = 0;
  bool keep_alive_ = true;
  bool head_only_ = false;
  bool continued_ = false;

  std::string head_;
  Response response_;
  std::size_t sent_ = 0;
};

}  // namespace thon::http
