// Verbs that speak with a provider while someone waits: a test message, Zalo's consent, the check of a hook.
#include <boost/json.hpp>
#include <ranges>

#include "audit/service.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "channels/rules.hpp"
#include "channels/service.hpp"
#include "platform/channels/email.hpp"
#include "platform/channels/sign.hpp"
#include "platform/http/url.hpp"
#include "platform/text/text.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

constexpr Millis kConsentHolds = 15 * kMinute;
/// Whoever tries push waits for every answer: the devices that were added last are enough.
constexpr std::ptrdiff_t kTriedDevices = 3;

std::string redirect_of(const std::string& public_url) { return public_url + "/channels/consent"; }

/// Where a test may go; throws when that is no place for the kind.
std::string checked_address(Kind kind, const std::string& to) {
  const bool phone = kind == Kind::sms || kind == Kind::zns;
  if ((phone && phone_number(to).empty()) || (kind == Kind::email && !is_mail_address(to)) ||
      (to.empty() && kind != Kind::facebook))
    throw Error::invalid("/to", "channels.error.test_to");
  return to;
}

}  // namespace

TestResult Service::test(Db& db, const Actor& actor, const TestInput& input) {
  std::shared_ptr<Channel> channel;
  std::vector<Message> messages;
  Message message;
  message.key = "test-" + new_id();
  message.title = say(actor.language, "channels.test_title");
  message.text = say(actor.language, "channels.test_text", {{"name", actor.name}});
  message.url = registry_.options().public_url;
  db.read([&](Tx& tx) {
    const auto setting = own(tx, actor, input.setting_id.value);
    if (provider_of(input.kind) != setting.provider) throw Error::invalid("/kind", "channels.error.kind");
    channel = registry_.of(tx, setting, input.kind);
    if (!channel || !channel->configured()) throw Error(ErrorKind::conflict, "channels.error.missing");
    if (input.kind == Kind::push) {
      const auto devices = push_of_account(tx, actor.account_id);
      if (devices.empty()) throw Error(ErrorKind::conflict, "channels.error.no_device");
      for (const auto& device : devices | std::views::reverse | std::views::take(kTriedDevices))
        messages.emplace_back(message).address = device.address;
    } else {
      messages.emplace_back(message).address = checked_address(input.kind, input.to.value);
    }
  });
  std::optional<Outcome> best;
  for (const auto& each : messages) {
    auto outcome = channel->send(each);
    if (!best || outcome.state == State::accepted || outcome.state == State::delivered) best = std::move(outcome);
  }
  const Outcome& outcome = *best;
  db.write([&](Tx& tx) {
    const auto setting = own(tx, actor, input.setting_id.value);
    const json::object detail{{"kind", boost::describe::enum_to_string(input.kind, "")},
                              {"state", boost::describe::enum_to_string(outcome.state, "")},
                              {"reason", outcome.reason}};
    audit::record(tx, actor, "channels.test", "channel", setting.id, setting.area_id, json::serialize(detail));
  });
  return {outcome.state, rules::sentence(actor.language, outcome), outcome.detail, outcome.cost};
}

ConsentAddress Service::begin_consent(Tx& tx, const Actor& actor, const SettingQuery& query) {
  const auto setting = own(tx, actor, query.setting_id.value);
  if (setting.provider != Provider::zalo) throw Error::not_found("channels.error.not_found");
  const auto fields = registry_.fields(setting);
  if (!fields.missing().empty()) throw Error(ErrorKind::conflict, "channels.error.missing");
  const auto state = random_token(24), verifier = random_token(32);
  store::put_consent(tx, hex(sha256(state)), {setting.id, actor.account_id, registry_.seal().close(verifier)},
                     tx.now() + kConsentHolds);
  return {zalo::consent_address(fields, redirect_of(registry_.options().public_url), state, verifier)};
}

ConsentDone Service::finish_consent(Db& db, const Actor& actor, const ZaloConsentInput& input) {
  std::optional<store::Consent> consent;
  store::Setting setting;
  db.write([&](Tx& tx) {
    consent = store::take_consent(tx, hex(sha256(input.state.value)));
    // The way back is for whoever set out on it.
    if (!consent || consent->account_id != actor.account_id)
      throw Error(ErrorKind::conflict, "channels.error.consent_expired");
    setting = own(tx, actor, consent->setting_id);
  });
  const auto grant = zalo::exchange_code(registry_.env(), registry_.fields(setting), input.code.value,
                                         registry_.seal().open(consent->verifier));
  if (grant.kind != zalo::Grant::Kind::given)
    throw Error(ErrorKind::conflict, "channels.error.consent_refused", {}, grant.detail);
  db.write([&](Tx& tx) {
    auto now = own(tx, actor, setting.id);
    registry_.keep_token(tx, setting.id, grant.pair);
    ++now.version;  // every server makes its channels anew
    store::update(tx, now);
    audit::record(tx, actor, "channels.consent", "channel", setting.id, setting.area_id, R"({"provider":"zalo"})");
  });
  return {setting.area_id};
}

std::string Service::confirm_hook(Tx& tx, std::string_view setting_id, const http::Request& request) {
  const auto setting = store::find(tx, setting_id);
  if (!setting || setting->provider != Provider::facebook) throw Error::not_found("channels.error.not_found");
  std::map<std::string, std::string> query;
  http::parse_query(request.query, query);
  const auto challenge = hook_challenge(registry_.fields(*setting), query["hub.mode"], query["hub.verify_token"],
                                        query["hub.challenge"]);
  if (!challenge) throw Error(ErrorKind::unauthenticated, "channels.error.signature");
  return *challenge;
}

}  // namespace thon::channels
