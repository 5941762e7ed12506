#include "app/demo/line.hpp"

#include <sys/socket.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace thon::demo {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr int kPatienceSeconds = 20;

/// The value of thon_session in a Set-Cookie header.
std::string session_in(std::string_view header) {
  constexpr std::string_view name = "thon_session=";
  if (!header.starts_with(name)) return {};
  header.remove_prefix(name.size());
  return std::string(header.substr(0, header.find(';')));
}

}  // namespace

struct Line::State {
  asio::io_context context;
  asio::ip::tcp::socket socket{context};
  beast::flat_buffer buffer;
};

Line::Line(std::string host, int port) : host_(std::move(host)), port_(port) {}
Line::~Line() = default;

Answer Line::get(const std::string& target, const std::string& session) {
  return ask(false, target, session, {});
}

Answer Line::post(const std::string& target, const std::string& session, const std::string& json) {
  return ask(true, target, session, json);
}

Answer Line::ask(bool post, const std::string& target, const std::string& session, const std::string& json) {
  // The server closes idle connections when it likes, so a failure on a used one says nothing yet.
  for (const bool used : {state_ != nullptr, false}) {
    try {
      return exchange(post, target, session, json);
    } catch (const boost::system::system_error&) {
      state_.reset();
      if (!used) break;
    }
  }
  return {};
}

Answer Line::exchange(bool post, const std::string& target, const std::string& session,
                      const std::string& json) {
  namespace http = beast::http;
  if (!state_) {
    auto fresh = std::make_unique<State>();
    asio::ip::tcp::resolver resolver(fresh->context);
    asio::connect(fresh->socket, resolver.resolve(host_, std::to_string(port_)));
    const timeval patience{kPatienceSeconds, 0};
    ::setsockopt(fresh->socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    fresh->socket.set_option(asio::ip::tcp::no_delay(true));
    state_ = std::move(fresh);
  }
  http::request<http::string_body> request(post ? http::verb::post : http::verb::get, target, 11);
  request.set(http::field::host, host_ + ":" + std::to_string(port_));
  request.set(http::field::user_agent, "Mozilla/5.0 (Linux; Android 12) Thon demo");
  request.set("X-Thon", "1");
  if (!session.empty()) request.set(http::field::cookie, "thon_session=" + session);
  if (post) {
    request.set(http::field::content_type, "application/json");
    request.body() = json;
  }
  request.prepare_payload();
  http::write(state_->socket, request);
  http::response<http::string_body> response;
  http::read(state_->socket, state_->buffer, response);
  Answer answer{static_cast<int>(response.result_int()), std::move(response.body()), {}};
  const auto cookie = response.find(http::field::set_cookie);
  if (cookie != response.end()) answer.session = session_in(cookie->value());
  if (!response.keep_alive()) state_.reset();
  return answer;
}

}  // namespace thon::demo
