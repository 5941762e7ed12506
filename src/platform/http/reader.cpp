#include "platform/http/reader.hpp"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "platform/http/url.hpp"

namespace thon::http {

namespace {

namespace beast = boost::beast;
using Verb = beast::http::verb;
using Code = boost::system::error_code;

Method method_of(Verb verb) {
  switch (verb) {
    case Verb::get:
      return Method::get;
    case Verb::head:
      return Method::head;
    case Verb::post:
      return Method::post;
    case Verb::put:
      return Method::put;
    case Verb::patch:
      return Method::patch;
    case Verb::delete_:
      return Method::del;
    default:
      return Method::other;
  }
}

int fault_of(const Code& code) {
  using E = beast::http::error;
  if (code == E::header_limit || code == E::buffer_overflow) return 431;
  if (code == E::body_limit) return 413;
  if (code == E::bad_version) return 505;
  return 400;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = lower(c);
  return out;
}

bool same(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

/// "http://host/path" is as good a target as "/path" and must be understood.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same(target.substr(0, scheme.size()), scheme)) continue;
    const auto slash = target.find('/', scheme.size());
    return slash == std::string_view::npos ? "/" : target.substr(slash);
  }
  return target;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

}  // namespace

class RequestReader::Parser : public beast::http::basic_parser<true> {
 public:
  explicit Parser(const ReaderLimits& limits) {
    header_limit(limits.header);
    body_limit(limits.body);
    eager(true);
  }

  Request request;
  std::string target;
  int version = 11;
  int hosts = 0;

 private:
  using Text = beast::string_view;

  void on_request_impl(Verb verb, Text, Text asked, int v, Code&) override {
    request.method = method_of(verb);
    target.assign(asked.data(), asked.size());
    version = v;
  }
  void on_response_impl(int, Text, int, Code&) override {}
  void on_field_impl(beast::http::field field, Text name, Text value, Code&) override {
    if (is_header_done()) return;  // trailers of a chunked body have no say
    if (field == beast::http::field::host) ++hosts;
    auto [found, fresh] = request.headers.try_emplace(lower({name.data(), name.size()}));
    if (!fresh) found->second += field == beast::http::field::cookie ? "; " : ", ";
    found->second.append(value.data(), value.size());
  }
  void on_header_impl(Code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code&) override {
    // A large announced length is not believed before its bytes come.
    if (length) request.body.reserve(std::min<std::uint64_t>(*length, 64 << 10));
  }
  std::size_t on_body_impl(Text body, Code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t, Text, Code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, Code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_finish_impl(Code&) override {}
};

RequestReader::RequestReader(const ReaderLimits& limits) : parser_(std::make_unique<Parser>(limits)) {}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::feed(std::string_view bytes, std::size_t& used) {
  used = 0;
  while (used < bytes.size() && !parser_->is_done()) {
    Code code;
    const std::size_t taken =
        parser_->put(boost::asio::buffer(bytes.data() + used, bytes.size() - used), code);
    used += taken;
    if (code == beast::http::error::need_more) {
      // Only a header or a chunk's size line is kept whole, and neither may be long.
      if (bytes.size() - used <= (16u << 10) + 4096) return State::more;
      code = beast::http::error::header_limit;
    }
    if (code) {
      fault_ = fault_of(code);
      return State::failed;
    }
    if (taken == 0) break;
  }
  if (!parser_->is_done()) return State::more;
  fault_ = finish();
  return fault_ == 0 ? State::done : State::failed;
}

int RequestReader::finish() {
  if (parser_->version != 10 && parser_->version != 11) return 505;
  if (parser_->hosts > 1 || (parser_->version == 11 && parser_->hosts == 0)) return 400;
  Request& request = parser_->request;
  const std::string_view target = origin_form(parser_->target);
  if (target == "*") {
    request.path = "*";
    return request.method == Method::other ? 0 : 400;
  }
  const auto mark = target.find('?');
  if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
  const bool good = decode_path(target.substr(0, mark), request.path) && request.path.front() == '/';
  return good ? 0 : 400;
}

Request& RequestReader::request() { return parser_->request; }
bool RequestReader::keep_alive() const { return parser_->is_done() && parser_->keep_alive(); }

bool RequestReader::waits_for_continue() const {
  return parser_->is_header_done() && !parser_->is_done() && parser_->version == 11 &&
         same(parser_->request.header("expect"), "100-continue");
}

bool decode_path(std::string_view encoded, std::string& decoded) {
  const auto path = percent_decode(encoded);
  if (!path || path->empty()) return false;
  decoded = *path;
  return std::none_of(decoded.begin(), decoded.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool accepts_coding(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    const auto comma = accept_encoding.find(',');
    const std::string_view item = accept_encoding.substr(0, comma);
    accept_encoding =
        comma == std::string_view::npos ? std::string_view{} : accept_encoding.substr(comma + 1);
    const auto semicolon = item.find(';');
    const std::string_view name = trim(item.substr(0, semicolon));
    bool allowed = true;
    if (semicolon != std::string_view::npos) {
      const std::string_view q = trim(item.substr(semicolon + 1));
      allowed = !q.starts_with("q=0") || q.find_first_of("123456789") != std::string_view::npos;
    }
    if (same(name, coding)) return allowed;
    if (name == "*") any = allowed;
  }
  return any;
}

}  // namespace thon::http
