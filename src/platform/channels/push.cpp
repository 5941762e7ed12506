#include "platform/channels/push.hpp"

#include <boost/json.hpp>

#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

class Push : public Channel {
 public:
  Push(Env env, push::KeyPair server, std::string contact)
      : env_(std::move(env)), server_(std::move(server)), contact_(std::move(contact)) {}

  Kind kind() const override { return Kind::push; }
  bool configured() const override { return true; }
  // A topic replaces a copy that still waits; one that was delivered is only replaced on the screen.
  bool idempotent() const override { return false; }

  Outcome send(const Message& message) override {
    const auto to = push::read_subscription(message.address);
    if (!to) return {.state = State::gone, .reason = "bad_address"};
    if (!env_.http.options().private_addresses && !to->endpoint.starts_with("https://"))
      return {.state = State::gone, .reason = "bad_address"};
    auto outcome = post(*to, message, push_payload(message, false));
    if (outcome.reason == "too_large") outcome = post(*to, message, push_payload(message, true));
    return outcome;
  }

 private:
  Outcome post(const push::Subscription& to, const Message& message, const std::string& payload) {
    // The token is checked against real time, whatever clock a test has set.
    const auto field = [&](const char* name, const char* otherwise) {
      const auto found = message.fields.find(name);
      return found == message.fields.end() || found->second.empty() ? std::string(otherwise) : found->second;
    };
    fetch::Request request;
    request.url = to.endpoint;
    request.most = 4096;
    request.headers = {{"Content-Type", "application/octet-stream"},
                       {"Content-Encoding", "aes128gcm"},
                       {"TTL", field("ttl", "259200")},
                       {"Urgency", field("urgency", "normal")},
                       {"Topic", base64url(sha256(message.key)).substr(0, 32)},
                       {"Authorization", push::vapid(to.endpoint, server_, contact_, now_ms())}};
    request.body = push::encrypt(to, payload);
    return judge(env_.http.send(request));
  }

  Outcome judge(const fetch::Response& response) const {
    // The status alone tells: an answer that breaks off after it is an answer.
    if (response.status == 0) return unanswered(response);
    const std::string detail = std::to_string(response.status) + " " + response.body;
    switch (response.status) {
      case 200:
      case 201:
      case 202:
        return {.state = State::accepted, .provider_id = std::string(response.header("location")), .detail = detail};
      case 404:
      case 410: return {.state = State::gone, .reason = "unsubscribed", .detail = detail};
      // Our token is not believed: a wrong clock would otherwise make every household be forgotten.
      case 401: return {.state = State::retry, .reason = "credentials", .detail = detail, .wait = 15 * kMinute};
      // Subscribed under another key: the browser subscribes anew when it sees that.
      case 403: return {.state = State::refused, .reason = "other_key", .detail = detail};
      case 413: return {.state = State::refused, .reason = "too_large", .detail = detail};
      default: break;
    }
    if (response.status == 429 || response.status >= 500) return trouble(response, env_.clock(), false);
    return {.state = State::refused, .reason = "rejected", .detail = detail};
  }

  Env env_;
  push::KeyPair server_;
  std::string contact_;
};

}  // namespace

std::string push_payload(const Message& message, bool brief) {
  const auto write = [&](std::size_t text) {
    return json::serialize(json::object{{"id", message.key},
                                        {"title", shortened(message.title, 200)},
                                        {"text", brief || text == 0 ? std::string() : shortened(message.text, text)},
                                        {"url", message.url}});
  };
  std::size_t text = 1000;
  auto payload = write(text);
  while (payload.size() > push::kMostPlain && text > 0) payload = write(text = text > 100 ? text - 100 : 0);
  return payload;
}

std::unique_ptr<Channel> make_push(Env env, push::KeyPair server, std::string contact) {
  return std::make_unique<Push>(std::move(env), std::move(server), std::move(contact));
}

}  // namespace thon::channels
