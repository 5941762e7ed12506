#include "support/listener.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace thon::test {

bool Listener::Wire::fill() {
  char part[4096];
  const auto got = ::recv(socket_, part, sizeof part, 0);
  if (got <= 0) return false;
  buffer_.append(part, static_cast<std::size_t>(got));
  return true;
}

std::string Listener::Wire::request() {
  std::size_t end;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
    if (!fill()) return {};
  std::size_t length = 0;
  if (const auto at = buffer_.find("Content-Length: "); at < end)
    std::from_chars(buffer_.data() + at + 16, buffer_.data() + end, length);
  while (buffer_.size() < end + 4 + length)
    if (!fill()) return {};
  auto whole = buffer_.substr(0, end + 4 + length);
  buffer_.erase(0, whole.size());
  const std::lock_guard lock(listener_.mutex_);
  listener_.requests_.push_back(whole);
  return whole;
}

std::string Listener::Wire::line() {
  std::size_t end;
  while ((end = buffer_.find("\r\n")) == std::string::npos)
    if (!fill()) return {};
  auto text = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return text;
}

void Listener::Wire::send(std::string_view bytes) { ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }

void Listener::Wire::wait_for_close() {
  while (fill()) {
  }
}

Listener::Listener(std::function<void(Wire&)> script) : script_(std::move(script)) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0 ||
      ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::runtime_error("cannot listen");
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] {
    while (true) {
      const int found = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
      if (found < 0 || stopping_) return;
      ++connections_;
      const std::lock_guard lock(mutex_);
      open_.push_back(found);
      threads_.emplace_back([this, found] {
        Wire wire(found, *this);
        script_(wire);
        const std::lock_guard closing(mutex_);
        open_.erase(std::find(open_.begin(), open_.end(), found));
        ::close(found);
      });
    }
  });
}

Listener::~Listener() {
  stopping_ = true;
  ::shutdown(socket_, SHUT_RDWR);
  accepting_.join();
  ::close(socket_);
  {
    const std::lock_guard lock(mutex_);
    for (const int socket : open_) ::shutdown(socket, SHUT_RDWR);
  }
  for (auto& thread : threads_) thread.join();
}

std::string Listener::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

std::vector<std::string> Listener::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

std::string http_answer(int status, std::string_view body, std::string_view more_headers) {
  return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(more_headers) + "\r\n" + std::string(body);
}

}  // namespace thon::test
