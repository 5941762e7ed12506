#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace thon::http {

enum class Method { get, post, put, patch, del, head, other };

/// A whole request, read and bounded. Header names are lower case.
struct Request {
  Method method = Method::get;
  std::string path;   ///< decoded, without the query
  std::string query;  ///< as sent, without "?"
  std::map<std::string, std::string, std::less<>> headers;
  std::string body;
  std::string remote_address;

  std::string_view header(std::string_view name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string_view{} : std::string_view{found->second};
  }
  /// The value of a cookie, or empty.
  std::string_view cookie(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// Bytes that outlive the response (files inside the binary); used instead of `body` when not empty.
  std::string_view static_body;
  /// A file that pages of the app are made of (a script, a style sheet, a font), nothing that is opened by itself.
  bool is_part = false;

  void set(std::string name, std::string value) { headers.emplace_back(std::move(name), std::move(value)); }
};

}  // namespace thon::http
