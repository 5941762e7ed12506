#include "platform/http/answer.hpp"

#include <zlib.h>

#include <boost/json.hpp>
#include <ctime>
#include <new>

#include "base/id.hpp"
#include "platform/http/reader.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

namespace {

constexpr std::size_t kWorthCompressing = 1024;
constexpr int kGzipLevel = 4;

constexpr std::string_view kOnEvery =
    "X-Content-Type-Options: nosniff\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
// What a browser asks of a page, and of anything else that it could open as one.
constexpr std::string_view kOnPages =
    "Content-Security-Policy: default-src 'self'; img-src 'self' data: blob:; style-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), microphone=(), geolocation=(self), payment=(), usb=()\r\n";

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Status";
  }
}

/// The sentences' keys of refusals; a status that is not here is a malformed request.
std::string_view key_of(int status) {
  switch (status) {
    case 404:
      return "error.not_found";
    case 405:
      return "error.http.method";
    case 408:
      return "error.http.slow";
    case 413:
      return "error.http.too_large";
    case 415:
      return "error.http.content_type";
    case 429:
      return "error.http.too_many";
    case 431:
      return "error.http.header_too_large";
    case 503:
      return "error.http.busy";
    case 505:
      return "error.http.version";
    default:
      return "error.http.malformed";
  }
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
           return (x | (x >= 'A' && x <= 'Z' ? 32 : 0)) == (y | (y >= 'A' && y <= 'Z' ? 32 : 0));
         });
}

/// The Date header's value; written anew once a second.
std::string_view date() {
  thread_local std::time_t written = 0;
  thread_local char text[40];
  const std::time_t now = std::time(nullptr);
  if (now != written) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc);
    written = now;
  }
  return text;
}

bool is_text(std::string_view type) {
  return type.starts_with("application/json") || type.starts_with("application/problem+json") ||
         type.starts_with("text/") || type.starts_with("application/geo+json");
}

/// One deflate state per thread: setting one up costs far more than a small body.
class Deflater {
 public:
  Deflater() {
    if (deflateInit2(&stream_, kGzipLevel, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;

  std::string gzip(std::string_view bytes) {
    deflateReset(&stream_);
    std::string out(deflateBound(&stream_, bytes.size()), '\0');
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream_, Z_FINISH);
    out.resize(result == Z_STREAM_END ? out.size() - stream_.avail_out : 0);
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

const std::string* find_header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (same(key, name)) return &value;
  return nullptr;
}

Response refusal(int status, std::string_view language) {
  const std::string key(key_of(status));
  const boost::json::object body{{"type", "about:blank"},
                                 {"title", say(language, key)},
                                 {"status", status},
                                 {"key", key},
                                 {"trace", random_token(6)},
                                 {"params", boost::json::object{}},
                                 {"errors", boost::json::array{}}};
  Response response;
  response.status = status;
  response.set("Content-Type", "application/problem+json");
  response.body = boost::json::serialize(body);
  return response;
}

void compress(Response& response, std::string_view accept_encoding) {
  if (!response.static_body.empty() || response.body.size() < kWorthCompressing) return;
  const std::string* type = find_header(response, "Content-Type");
  if (type == nullptr || !is_text(*type) || find_header(response, "Content-Encoding") != nullptr) return;
  response.set("Vary", "Accept-Encoding");
  if (!accepts_coding(accept_encoding, "gzip")) return;
  thread_local Deflater deflater;
  std::string smaller = deflater.gzip(response.body);
  if (smaller.empty() || smaller.size() >= response.body.size()) return;
  response.body = std::move(smaller);
  response.set("Content-Encoding", "gzip");
}

std::string head_of(const Response& response, const HeadOptions& options) {
  std::string head;
  head.reserve(1024);
  head.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  head.append(reason_of(response.status)).append("\r\nDate: ").append(date()).append("\r\n");
  for (const auto& [name, value] : response.headers) {
    // A line break in a value would let its author write headers.
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) continue;
    head.append(name).append(": ").append(value).append("\r\n");
  }
  if (find_header(response, "Cache-Control") == nullptr) head.append("Cache-Control: no-store\r\n");
  head.append(kOnEvery);
  if (!response.is_part) head.append(kOnPages);
  if (!options.endless && response.status != 204 && response.status != 304)
    head.append("Content-Length: ").append(std::to_string(options.length)).append("\r\n");
  head.append(options.keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
  return head;
}

}  // namespace thon::http
