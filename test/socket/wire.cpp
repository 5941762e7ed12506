#include "socket/wire.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <boost/json.hpp>
#include <cerrno>
#include <stdexcept>
#include <utility>

namespace thon::test {

namespace {

using Clock = std::chrono::steady_clock;

std::chrono::milliseconds left(Clock::time_point until) {
  return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()));
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return text;
}

Answer parse_head(std::string_view head) {
  Answer answer;
  answer.status = std::stoi(std::string(head.substr(9, 3)));
  head.remove_prefix(head.find("\r\n") + 2);
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    const auto colon = line.find(": ");
    answer.headers[lower(std::string(line.substr(0, colon)))] = line.substr(colon + 2);
    head.remove_prefix(end + 2);
  }
  return answer;
}

}  // namespace

Wire::Wire(std::uint16_t port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_buffer > 0) ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(port);
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error("cannot connect");
}

Wire::~Wire() { leave(); }

void Wire::leave() {
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

void Wire::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return;  // closed by the server, which the test will notice when it reads
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Wire::finish_sending() { ::shutdown(fd_, SHUT_WR); }

Wire::Got Wire::receive(std::chrono::milliseconds patience) {
  pollfd waiting{fd_, POLLIN, 0};
  if (::poll(&waiting, 1, static_cast<int>(patience.count())) <= 0) return Got::nothing;
  std::array<char, 65536> buffer;
  const ssize_t got = ::recv(fd_, buffer.data(), buffer.size(), 0);
  if (got <= 0) return Got::end;
  received_.append(buffer.data(), static_cast<std::size_t>(got));
  return Got::bytes;
}

std::string Wire::until(std::string_view text, std::chrono::milliseconds patience) {
  const auto end = Clock::now() + patience;
  while (true) {
    const auto found = received_.find(text);
    if (found != std::string::npos) {
      std::string out = received_.substr(0, found + text.size());
      received_.erase(0, out.size());
      return out;
    }
    if (left(end) == 0ms || receive(left(end)) != Got::bytes) return {};
  }
}

std::optional<Answer> Wire::answer(std::chrono::milliseconds patience, bool head) {
  const auto end = Clock::now() + patience;
  const std::string text = until("\r\n\r\n", patience);
  if (text.empty()) return std::nullopt;
  Answer answer = parse_head(std::string_view(text).substr(0, text.size() - 2));
  const auto announced = answer.headers.find("content-length");
  if (head || announced == answer.headers.end()) return answer;
  const std::size_t length = std::stoul(announced->second);
  while (received_.size() < length)
    if (left(end) == 0ms || receive(left(end)) != Got::bytes) return std::nullopt;
  answer.body = received_.substr(0, length);
  received_.erase(0, length);
  return answer;
}

bool Wire::closed(std::chrono::milliseconds patience) {
  const auto end = Clock::now() + patience;
  while (left(end) > 0ms) {
    const Got got = receive(left(end));
    if (got == Got::end) return true;
  }
  return false;
}

std::string Wire::listen(std::chrono::milliseconds time) {
  const auto end = Clock::now() + time;
  while (left(end) > 0ms)
    if (receive(left(end)) == Got::end) break;
  return std::exchange(received_, {});
}

std::string key_of(const Answer& answer) {
  const auto body = boost::json::parse(answer.body).as_object();
  EXPECT_EQ(body.at("status").as_int64(), answer.status);
  EXPECT_TRUE(answer.headers.at("content-type").starts_with("application/problem+json"));
  return std::string(body.at("key").as_string());
}

std::string get(std::string_view path, std::string_view headers) {
  return "GET " + std::string(path) + " HTTP/1.1\r\nHost: thon\r\n" + std::string(headers) + "\r\n";
}

std::string post(std::string_view path, std::string_view body, std::string_view headers) {
  return "POST " + std::string(path) +
         " HTTP/1.1\r\nHost: thon\r\nX-Thon: 1\r\nContent-Type: application/json\r\n" +
         "Content-Length: " + std::to_string(body.size()) + "\r\n" + std::string(headers) + "\r\n" +
         std::string(body);
}

}  // namespace thon::test
