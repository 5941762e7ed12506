#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace thon::test {

/// A server of a few lines on a free port, for tests of what goes wrong on a wire: the script of a connection reads
/// and writes as it likes, and the connection closes when it returns.
class Listener {
 public:
  /// One accepted connection.
  class Wire {
   public:
    Wire(int socket, Listener& listener) : socket_(socket), listener_(listener) {}
    /// The next whole HTTP request, head and body; empty when the other side has closed.
    std::string request();
    void send(std::string_view bytes);
    /// Reads up to CR LF, for protocols that go by lines.
    std::string line();
    /// Waits until the other side closes.
    void wait_for_close();

   private:
    bool fill();
    int socket_;
    Listener& listener_;
    std::string buffer_;
  };

  explicit Listener(std::function<void(Wire&)> script);
  ~Listener();
  Listener(const Listener&) = delete;

  int port() const { return port_; }
  std::string url(std::string_view path = "/") const;
  int connections() const { return connections_; }
  /// Whole HTTP requests read so far, on all connections.
  std::vector<std::string> requests() const;

 private:
  std::function<void(Wire&)> script_;
  int socket_ = -1, port_ = 0;
  std::atomic<int> connections_{0};
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread accepting_;
};

/// "HTTP/1.1 200 OK" with a Content-Length.
std::string http_answer(int status, std::string_view body, std::string_view more_headers = "");

}  // namespace thon::test
