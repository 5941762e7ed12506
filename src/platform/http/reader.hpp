#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace thon::http {

struct ReaderLimits {
  std::uint32_t header = 16 << 10;
  std::uint64_t body = 2 << 20;
};

/// Reads one request from bytes as they come, without a socket. Whatever the bytes, the outcome is a request
/// that is whole and within the limits, or a status to refuse it with.
class RequestReader {
 public:
  explicit RequestReader(const ReaderLimits& limits);
  ~RequestReader();

  enum class State { more, done, failed };
  /// Takes bytes in; `used` tells how many. What is not used must come again, in front of what follows.
  State feed(std::string_view bytes, std::size_t& used);

  /// Complete when feed() said done. Header names are lower case, repeated headers are joined.
  Request& request();
  bool keep_alive() const;
  /// The client waits for "100 Continue" before it sends the body.
  bool waits_for_continue() const;
  /// When failed: the status to answer, 400 … 505.
  int fault() const { return fault_; }

 private:
  class Parser;
  int finish();
  std::unique_ptr<Parser> parser_;
  int fault_ = 0;
};

/// "a%20b" → "a b"; false when an escape is broken, or what comes out is not UTF-8 or holds control
/// characters.
bool decode_path(std::string_view encoded, std::string& decoded);

/// True when an Accept-Encoding header allows the coding ("gzip", "br").
bool accepts_coding(std::string_view accept_encoding, std::string_view coding);

}  // namespace thon::http
