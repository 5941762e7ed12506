// The floor that live events are measured against: one thread, one epoll set, one send() per listener and
// message. It knows no accounts, keeps nothing, filters nothing and loses what a full socket does not take.
//
//   bare_loop        prints the port it listens on
//
// GET opens an event stream; POST sends its body to every stream.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::string_view kOpening =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: "
    "close\r\n\r\n"
    "retry: 3000\n\n";
constexpr std::string_view kDone = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

int listen_anywhere() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  sockaddr_in here{};
  here.sin_family = AF_INET;
  here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof here;
  if (::bind(fd, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(fd, 4096) != 0) std::exit(1);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&here), &size);
  std::cout << ntohs(here.sin_port) << std::endl;
  return fd;
}

void put(int fd, std::string_view bytes) {
  ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

/// The body of a request that came in one piece, as the load client sends it.
std::string message_of(std::string_view request, std::uint64_t number) {
  const auto body = request.find("\r\n\r\n") + 4;
  std::string message = "id: " + std::to_string(number) + "\nevent: note\ndata: ";
  return message.append(request.substr(body)).append("\n\n");
}

}  // namespace

int main() {
  rlimit files{20'000, 20'000};
  ::setrlimit(RLIMIT_NOFILE, &files);
  const int listening = listen_anywhere();
  const int epoll = ::epoll_create1(0);
  epoll_event event{.events = EPOLLIN, .data = {.fd = listening}};
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, listening, &event);

  std::vector<int> streams;
  std::array<epoll_event, 256> ready;
  std::array<char, 65536> buffer;
  std::uint64_t number = 0;
  while (true) {
    const int count = ::epoll_wait(epoll, ready.data(), static_cast<int>(ready.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = ready[i].data.fd;
      if (fd == listening) {
        const int accepted = ::accept4(listening, nullptr, nullptr, SOCK_NONBLOCK);
        if (accepted < 0) continue;
        const int on = 1;
        ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        event.data.fd = accepted;
        ::epoll_ctl(epoll, EPOLL_CTL_ADD, accepted, &event);
        continue;
      }
      const ssize_t got = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
      if (got <= 0) {
        std::erase(streams, fd);
        ::close(fd);
      } else if (buffer[0] == 'G') {
        put(fd, kOpening);
        streams.push_back(fd);
      } else {
        const std::string message = message_of({buffer.data(), static_cast<std::size_t>(got)}, ++number);
        for (const int stream : streams) put(stream, message);
        put(fd, kDone);
      }
    }
  }
}
