#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace thon::test {

using namespace std::chrono_literals;

struct Answer {
  int status = 0;
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
};

/// A plain client socket, so that tests can send what no well-behaved client would.
class Wire {
 public:
  explicit Wire(std::uint16_t port, int receive_buffer = 0);
  ~Wire();
  Wire(const Wire&) = delete;
  /// Closes the socket now.
  void leave();

  void send(std::string_view bytes);
  /// Nothing more will be sent; the answer can still be read.
  void finish_sending();
  /// The next response; nothing when the server closed instead, or said nothing in time.
  std::optional<Answer> answer(std::chrono::milliseconds patience = 5s, bool head = false);
  /// Waits until the text has come and returns everything up to its end; empty when it did not come in time.
  std::string until(std::string_view text, std::chrono::milliseconds patience = 5s);
  /// True when the server closes within the time; what it still sends is kept in rest().
  bool closed(std::chrono::milliseconds patience = 5s);
  /// What has come and was not asked for yet, after listening for a while.
  std::string listen(std::chrono::milliseconds time);

  std::optional<Answer> ask(std::string_view bytes) {
    send(bytes);
    return answer();
  }

 private:
  enum class Got { bytes, end, nothing };
  Got receive(std::chrono::milliseconds patience);
  int fd_;
  std::string received_;
};

/// "GET /path HTTP/1.1" with a Host and more header lines ("Name: value\r\n…").
std::string get(std::string_view path, std::string_view headers = {});
std::string post(std::string_view path, std::string_view body, std::string_view headers = {});

/// The key of a problem's sentence, after checking that the answer is a problem at all.
std::string key_of(const Answer& answer);

}  // namespace thon::test
