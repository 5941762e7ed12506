#include "platform/channels/provider.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.hpp"

namespace thon::channels {

namespace {

constexpr std::size_t kMostWords = 300;
/// Shorter ones stand in any sentence by chance.
constexpr std::size_t kLeastSecret = 4;

}  // namespace

std::vector<Kind> kinds_of(Provider provider) {
  switch (provider) {
    case Provider::push: return {Kind::push};
    case Provider::zalo: return {Kind::zalo_oa, Kind::zalo_group, Kind::zns};
    case Provider::sms: return {Kind::sms};
    case Provider::loudspeaker: return {Kind::loudspeaker};
    case Provider::email: return {Kind::email};
    case Provider::facebook: return {Kind::facebook};
  }
  return {};
}

Provider provider_of(Kind kind) {
  switch (kind) {
    case Kind::push: return Provider::push;
    case Kind::zalo_oa:
    case Kind::zalo_group:
    case Kind::zns: return Provider::zalo;
    case Kind::sms: return Provider::sms;
    case Kind::loudspeaker: return Provider::loudspeaker;
    case Kind::email: return Provider::email;
    case Kind::facebook: break;
  }
  return Provider::facebook;
}

const std::vector<FieldRule>& fields_of(Provider provider) {
  using K = FieldKind;
  static const std::map<Provider, std::vector<FieldRule>> rules = {
      {Provider::push, {{.name = "contact"}}},
      {Provider::zalo,
       {{.name = "app_id", .required = true},
        {.name = "secret_key", .kind = K::secret, .required = true},
        {.name = "oa_secret_key", .kind = K::secret},
        {.name = "message_type", .kind = K::choice, .fallback = "cs", .choices = {"cs", "transaction"}},
        {.name = "message_price", .kind = K::number, .fallback = "0"},
        {.name = "zns_template"},
        {.name = "zns_data", .kind = K::lines},
        {.name = "zns_price", .kind = K::number, .fallback = "300"},
        {.name = "transaction_template", .fallback = "transaction_event", .advanced = true},
        {.name = "consent_url",
         .kind = K::address,
         .fallback = "https://oauth.zaloapp.com/v4/oa/permission",
         .advanced = true},
        {.name = "oauth_url", .kind = K::address, .fallback = "https://oauth.zaloapp.com", .advanced = true},
        {.name = "api_url", .kind = K::address, .fallback = "https://openapi.zalo.me", .advanced = true},
        {.name = "business_url",
         .kind = K::address,
         .fallback = "https://business.openapi.zalo.me",
         .advanced = true}}},
      {Provider::sms,
       {{.name = "url", .kind = K::address, .required = true},
        {.name = "token", .kind = K::secret, .required = true},
        {.name = "brandname", .required = true},
        {.name = "webhook_secret", .kind = K::secret},
        {.name = "accents", .kind = K::choice, .fallback = "fold", .choices = {"fold", "keep"}},
        {.name = "content", .kind = K::choice, .fallback = "title", .choices = {"title", "full"}},
        {.name = "price", .kind = K::number, .fallback = "350"},
        {.name = "most_segments", .kind = K::number, .fallback = "3"}}},
      {Provider::loudspeaker,
       {{.name = "url", .kind = K::address},
        {.name = "token", .kind = K::secret},
        {.name = "webhook_secret", .kind = K::secret},
        {.name = "clusters", .kind = K::lines},
        {.name = "voice",
         .kind = K::choice,
         .fallback = "vi",
         .choices = {"vi", "vi-vn-x-central", "vi-vn-x-south"}},
        {.name = "speed", .kind = K::number, .fallback = "135"}}},
      {Provider::email,
       {{.name = "server", .required = true},
        {.name = "port", .kind = K::number, .fallback = "587"},
        {.name = "security", .kind = K::choice, .fallback = "starttls", .choices = {"starttls", "tls", "none"}},
        {.name = "user"},
        {.name = "password", .kind = K::secret},
        {.name = "from", .required = true},
        {.name = "sender"}}},
      {Provider::facebook,
       {{.name = "page_id", .required = true},
        {.name = "page_token", .kind = K::secret, .required = true},
        {.name = "app_secret", .kind = K::secret},
        {.name = "verify_token", .kind = K::secret},
        {.name = "graph_url",
         .kind = K::address,
         .fallback = "https://graph.facebook.com/v23.0",
         .advanced = true}}},
  };
  return rules.at(provider);
}

Fields::Fields(Provider provider, std::map<std::string, std::string> values)
    : provider_(provider), values_(values.begin(), values.end()) {}

const std::string& Fields::operator[](std::string_view name) const {
  const auto found = values_.find(name);
  if (found != values_.end() && !found->second.empty()) return found->second;
  for (const auto& rule : fields_of(provider_))
    if (rule.name == name) return rule.fallback;
  throw std::logic_error("no such field: " + std::string(name));
}

std::int64_t Fields::number(std::string_view name) const {
  const auto& text = (*this)[name];
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::vector<std::string> Fields::missing() const {
  std::vector<std::string> names;
  for (const auto& rule : fields_of(provider_))
    if (rule.required && (*this)[rule.name].empty()) names.push_back(rule.name);
  return names;
}

std::vector<std::pair<std::string, std::string>> lines_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> found;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto equals = std::min(line.find('='), line.size());
    auto name = tidy(line.substr(0, equals));
    if (!name.empty()) found.emplace_back(std::move(name), tidy(line.substr(std::min(equals + 1, line.size()))));
  }
  return found;
}

std::string fit_words(std::string words, const std::vector<std::string>& secrets) {
  for (const auto& secret : secrets) {
    if (secret.size() < kLeastSecret) continue;
    for (std::size_t at = 0; (at = words.find(secret, at)) != std::string::npos;) words.replace(at, secret.size(), "***");
  }
  for (char& c : words)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  if (!is_utf8(words))
    for (char& c : words)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return shortened(words, kMostWords);
}

Outcome unanswered(const fetch::Response& response) {
  if (response.reach == fetch::Reach::uncertain)
    return {.state = State::uncertain, .reason = "no_answer", .detail = response.error};
  return {.state = State::retry, .reason = "unreachable", .detail = response.error, .wait = 30 * kSecond};
}

Outcome trouble(const fetch::Response& response, Millis now, bool idempotent) {
  const std::string detail = std::to_string(response.status) + " " + response.body;
  if (response.status == 429)
    return {.state = State::retry, .reason = "rate", .detail = detail, .wait = response.retry_after(now, kMinute)};
  const bool did_nothing = response.status == 503 || idempotent;
  return {.state = did_nothing ? State::retry : State::uncertain,
          .reason = "provider_down",
          .detail = detail,
          .wait = response.retry_after(now, kMinute)};
}

bool is_plain_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
  });
}

std::string international(std::string_view phone) {
  const auto national = phone_number(phone);
  return national.empty() ? std::string() : "84" + national.substr(1);
}

std::string whole_text(const Message& message) {
  std::string out;
  for (const auto* part : {&message.title, &message.text, &message.url}) {
    if (part->empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += *part;
  }
  return out;
}

std::string shortened(std::string_view utf8, std::size_t most) {
  if (length(utf8) <= most) return std::string(utf8);
  std::size_t end = 0, characters = 0;
  while (end < utf8.size()) {
    if ((static_cast<unsigned char>(utf8[end]) & 0xC0) != 0x80 && characters++ == most - 1) break;
    ++end;
  }
  return std::string(utf8.substr(0, end)) + "…";
}

}  // namespace thon::channels
