#include "reach/delivery/rules.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/text.hpp"
#include "platform/jobs/jobs.hpp"

namespace thon::reach::rules {

using channels::Kind;
using channels::Report;

bool to_households(Kind kind) {
  return kind != Kind::loudspeaker && kind != Kind::zalo_group && kind != Kind::facebook;
}

std::optional<Channel> way_of(Kind kind) {
  switch (kind) {
    case Kind::push: return Channel::push;
    case Kind::zalo_oa:
    case Kind::zns: return Channel::zalo;
    case Kind::sms: return Channel::sms;
    case Kind::email: return Channel::email;
    // A bulletin that was played, a post that was shown: nobody knows which household heard or saw it.
    case Kind::zalo_group:
    case Kind::loudspeaker:
    case Kind::facebook: break;
  }
  return std::nullopt;
}

Millis day_of(Millis at) { return at - (at + 7 * kHour) % kDay; }

Limits limits_of(Kind kind) {
  // What a verified account may send to each of its followers.
  if (kind == Kind::zalo_oa) return {1, 4};
  return {};
}

namespace {
constexpr std::size_t kHouseCode = 6;
}  // namespace

jobs::Pace pace_of(Kind kind) {
  switch (kind) {
    case Kind::push: return {64, 0};
    case Kind::sms: return {48, 200};
    case Kind::zalo_oa:
    case Kind::zns: return {32, 100};
    case Kind::email: return {8, 20};
    // Each of them speaks to many.
    case Kind::zalo_group:
    case Kind::loudspeaker:
    case Kind::facebook: break;
  }
  return {2, 5};
}

Millis last_moment(const Terms& terms, Millis published_at) {
  return terms.not_after ? terms.not_after : published_at + kPatience;
}

namespace {

/// What a provider asks to wait for is waited for until the last moment: an administrator may mend it meanwhile.
Next again(const channels::Outcome& outcome, std::int64_t attempts, Millis now, Millis last) {
  const bool doubt = outcome.state == channels::State::uncertain;
  const Millis due_at = now + std::max(outcome.wait, jobs::backoff(static_cast<int>(attempts)));
  if (due_at <= last && !(doubt && attempts >= kMostAttempts))
    return {MessageState::retry, outcome.reason, due_at};
  if (doubt) return {MessageState::uncertain, outcome.reason.empty() ? "no_answer" : outcome.reason, std::nullopt};
  return {MessageState::refused, outcome.reason.empty() ? "gave_up" : outcome.reason, std::nullopt};
}

/// How much is known: what says more is never overwritten by what says less.
int weight(MessageState state) {
  switch (state) {
    case MessageState::delivered: return 2;
    case MessageState::seen: return 3;
    default: return 1;
  }
}

}  // namespace

Next after(const channels::Outcome& outcome, bool idempotent, std::int64_t attempts, Millis now, Millis last) {
  switch (outcome.state) {
    case channels::State::accepted: return {MessageState::accepted, outcome.reason, std::nullopt};
    case channels::State::delivered: return {MessageState::delivered, outcome.reason, std::nullopt};
    case channels::State::retry: return again(outcome, attempts, now, last);
    case channels::State::refused: return {MessageState::refused, outcome.reason, std::nullopt};
    case channels::State::gone: return {MessageState::gone, outcome.reason, std::nullopt};
    case channels::State::uncertain: break;
  }
  if (idempotent) return again(outcome, attempts, now, last);
  return {MessageState::uncertain, outcome.reason.empty() ? "no_answer" : outcome.reason, std::nullopt};
}

std::optional<Next> interrupted(bool idempotent) {
  if (idempotent) return std::nullopt;
  return Next{MessageState::uncertain, "interrupted", std::nullopt};
}

std::optional<Next> reported(MessageState state, const Report& report) {
  switch (report.what) {
    case Report::What::delivered:
      if (weight(state) < weight(MessageState::delivered)) return Next{MessageState::delivered, "", std::nullopt};
      break;
    case Report::What::seen:
      if (weight(state) < weight(MessageState::seen)) return Next{MessageState::seen, "", std::nullopt};
      break;
    case Report::What::failed:
      if (state == MessageState::accepted || state == MessageState::sending || state == MessageState::uncertain)
        return Next{MessageState::refused, report.reason, std::nullopt};
      break;
    default: break;
  }
  return std::nullopt;
}

Evidence evidence_in(Report::What what) {
  if (what == Report::What::delivered) return Evidence::delivered;
  return what == Report::What::seen ? Evidence::opened : Evidence::none;
}

std::string new_key() {
  static constexpr std::string_view kSigns = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::string key(12, '0');
  for (auto& sign : key) sign = kSigns[randombytes_uniform(static_cast<std::uint32_t>(kSigns.size()))];
  return key;
}

std::string house_code_in(std::string_view text) {
  std::string code;
  for (const char c : text) {
    if (c == ' ' || c == '-' || c == '.' || c == '\n') continue;
    const auto letter = static_cast<unsigned char>(c);
    if (!std::isalnum(letter) || code.size() == kHouseCode) return {};
    code += static_cast<char>(std::toupper(letter));
  }
  return code.size() == kHouseCode ? code : std::string();
}

std::string handle_in(Kind kind, const std::string& user) {
  if (kind != Kind::sms && kind != Kind::zns) return user;
  const auto number = phone_number(user);
  return number.empty() ? user : number;
}

}  // namespace thon::reach::rules
