#include "platform/channels/zalo.hpp"

#include <boost/json.hpp>
#include <charconv>

#include "platform/channels/answer.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

constexpr std::size_t kMostText = 2000;

/// "access token invalid", by the one API and by the other.
bool token_is_stale(std::int64_t code) { return code == -216 || code == -220 || code == -124; }

class Zalo : public Channel {
 public:
  Zalo(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens)
      : env_(std::move(env)), fields_(std::move(fields)), tokens_(std::move(tokens)) {}

  bool configured() const override { return fields_.missing().empty(); }
  bool idempotent() const override { return false; }

 protected:
  /// Once more with a new token when Zalo calls the first one invalid: then it has sent nothing.
  Outcome post(const std::string& url, const json::object& body, std::string_view id_at) {
    auto access = tokens_->access();
    for (int tries = 0;; ++tries) {
      if (access.token.empty()) return access.trouble;
      fetch::Request request;
      request.url = url;
      request.headers = {{"Content-Type", "application/json"}, {"access_token", access.token}};
      request.body = json::serialize(body);
      const auto response = env_.http.send(request);
      if (response.reach != fetch::Reach::answered) return unanswered(response);
      const Answer answer(response);
      const auto code = answer.number("error");
      if (!code) return trouble(response, env_.clock(), false);
      if (*code == 0) return {.state = State::accepted, .provider_id = answer.text(id_at)};
      const std::string detail = fit_words(response.body, {access.token});
      if (!token_is_stale(*code)) return zalo::outcome_of(*code, detail, env_.clock());
      if (tries == 1)
        return {.state = State::retry, .reason = "credentials", .detail = detail, .wait = 15 * kMinute};
      access = tokens_->renew(access.version);
    }
  }

  Env env_;
  Fields fields_;
  std::shared_ptr<zalo::Tokens> tokens_;
};

class OaMessage : public Zalo {
 public:
  using Zalo::Zalo;
  Kind kind() const override { return Kind::zalo_oa; }
  std::int64_t price(const Message&) const override { return fields_.number("message_price"); }

  Outcome send(const Message& message) override {
    if (message.address.empty()) return {.state = State::gone, .reason = "unknown_user"};
    const bool transaction = fields_["message_type"] == "transaction";
    const json::object body{{"recipient", json::object{{"user_id", message.address}}},
                            {"message", transaction ? card(message) : words(message)}};
    auto outcome = post(fields_["api_url"] + "/v3.0/oa/message/" + fields_["message_type"], body, "data/message_id");
    if (outcome.state == State::accepted) outcome.cost = price(message);
    return outcome;
  }

 private:
  static json::object words(const Message& message) {
    return {{"text", shortened(whole_text(message), kMostText)}};
  }

  /// A transaction message is a card of fixed parts.
  json::object card(const Message& message) const {
    json::array elements{json::object{{"type", "header"}, {"align", "left"}, {"content", shortened(message.title, 100)}}};
    if (!message.text.empty())
      elements.push_back(json::object{{"type", "text"}, {"align", "left"}, {"content", shortened(message.text, 200)}});
    json::object payload{{"template_type", fields_["transaction_template"]}, {"language", "VI"}, {"elements", elements}};
    if (!message.url.empty())
      payload["buttons"] = json::array{json::object{
          {"type", "oa.open.url"}, {"title", "Xem thông báo"}, {"payload", json::object{{"url", message.url}}}}};
    return {{"attachment", json::object{{"type", "template"}, {"payload", payload}}}};
  }
};

class GroupMessage : public Zalo {
 public:
  using Zalo::Zalo;
  Kind kind() const override { return Kind::zalo_group; }

  Outcome send(const Message& message) override {
    if (message.address.empty()) return {.state = State::gone, .reason = "no_group"};
    const json::object body{
        {"recipient", json::object{{"group_id", message.address}}},
        {"message", json::object{{"text", shortened(whole_text(message), kMostText)}}}};
    return post(fields_["api_url"] + "/v3.0/oa/group/message", body, "data/message_id");
  }
};

class Zns : public Zalo {
 public:
  using Zalo::Zalo;
  Kind kind() const override { return Kind::zns; }
  bool configured() const override { return Zalo::configured() && !fields_["zns_template"].empty(); }
  std::int64_t price(const Message&) const override { return fields_.number("zns_price"); }

  Outcome send(const Message& message) override {
    const auto phone = international(message.address);
    if (phone.empty()) return {.state = State::gone, .reason = "bad_number"};
    json::object data;
    for (const auto& [name, value] : zalo::template_data(fields_, message)) data[name] = value;
    const json::object body{{"phone", phone},
                            {"template_id", fields_["zns_template"]},
                            {"template_data", data},
                            {"tracking_id", message.key}};
    auto outcome = post(fields_["business_url"] + "/message/template", body, "data/msg_id");
    if (outcome.state == State::accepted) outcome.cost = price(message);
    return outcome;
  }
};

std::string filled(std::string_view pattern, const Message& message) {
  std::string out;
  while (!pattern.empty()) {
    const auto open = std::min(pattern.find('{'), pattern.size());
    out += pattern.substr(0, open);
    pattern.remove_prefix(open);
    const auto close = pattern.find('}');
    if (pattern.empty() || close == std::string_view::npos) break;
    const std::string name(pattern.substr(1, close - 1));
    pattern.remove_prefix(close + 1);
    if (name == "title") out += message.title;
    else if (name == "text") out += message.text;
    else if (name == "url") out += message.url;
    else if (const auto field = message.fields.find(name); field != message.fields.end()) out += field->second;
  }
  return out + std::string(pattern);
}

}  // namespace

namespace zalo {

std::map<std::string, std::string> template_data(const Fields& fields, const Message& message) {
  const auto lines = lines_of(fields["zns_data"]);
  if (lines.empty()) return message.fields;
  std::map<std::string, std::string> data;
  for (const auto& [left, pattern] : lines) {
    const auto colon = std::min(left.find(':'), left.size());
    std::size_t most = 0;
    std::from_chars(left.data() + std::min(colon + 1, left.size()), left.data() + left.size(), most);
    const auto value = filled(pattern, message);
    data[left.substr(0, colon)] = most > 0 ? shortened(value, most) : value;
  }
  return data;
}

}  // namespace zalo

std::unique_ptr<Channel> make_zalo_oa(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens) {
  return std::make_unique<OaMessage>(std::move(env), std::move(fields), std::move(tokens));
}
std::unique_ptr<Channel> make_zalo_group(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens) {
  return std::make_unique<GroupMessage>(std::move(env), std::move(fields), std::move(tokens));
}
std::unique_ptr<Channel> make_zns(Env env, Fields fields, std::shared_ptr<zalo::Tokens> tokens) {
  return std::make_unique<Zns>(std::move(env), std::move(fields), std::move(tokens));
}

}  // namespace thon::channels
