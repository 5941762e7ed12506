#include "platform/http/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <boost/asio/post.hpp>
#include <cerrno>

#include "platform/http/answer.hpp"
#include "platform/http/dispatch.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

namespace asio = boost::asio;
using Code = boost::system::error_code;

namespace {

/// How long, after the last response, a client may take to notice: closing at once would destroy what it has
/// not read yet if it still sends.
constexpr Millis kLinger = 2 * kSecond;
constexpr Millis kLingerAtStop = 200;
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

bool blocked(int error) { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

bool loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

std::string_view last_forwarded(std::string_view header) {
  const auto comma = header.rfind(',');
  if (comma != std::string_view::npos) header.remove_prefix(comma + 1);
  while (!header.empty() && header.front() == ' ') header.remove_prefix(1);
  return header;
}

bool json_or_nothing(const Request& request) {
  return request.body.empty() || request.header("content-type").starts_with("application/json");
}

}  // namespace

Connection::Connection(Shared& shared, Socket socket, std::string address)
    : shared_(shared), socket_(std::move(socket)), address_(std::move(address)) {}

Connection::~Connection() = default;

void Connection::start() {
  deadline_ = steady_ms() + shared_.options.read_timeout;
  wait_readable();
}

void Connection::close() {
  if (state_ == State::closed) return;
  state_ = State::closed;
  account(0);
  Code ignored;
  socket_.close(ignored);
  auto& all = shared_.connections;
  const auto self = shared_from_this();
  all.back()->place = place;
  std::swap(all[place], all.back());
  all.pop_back();
}

void Connection::check(Millis now) {
  if (state_ == State::working || now < deadline_) return;
  if (state_ == State::reading) return refuse(408);
  close();
}

void Connection::finish_up() {
  keep_alive_ = false;
  if (state_ == State::idle) close();
}

void Connection::account(std::size_t held) {
  shared_.bodies += held - held_;
  held_ = held;
}

void Connection::wait_readable() {
  auto handler = [self = shared_from_this()](const Code& code) {
    if (!code) self->on_readable();
  };
  socket_.async_wait(Socket::wait_read, std::move(handler));
}

void Connection::on_readable() {
  if (state_ == State::closed) return;
  auto& scratch = shared_.scratch;
  const ssize_t got = ::recv(socket_.native_handle(), scratch.data(), scratch.size(), MSG_DONTWAIT);
  if (got < 0 && blocked(errno)) return wait_readable();
  if (got < 0) return close();
  if (state_ == State::lingering) return got == 0 ? close() : wait_readable();
  if (got == 0) return state_ == State::reading ? refuse(400) : close();
  const std::string_view bytes(scratch.data(), static_cast<std::size_t>(got));
  if (pending_.empty()) return process(bytes);
  pending_.append(bytes);
  process(pending_);
}

void Connection::process(std::string_view bytes) {
  if (!reader_) {
    // Some clients end a body with an empty line that is not counted.
    while (!bytes.empty() && (bytes.front() == '\r' || bytes.front() == '\n')) bytes.remove_prefix(1);
    if (bytes.empty()) {
      keep(bytes);
      return wait_readable();
    }
    reader_.emplace(shared_.options.limits);
    state_ = State::reading;
    continued_ = false;
    deadline_ = steady_ms() + shared_.options.read_timeout;
  }
  std::size_t used = 0;
  const auto outcome = reader_->feed(bytes, used);
  keep(bytes.substr(used));
  if (outcome == RequestReader::State::failed) return refuse(reader_->fault());
  account(reader_->request().body.size());
  if (shared_.bodies > shared_.options.bodies) return refuse(503);
  if (outcome == RequestReader::State::done) return serve();
  if (!continued_ && reader_->waits_for_continue()) {
    continued_ = true;
    ::send(socket_.native_handle(), kContinue.data(), kContinue.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  }
  wait_readable();
}

void Connection::keep(std::string_view rest) {
  if (rest.empty()) {
    std::string().swap(pending_);
  } else if (pending_.empty()) {
    pending_.assign(rest);
  } else {
    pending_.erase(0, pending_.size() - rest.size());
  }
}

void Connection::serve() {
  auto exchange = std::make_shared<Exchange>();
  exchange->request = std::move(reader_->request());
  keep_alive_ = reader_->keep_alive() && !shared_.stopping;
  reader_.reset();
  state_ = State::working;
  exchange->connection = weak_from_this();
  exchange->gate = shared_.gate;

  Request& request = exchange->request;
  head_only_ = request.method == Method::head;
  request.remote_address = address_;
  if (shared_.options.trust_proxy && !request.header("x-forwarded-for").empty())
    request.remote_address = last_forwarded(request.header("x-forwarded-for"));
  const bool counted = shared_.options.limit_loopback || !loopback(request.remote_address);
  if (counted && !shared_.limiter.take(request.remote_address, steady_ms())) {
    exchange->response = refusal(429, preferred_language(request.header("accept-language")));
    exchange->response.set("Retry-After", "1");
    return answer(*exchange);
  }
  route(exchange);
}

void Connection::route(const ExchangePtr& exchange) {
  const Request& request = exchange->request;
  const std::string_view language = preferred_language(request.header("accept-language"));
  const bool page = shared_.parts.pages.contains(request.path);
  if (page || request.path.starts_with("/api/")) {
    exchange->route = shared_.index.find(request);
    if (json_or_nothing(request)) return dispatch(shared_, exchange);
    exchange->response = refusal(415, language);
  } else {
    exchange->route = Metrics::kFiles;
    exchange->response = shared_.parts.files.serve(request);
  }
  answer(*exchange);
}

void Connection::become_stream(Exchange& exchange, Actor actor) {
  if (state_ != State::working) return;
  if (shared_.stopping) return close();
  Response opening;
  opening.set("Content-Type", "text/event-stream");
  opening.set("X-Accel-Buffering", "no");  // a proxy in between must pass events on at once
  Code code;
  const auto protocol = socket_.local_endpoint(code).protocol();
  const int fd = code ? -1 : socket_.release(code);
  if (code || fd < 0) return close();
  events::Joining joining{fd, std::move(actor), last_event_id(exchange.request),
                          head_of(opening, {.keep_alive = false, .endless = true})};
  const auto admission = shared_.parts.hub.join(std::move(joining));
  if (admission == events::Hub::Admission::admitted) {
    shared_.parts.metrics.count(exchange.route, 200, std::chrono::steady_clock::now() - exchange.started);
    return close();
  }
  socket_.assign(protocol, fd, code);
  if (code) return close();
  const bool own = admission == events::Hub::Admission::account_full;
  exchange.response =
      refusal(own ? 429 : 503, preferred_language(exchange.request.header("accept-language")));
  exchange.response.set("Retry-After", "30");
  answer(exchange);
}

void Connection::answer(Exchange& exchange) {
  if (state_ != State::working) return;
  const auto took = std::chrono::steady_clock::now() - exchange.started;
  shared_.parts.metrics.count(exchange.route, exchange.response.status, took);
  account(0);
  send(std::move(exchange.response));
}

void Connection::refuse(int status) {
  Exchange exchange;
  if (reader_) exchange.request = std::move(reader_->request());
  reader_.reset();
  pending_.clear();
  keep_alive_ = false;
  state_ = State::working;
  exchange.response = refusal(status, preferred_language(exchange.request.header("accept-language")));
  if (status == 503) exchange.response.set("Retry-After", "5");
  answer(exchange);
}

void Connection::send(Response response) {
  response_ = std::move(response);
  if (shared_.stopping) keep_alive_ = false;
  head_ = head_of(response_, {.keep_alive = keep_alive_, .length = body_of(response_).size()});
  const bool bare = head_only_ || response_.status == 204 || response_.status == 304;
  if (bare) {
    response_.body.clear();
    response_.static_body = {};
  }
  head_only_ = false;
  sent_ = 0;
  state_ = State::writing;
  deadline_ = steady_ms() + shared_.options.write_timeout;
  write();
}

void Connection::write() {
  if (state_ != State::writing) return;
  const std::string_view body = body_of(response_);
  while (sent_ < head_.size() + body.size()) {
    std::array<iovec, 2> pieces;
    int count = 0;
    if (sent_ < head_.size()) pieces[count++] = {head_.data() + sent_, head_.size() - sent_};
    const std::size_t begin = sent_ > head_.size() ? sent_ - head_.size() : 0;
    if (begin < body.size()) pieces[count++] = {const_cast<char*>(body.data()) + begin, body.size() - begin};
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = static_cast<std::size_t>(count);
    const ssize_t taken = ::sendmsg(socket_.native_handle(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (taken < 0 && !blocked(errno)) return close();
    if (taken < 0) {
      auto handler = [self = shared_from_this()](const Code& code) {
        if (!code) self->write();
      };
      return socket_.async_wait(Socket::wait_write, std::move(handler));
    }
    sent_ += static_cast<std::size_t>(taken);
    deadline_ = steady_ms() + shared_.options.write_timeout;
  }
  written();
}

void Connection::written() {
  std::string().swap(head_);
  response_ = {};
  if (!keep_alive_) return linger();
  state_ = State::idle;
  deadline_ = steady_ms() + shared_.options.idle_timeout;
  if (pending_.empty()) return wait_readable();
  // Through the queue: many requests sent at once must neither nest nor keep other connections waiting.
  asio::post(shared_.io, [self = shared_from_this()] {
    if (self->state_ == State::idle) self->process(self->pending_);
  });
}

void Connection::linger() {
  state_ = State::lingering;
  deadline_ = steady_ms() + (shared_.stopping ? kLingerAtStop : kLinger);
  Code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  wait_readable();
}

}  // namespace thon::http
