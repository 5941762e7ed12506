#include "platform/http/dispatch.hpp"

#include <boost/asio/post.hpp>

#include "platform/http/answer.hpp"
#include "platform/http/url.hpp"
#include "platform/text/text.hpp"

namespace thon::http {

namespace asio = boost::asio;

namespace {

constexpr std::string_view kStreamPath = "/api/events";
/// A body larger than this is not compressed on the database writer's thread.
constexpr std::size_t kSmallBody = 1024;
thread_local bool on_worker = false;

std::string_view language_of(const Exchange& exchange) {
  return preferred_language(exchange.request.header("accept-language"));
}

/// Runs `work` on the socket thread with the exchange's connection, if both are still there.
template <class Work>
void on_socket_thread(const ExchangePtr& exchange, Work work) {
  const std::lock_guard lock(exchange->gate->mutex);
  if (exchange->gate->shared == nullptr) return;
  auto task = [exchange, work = std::move(work)]() mutable {
    if (const auto connection = exchange->connection.lock()) work(*connection, *exchange);
  };
  asio::post(exchange->gate->shared->io, std::move(task));
}

void compress_and_send(const ExchangePtr& exchange) {
  compress(exchange->response, exchange->request.header("accept-encoding"));
  on_socket_thread(exchange, [](Connection& connection, Exchange& done) { connection.answer(done); });
}

void respond(const ExchangePtr& exchange, Response response) {
  exchange->response = std::move(response);
  if (on_worker || exchange->response.body.size() <= kSmallBody) return compress_and_send(exchange);
  const std::lock_guard lock(exchange->gate->mutex);
  if (exchange->gate->shared == nullptr) return;
  asio::post(exchange->gate->shared->workers, [exchange] { compress_and_send(exchange); });
}

void open_stream(Shared& shared, const ExchangePtr& exchange) {
  if (exchange->request.method != Method::get) {
    Response response = refusal(405, language_of(*exchange));
    response.set("Allow", "GET");
    return respond(exchange, std::move(response));
  }
  Actor actor = shared.parts.router.who(exchange->request);
  if (actor.guest()) throw Error(ErrorKind::unauthenticated, "error.sign_in");
  auto work = [actor = std::move(actor)](Connection& connection, Exchange& done) mutable {
    connection.become_stream(done, std::move(actor));
  };
  on_socket_thread(exchange, std::move(work));
}

void run(Shared& shared, const ExchangePtr& exchange) {
  const Request& request = exchange->request;
  if (request.path == kStreamPath) return open_stream(shared, exchange);
  const auto page = shared.parts.pages.find(request.path);
  if (page == shared.parts.pages.end())
    return shared.parts.router.dispatch(request, [exchange](Response r) { respond(exchange, std::move(r)); });
  if (request.method == Method::get || request.method == Method::head)
    return respond(exchange, page->second(request));
  Response response = refusal(405, language_of(*exchange));
  response.set("Allow", "GET, HEAD");
  respond(exchange, std::move(response));
}

}  // namespace

void dispatch(Shared& shared, const ExchangePtr& exchange) {
  const auto& routes = shared.parts.router.api().routes();
  const bool slow =
      exchange->route >= 0 && routes[static_cast<std::size_t>(exchange->route)].mode == Route::Mode::work;
  asio::post(slow ? shared.slow_workers : shared.workers, [&shared, exchange] {
    on_worker = true;
    try {
      run(shared, exchange);
    } catch (const std::exception& error) {
      respond(exchange, problem(error, language_of(*exchange)));
    }
  });
}

std::string last_event_id(const Request& request) {
  if (const auto header = request.header("last-event-id"); !header.empty()) return std::string(header);
  std::map<std::string, std::string> values;
  if (!parse_query(request.query, values)) return {};
  const auto found = values.find("last_event_id");
  return found == values.end() ? std::string() : found->second;
}

}  // namespace thon::http
