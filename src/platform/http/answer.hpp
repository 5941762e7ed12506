#pragma once
#include <string>
#include <string_view>

#include "platform/http/message.hpp"

namespace thon::http {

/// A refusal that belongs to HTTP itself (400, 405, 408, 413 …): problem+json like every other error.
Response refusal(int status, std::string_view language);

/// Turns a text body into gzip when that saves something and the reader allows it.
void compress(Response& response, std::string_view accept_encoding);

struct HeadOptions {
  bool keep_alive = true;
  /// Length of the body that GET would have; no body follows when the request was HEAD.
  std::size_t length = 0;
  /// The body has no announced length and ends with the connection.
  bool endless = false;
};

/// Status line and headers, with the security headers: those of a page on everything but its parts.
std::string head_of(const Response& response, const HeadOptions& options);

/// The bytes that are sent after the head.
inline std::string_view body_of(const Response& response) {
  return response.static_body.empty() ? std::string_view{response.body} : response.static_body;
}

const std::string* find_header(const Response& response, std::string_view name);

}  // namespace thon::http
