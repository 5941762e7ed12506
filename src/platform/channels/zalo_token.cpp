#include "platform/channels/zalo_token.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "platform/channels/answer.hpp"
#include "platform/channels/sign.hpp"
#include "platform/log/log.hpp"

namespace thon::channels::zalo {
namespace {

/// A token is not used in its last minutes; a timer renews it in its last hours.
constexpr Millis kMargin = 5 * kMinute, kAhead = 6 * kHour;
/// Seconds that a token may claim to hold.
constexpr std::int64_t kMostHolds = 90 * 24 * 3600;
/// Longer than a call to Zalo can take.
constexpr Millis kLease = kMinute;
/// How long a caller waits for another server's refresh.
constexpr int kPatience = 200;
constexpr auto kPause = std::chrono::milliseconds(100);

constexpr std::int64_t kRefreshSpent = -14020, kRefreshInvalid = -14014, kRefreshExpired = -14019;

std::string escaped(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
                       c == '-' || c == '_' || c == '.' || c == '~';
    if (plain) out += c;
    else (out += '%') += {kHex[byte >> 4], kHex[byte & 15]};
  }
  return out;
}

/// `spent` is what works once: the refresh token, or the code with its verifier.
Grant ask(const Env& env, const Fields& fields, std::string body, std::vector<std::string> spent) {
  fetch::Request request;
  request.url = fields["oauth_url"] + "/v4/oa/access_token";
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"secret_key", fields["secret_key"]}};
  request.body = std::move(body) + "&app_id=" + escaped(fields["app_id"]);
  const auto response = env.http.send(request);
  Grant grant;
  if (response.reach != fetch::Reach::answered) {
    grant.detail = response.error;
    return grant;
  }
  const Answer answer(response);
  grant.pair.access = answer.text("access_token");
  grant.pair.refresh = answer.text("refresh_token");
  if (!grant.pair.access.empty() && !grant.pair.refresh.empty()) {
    grant.kind = Grant::Kind::given;
    const auto holds = std::clamp<std::int64_t>(answer.number("expires_in").value_or(90'000), 0, kMostHolds);
    grant.pair.expires_at = env.clock() + holds * kSecond;
    return grant;
  }
  // Half an answer may hold a token, and any answer may repeat what it was asked with; neither must reach the log.
  const bool half = !grant.pair.access.empty() || !grant.pair.refresh.empty();
  spent.push_back(fields["secret_key"]);
  grant.detail = std::to_string(response.status) + " " + (half ? "half a pair" : fit_words(response.body, spent));
  const auto code = answer.number("error").value_or(0);
  if (code == kRefreshSpent || code == kRefreshInvalid || code == kRefreshExpired) grant.kind = Grant::Kind::refused;
  else if (code < 0 && response.status < 500) grant.kind = Grant::Kind::wrong_app;
  return grant;
}

}  // namespace

TokenStore::~TokenStore() = default;

Grant refresh(const Env& env, const Fields& fields, const std::string& refresh_token) {
  return ask(env, fields, "grant_type=refresh_token&refresh_token=" + escaped(refresh_token), {refresh_token});
}

Grant exchange_code(const Env& env, const Fields& fields, const std::string& code, const std::string& verifier) {
  return ask(env, fields,
             "grant_type=authorization_code&code=" + escaped(code) + "&code_verifier=" + escaped(verifier),
             {code, verifier});
}

std::string consent_address(const Fields& fields, std::string_view redirect, std::string_view state,
                            std::string_view verifier) {
  return fields["consent_url"] + "?app_id=" + escaped(fields["app_id"]) + "&redirect_uri=" + escaped(redirect) +
         "&code_challenge=" + base64url(sha256(verifier)) + "&state=" + escaped(state);
}

Tokens::Access Tokens::access() {
  const auto pair = store_.load();
  const Millis left = pair.expires_at - env_.clock();
  if (!pair.access.empty() && left > kMargin) return {pair.access, pair.version, {}};
  return refreshed(pair.version, std::nullopt);
}

Tokens::Access Tokens::renew(std::int64_t version) { return refreshed(version, std::nullopt); }

void Tokens::refresh_ahead() {
  const auto pair = store_.load();
  if (!pair.consent_needed && !pair.refresh.empty() && pair.expires_at - env_.clock() < kAhead)
    refreshed(pair.version, Access{pair.access, pair.version, {}});
}

/// One thread of this server at a time; the others find a newer pair when it is their turn.
Tokens::Access Tokens::refreshed(std::int64_t version, const std::optional<Access>& otherwise) {
  const std::lock_guard lock(mutex_);
  for (int tries = 0; tries < kPatience; ++tries) {
    const auto pair = store_.load();
    if (pair.version > version && !pair.access.empty()) return {pair.access, pair.version, {}};
    if (pair.consent_needed || pair.refresh.empty())
      return {{}, pair.version, {.state = State::retry, .reason = "consent", .wait = 15 * kMinute}};
    if (store_.lease(pair.version, kLease)) return leased(pair);
    if (otherwise) return *otherwise;
    std::this_thread::sleep_for(kPause);
  }
  return {{}, version, {.state = State::retry, .reason = "token_busy", .wait = 10 * kSecond}};
}

Tokens::Access Tokens::leased(const TokenPair& pair) {
  auto grant = refresh(env_, fields_, pair.refresh);
  const Outcome wait{.state = State::retry, .reason = "consent", .detail = grant.detail, .wait = 15 * kMinute};
  switch (grant.kind) {
    case Grant::Kind::given:
      store_.save(pair.version, grant.pair);
      return {grant.pair.access, pair.version + 1, {}};
    case Grant::Kind::refused: {
      log::warning("zalo refresh token refused", {{"why", grant.detail}});
      store_.refuse(pair.version);
      // Another server may have been slow to save the pair that this refresh token brought it.
      const auto now = store_.load();
      if (now.version > pair.version) return {now.access, now.version, {}};
      return {{}, pair.version, wait};
    }
    case Grant::Kind::wrong_app:
      store_.release(pair.version);
      return {{}, pair.version, {.state = State::retry, .reason = "credentials", .detail = grant.detail, .wait = 15 * kMinute}};
    case Grant::Kind::unclear: break;
  }
  // Zalo may or may not have taken the refresh token; the next try will tell.
  store_.release(pair.version);
  return {{}, pair.version, {.state = State::retry, .reason = "unreachable", .detail = grant.detail, .wait = 30 * kSecond}};
}

}  // namespace thon::channels::zalo
