#include "channels/rules.hpp"

#include <algorithm>
#include <set>

#include "platform/channels/email.hpp"
#include "platform/text/text.hpp"

namespace thon::channels::rules {
namespace {

const FieldRule* rule_of(Provider provider, const std::string& name) {
  for (const auto& rule : channels::fields_of(provider))
    if (rule.name == name) return &rule;
  return nullptr;
}

bool is_number(const std::string& text) {
  return text.size() <= 9 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_address(const std::string& text) {
  const bool web = text.starts_with("https://") || text.starts_with("http://");
  const bool clean = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != '"' && c != '\\'; });
  return web && clean && text.size() > text.find("://") + 3 && text.size() <= 500;
}

/// A key of what is wrong with a value; empty: nothing is.
std::string fault_of(const FieldRule& rule, const std::string& value) {
  if (value.empty()) return {};
  switch (rule.kind) {
    case FieldKind::number: return is_number(value) ? "" : "channels.error.number";
    case FieldKind::address: return is_address(value) ? "" : "channels.error.address";
    case FieldKind::choice:
      return std::find(rule.choices.begin(), rule.choices.end(), value) != rule.choices.end()
                 ? ""
                 : "channels.error.choice";
    case FieldKind::lines: return {};
    case FieldKind::text:
    case FieldKind::secret: break;
  }
  if (value.find('\n') != std::string::npos || value.size() > 2000) return "channels.error.line";
  const bool mail = rule.name == "from" || rule.name == "contact";
  return mail && !is_mail_address(value) ? "channels.error.mail" : "";
}

}  // namespace

void merge(Provider provider, const std::vector<FieldInput>& input, Values& open, Values& secret,
           std::vector<FieldError>& faults) {
  for (std::size_t i = 0; i < input.size(); ++i) {
    const std::string place = "/fields/" + std::to_string(i);
    const std::string& name = input[i].name.value;
    const auto* rule = rule_of(provider, name);
    if (!rule) {
      faults.push_back({place + "/name", "channels.error.field", {}});
      continue;
    }
    std::string value = input[i].value.value;
    if (rule->kind == FieldKind::address)
      while (value.ends_with('/')) value.pop_back();
    if (const auto key = fault_of(*rule, value); !key.empty()) {
      faults.push_back({place + "/value", key, {}});
      continue;
    }
    auto& values = rule->kind == FieldKind::secret ? secret : open;
    if (value.empty()) values.erase(name);
    else values[name] = std::move(value);
  }
}

Fields fields_of(Provider provider, const Values& open, const Values& secret) {
  Values all = open;
  all.insert(secret.begin(), secret.end());
  return Fields(provider, std::move(all));
}

bool needs_attention(std::string_view reason) {
  static const std::set<std::string_view> mended = {
      "credentials", "consent",        "balance",  "brandname", "template",
      "permission",  "account_closed", "tier",     "unverified", "not_configured"};
  return mended.contains(reason);
}

std::string sentence(std::string_view language, const Outcome& outcome) {
  if (outcome.state == State::accepted || outcome.state == State::delivered)
    return say(language, "channels.state." + std::string(boost::describe::enum_to_string(outcome.state, "")));
  return say(language, "channels.reason." + outcome.reason);
}

}  // namespace thon::channels::rules
