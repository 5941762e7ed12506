#include "platform/http/server.hpp"

#include <netinet/in.h>
#include <sys/resource.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <future>
#include <thread>

#include "platform/http/connection.hpp"
#include "platform/log/log.hpp"

namespace thon::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Code = boost::system::error_code;

namespace {

constexpr std::size_t kScratch = 64 << 10;
constexpr int kBacklog = 4096;

/// Ten thousand streams need as many descriptors; the usual soft limit is 1,024.
void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= limit.rlim_max) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::string text_of(asio::ip::address address) {
  if (address.is_v6() && address.to_v6().is_v4_mapped())
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  return address.to_string();
}

}  // namespace

Shared::Shared(const ServerOptions& o, const Server::Parts& p)
    : options(o),
      parts(p),
      workers(static_cast<std::size_t>(std::max(1, o.workers))),
      index(p.router.api()),
      limiter(o.requests_per_second, o.burst),
      scratch(kScratch) {
  gate->shared = this;
}

class Server::Core {
 public:
  Core(const ServerOptions& options, const Parts& parts) : shared_(options, parts) {
    raise_descriptor_limit();
    const tcp::endpoint endpoint(asio::ip::make_address(options.address), options.port);
    acceptor_.open(endpoint.protocol());
    acceptor_.set_option(tcp::acceptor::reuse_address(true));
    acceptor_.bind(endpoint);
    acceptor_.listen(kBacklog);
    port_ = acceptor_.local_endpoint().port();
  }

  void start() {
    accept();
    sweep();
    thread_ = std::thread([this] { shared_.io.run(); });
  }

  void stop() {
    if (thread_.joinable()) {
      std::promise<void> closed;
      asio::post(shared_.io, [this, &closed] { begin_stop(closed); });
      closed.get_future().wait();
    }
    {
      const std::lock_guard lock(shared_.gate->mutex);
      shared_.gate->shared = nullptr;
    }
    shared_.workers.stop();
    shared_.slow_workers.stop();
    shared_.workers.join();
    shared_.slow_workers.join();
    shared_.io.stop();
    if (thread_.joinable()) thread_.join();
    while (!shared_.connections.empty()) shared_.connections.back()->close();
  }

  std::uint16_t port() const { return port_; }

 private:
  void accept() {
    acceptor_.async_accept([this](const Code& code, tcp::socket socket) {
      if (!acceptor_.is_open()) return;
      if (code) return retry_accept(code);
      admit(std::move(socket));
      accept();
    });
  }

  /// Out of descriptors, most likely: they come back as others close.
  void retry_accept(const Code& code) {
    log::warning("cannot accept a connection", {{"why", code.message()}});
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([this](const Code& cancelled) {
      if (!cancelled && acceptor_.is_open()) accept();
    });
  }

  void admit(tcp::socket socket) {
    const int open = static_cast<int>(shared_.connections.size()) + shared_.parts.hub.open_streams();
    if (open >= shared_.options.connections && !make_room()) return;  // closes it
    Code code;
    socket.set_option(tcp::no_delay(true), code);
    const auto peer = socket.remote_endpoint(code);
    if (code) return;
    auto connection = std::make_shared<Connection>(shared_, std::move(socket), text_of(peer.address()));
    connection->place = shared_.connections.size();
    shared_.connections.push_back(connection);
    connection->start();
  }

  /// Closes the connection that has been idle for longest.
  bool make_room() {
    std::shared_ptr<Connection> oldest;
    for (const auto& connection : shared_.connections)
      if (connection->idle() && (!oldest || connection->deadline() < oldest->deadline())) oldest = connection;
    if (oldest) oldest->close();
    return oldest != nullptr;
  }

  template <class Visit>
  void visit_all(Visit visit) {
    // From the end, for closing moves the last one into the gap.
    for (std::size_t i = shared_.connections.size(); i > 0; --i) {
      const auto connection = shared_.connections[i - 1];
      visit(*connection);
    }
  }

  void check_all() {
    visit_all([now = steady_ms()](Connection& connection) { connection.check(now); });
  }

  void sweep() {
    check_all();
    const auto& options = shared_.options;
    const Millis shortest = std::min({options.read_timeout, options.idle_timeout, options.write_timeout});
    timer_.expires_after(std::chrono::milliseconds(std::clamp<Millis>(shortest / 4, 10, kSecond)));
    timer_.async_wait([this](const Code& cancelled) {
      if (!cancelled) sweep();
    });
  }

  void begin_stop(std::promise<void>& closed) {
    shared_.stopping = true;
    Code ignored;
    acceptor_.close(ignored);
    retry_.cancel();
    shared_.parts.hub.stop();
    visit_all([](Connection& connection) { connection.finish_up(); });
    wait_closed(closed, steady_ms() + shared_.options.stop_timeout);
  }

  void wait_closed(std::promise<void>& closed, Millis until) {
    check_all();
    if (shared_.connections.empty() || steady_ms() >= until) return closed.set_value();
    retry_.expires_after(std::chrono::milliseconds(10));
    retry_.async_wait([this, &closed, until](const Code&) { wait_closed(closed, until); });
  }

  Shared shared_;
  tcp::acceptor acceptor_{shared_.io};
  asio::steady_timer timer_{shared_.io};
  asio::steady_timer retry_{shared_.io};
  std::uint16_t port_ = 0;
  std::thread thread_;
};

Server::Server(ServerOptions options, Parts parts) : core_(std::make_unique<Core>(options, parts)) {}
Server::~Server() { core_->stop(); }
std::uint16_t Server::port() const { return core_->port(); }
void Server::start() { core_->start(); }
void Server::stop() { core_->stop(); }

void Server::run() {
  asio::io_context waiting;
  asio::signal_set signals(waiting, SIGTERM, SIGINT);
  signals.async_wait([](const Code&, int) {});
  start();
  waiting.run();
  stop();
}

}  // namespace thon::http
