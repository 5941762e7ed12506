#include "platform/channels/facebook.hpp"

#include <boost/json.hpp>

#include "platform/channels/answer.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

/// Graph API error codes (developers.facebook.com/docs/graph-api/guides/error-handling).
Outcome outcome_of(std::int64_t code, std::string detail) {
  Outcome outcome{.state = State::refused, .reason = "rejected", .detail = std::move(detail)};
  const auto wait = [&](const char* reason, Millis time) {
    outcome.state = State::retry;
    outcome.reason = reason;
    outcome.wait = time;
  };
  switch (code) {
    case 1:
    case 2: wait("provider_down", kMinute); break;
    case 4:
    case 17:
    case 32:
    case 341:
    case 613: wait("rate", 10 * kMinute); break;
    case 102:
    case 190: wait("credentials", 15 * kMinute); break;
    case 3:
    case 10: wait("permission", 15 * kMinute); break;
    case 368: wait("account_closed", kHour); break;
    case 506: outcome.reason = "duplicate"; break;
    default:
      if (code >= 200 && code <= 299) wait("permission", 15 * kMinute);
  }
  return outcome;
}

class Facebook : public Channel {
 public:
  Facebook(Env env, Fields fields) : env_(std::move(env)), fields_(std::move(fields)) {}

  Kind kind() const override { return Kind::facebook; }
  bool configured() const override { return fields_.missing().empty(); }
  bool idempotent() const override { return false; }

  Outcome send(const Message& message) override {
    const auto& page = message.address.empty() ? fields_["page_id"] : message.address;
    if (!is_plain_name(page)) return {.state = State::gone, .reason = "bad_address"};
    Message words = message;
    words.url.clear();
    json::object body{{"message", whole_text(words)}, {"access_token", fields_["page_token"]}};
    if (!message.url.empty()) body["link"] = message.url;
    if (!fields_["app_secret"].empty())
      body["appsecret_proof"] = hex(hmac_sha256(fields_["app_secret"], fields_["page_token"]));
    fetch::Request request;
    request.url = fields_["graph_url"] + "/" + page + "/feed";
    request.headers = {{"Content-Type", "application/json"}};
    request.body = json::serialize(body);
    return judge(env_.http.send(request));
  }

 private:
  Outcome judge(const fetch::Response& response) const {
    if (response.reach != fetch::Reach::answered) return unanswered(response);
    const Answer answer(response);
    if (const auto id = answer.text("id"); !id.empty() && response.status < 300)
      return {.state = State::accepted, .provider_id = id};
    if (const auto code = answer.number("error/code")) return outcome_of(*code, response.body);
    return trouble(response, env_.clock(), false);
  }

  Env env_;
  Fields fields_;
};

}  // namespace

std::unique_ptr<Channel> make_facebook(Env env, Fields fields) {
  return std::make_unique<Facebook>(std::move(env), std::move(fields));
}

}  // namespace thon::channels
