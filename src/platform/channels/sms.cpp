#include "platform/channels/sms.hpp"

#include <boost/json.hpp>

#include "platform/channels/answer.hpp"
#include "platform/channels/sms_text.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

struct Code {
  std::int64_t code;
  State state;
  const char* reason;
  Millis wait = 0;
};

// The gateway's codes (docs/channels.md). What an administrator has to mend waits instead of being given up.
constexpr Code kCodes[] = {
    {1, State::gone, "bad_number"},        {2, State::retry, "brandname", kHour}, {3, State::retry, "balance", kHour},
    {4, State::refused, "blocked"},        {5, State::refused, "content"},        {6, State::retry, "night", kHour},
    {8, State::retry, "rate", kMinute},    {9, State::retry, "provider_down", kMinute},
    {10, State::retry, "credentials", 15 * kMinute},
};
constexpr std::int64_t kSent = 0, kSentBefore = 7;

class Sms : public Channel {
 public:
  Sms(Env env, Fields fields) : env_(std::move(env)), fields_(std::move(fields)) {}

  Kind kind() const override { return Kind::sms; }
  bool configured() const override { return fields_.missing().empty(); }
  bool idempotent() const override { return true; }
  std::int64_t price(const Message& message) const override {
    return sms_size(sms_body(fields_, message)).segments * fields_.number("price");
  }

  Outcome send(const Message& message) override {
    const auto phone = international(message.address);
    if (phone.empty()) return {.state = State::gone, .reason = "bad_number"};
    const auto text = sms_body(fields_, message);
    const auto size = sms_size(text);
    fetch::Request request;
    request.url = fields_["url"] + "/messages";
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + fields_["token"]}};
    request.body = json::serialize(json::object{{"request_id", message.key},
                                                {"brandname", fields_["brandname"]},
                                                {"phone", phone},
                                                {"text", text},
                                                {"unicode", size.alphabet == Alphabet::ucs2}});
    return judge(env_.http.send(request), size.segments * fields_.number("price"));
  }

 private:
  Outcome judge(const fetch::Response& response, std::int64_t price) const {
    if (response.reach != fetch::Reach::answered) return unanswered(response);
    if (response.status == 401 || response.status == 403)
      return {.state = State::retry, .reason = "credentials", .detail = response.body, .wait = 15 * kMinute};
    const Answer answer(response);
    const auto code = answer.number("code");
    if (!code) return trouble(response, env_.clock(), true);
    Outcome outcome{.provider_id = answer.text("message_id"), .detail = response.body};
    if (*code == kSent || *code == kSentBefore) {
      outcome.state = State::accepted;
      outcome.cost = answer.number("price").value_or(price);
      return outcome;
    }
    outcome.state = State::refused;
    outcome.reason = "rejected";
    for (const auto& known : kCodes) {
      if (known.code != *code) continue;
      outcome.state = known.state;
      outcome.reason = known.reason;
      outcome.wait = known.state == State::retry ? response.retry_after(env_.clock(), known.wait) : 0;
    }
    return outcome;
  }

  Env env_;
  Fields fields_;
};

}  // namespace

std::string sms_body(const Fields& fields, const Message& message) {
  std::string text = message.title.empty() ? message.text : message.title;
  if (fields["content"] == "full" && !message.title.empty() && !message.text.empty())
    text = message.title + ". " + message.text;
  if (fields["accents"] == "fold") text = gsm_text(text);
  return fitted_sms(text, message.url, static_cast<int>(std::max<std::int64_t>(1, fields.number("most_segments"))));
}

std::unique_ptr<Channel> make_sms(Env env, Fields fields) {
  return std::make_unique<Sms>(std::move(env), std::move(fields));
}

}  // namespace thon::channels
