#include "platform/channels/loudspeaker.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <mutex>

#include "platform/channels/answer.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

class Loudspeaker : public Channel {
 public:
  Loudspeaker(Env env, Fields fields) : env_(std::move(env)), fields_(std::move(fields)) {}

  Kind kind() const override { return Kind::loudspeaker; }
  bool configured() const override { return !fields_["url"].empty() && !fields_["token"].empty(); }
  bool idempotent() const override { return true; }

  Outcome send(const Message& message) override {
    if (!is_plain_name(message.address) || !is_plain_name(message.key)) return {.state = State::gone, .reason = "no_cluster"};
    if (!configured()) return {.state = State::retry, .reason = "not_configured", .wait = 15 * kMinute};
    fetch::Request request;
    request.method = "PUT";
    request.url = fields_["url"] + "/clusters/" + message.address + "/bulletins/" + message.key;
    request.headers = {{"Content-Type", "application/json"}, {"Authorization", "Bearer " + fields_["token"]}};
    request.body = json::serialize(bulletin(message));
    request.timeout = 60 * kSecond;
    return judge(env_.http.send(request));
  }

 private:
  static std::string field(const Message& message, const char* name, const char* otherwise) {
    const auto found = message.fields.find(name);
    return found == message.fields.end() || found->second.empty() ? otherwise : found->second;
  }

  static int whole(const Message& message, const char* name, int otherwise, int most) {
    const auto text = field(message, name, "");
    int value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, 1, most);
  }

  json::object bulletin(const Message& message) {
    const auto priority = field(message, "priority", "normal");
    json::object out{{"priority", priority},
                     {"title", message.title},
                     {"text", bulletin_text(message)},
                     {"repeat", whole(message, "repeat", 2, 10)}};
    if (priority != "urgent") {
      json::array times;
      const auto hours = field(message, "times", "06:30,17:00");
      for (std::size_t at = 0; at <= hours.size();) {
        const auto comma = std::min(hours.find(',', at), hours.size());
        if (comma > at) times.push_back(json::string(hours.substr(at, comma - at)));
        at = comma + 1;
      }
      out["schedule"] = json::object{{"first_day", field(message, "first_day", date_of(env_.clock()).c_str())},
                                     {"days", whole(message, "days", kBulletinDays, 30)},
                                     {"times", std::move(times)}};
    }
    // Without an engine the cluster's own reads the text.
    const auto audio = spoken_once(bulletin_text(message));
    if (!audio.bytes.empty())
      out["audio"] = json::object{{"mime", audio.mime}, {"base64", base64(audio.bytes)}};
    return out;
  }

  /// One bulletin goes to many clusters, and is read once.
  Audio spoken_once(const std::string& text) {
    const std::lock_guard lock(mutex_);
    if (text != last_text_ || last_audio_.bytes.empty()) {
      last_audio_ = speak(text, voice_of(fields_));
      last_text_ = text;
    }
    return last_audio_;
  }

  Outcome judge(const fetch::Response& response) const {
    if (response.reach != fetch::Reach::answered) return unanswered(response);
    const Answer answer(response);
    const std::string detail = std::to_string(response.status) + " " + response.body;
    switch (response.status) {
      case 200:
      case 201:
      case 202: {
        const bool playing = answer.text("state") == "playing";
        return {.state = playing ? State::delivered : State::accepted,
                .provider_id = answer.text("bulletin_id"),
                .detail = detail};
      }
      case 401:
      case 403: return {.state = State::retry, .reason = "credentials", .detail = detail, .wait = 15 * kMinute};
      case 404:
      case 410: return {.state = State::gone, .reason = "no_cluster", .detail = detail};
      case 413: return {.state = State::refused, .reason = "too_large", .detail = detail};
      default: break;
    }
    if (response.status == 429 || response.status >= 500) return trouble(response, env_.clock(), true);
    return {.state = State::refused, .reason = "rejected", .detail = detail};
  }

  Env env_;
  Fields fields_;
  std::mutex mutex_;
  std::string last_text_;
  Audio last_audio_;
};

}  // namespace

std::string bulletin_text(const Message& message) {
  std::string text = message.title;
  if (!text.empty() && !message.text.empty()) text += text.back() == '.' ? "\n" : ".\n";
  return text + message.text;
}

Voice voice_of(const Fields& fields) {
  return {fields["voice"], static_cast<int>(std::clamp<std::int64_t>(fields.number("speed"), 80, 260))};
}

std::unique_ptr<Channel> make_loudspeaker(Env env, Fields fields) {
  return std::make_unique<Loudspeaker>(std::move(env), std::move(fields));
}

}  // namespace thon::channels
