#include "channels/service.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/id.hpp"
#include "channels/rules.hpp"
#include "platform/channels/loudspeaker.hpp"
#include "platform/channels/speech.hpp"
#include "platform/text/text.hpp"

namespace thon::channels {
namespace {

namespace json = boost::json;

constexpr Provider kProviders[] = {Provider::push, Provider::zalo,  Provider::sms,
                                   Provider::loudspeaker, Provider::email, Provider::facebook};

std::string written(const rules::Values& values) {
  json::object object;
  for (const auto& [name, value] : values) object[name] = value;
  return json::serialize(object);
}

rules::Values values_of(const std::string& text) {
  rules::Values values;
  const auto parsed = json::parse(text);
  for (const auto& [name, value] : parsed.as_object()) values[name] = value.as_string();
  return values;
}

bool has_hook(Provider provider) { return provider != Provider::push && provider != Provider::email; }

}  // namespace

Service::Service(const areas::Authority& authority, const areas::Service& areas, Options options)
    : authority_(authority), areas_(areas), registry_(std::move(options)) {}

store::Setting Service::own(Tx& tx, const Actor& actor, std::string_view setting_id) const {
  auto setting = store::find(tx, setting_id);
  if (!setting) throw Error::not_found("channels.error.not_found");
  authority_.require(tx, actor, "channels.manage", setting->area_id, "channels.error.not_found");
  return std::move(*setting);
}

ChannelCards Service::cards(Tx& tx, const Actor& actor, const ChannelsQuery& query) {
  authority_.require(tx, actor, "channels.manage", query.area_id.value);
  const auto tree = areas_.tree(tx);
  ChannelCards cards;
  for (const auto provider : kProviders) cards.items.push_back(card(tx, actor, *tree, query.area_id.value, provider));
  cards.can_speak = can_speak();
  return cards;
}

ChannelCard Service::card(Tx& tx, const Actor& actor, const areas::Tree& tree, std::string_view area_id,
                          Provider provider) {
  ChannelCard card;
  card.provider = provider;
  const auto nearest = store::nearest(tx, area_id, provider);
  const bool ours = nearest && nearest->area_id == area_id;
  const auto open = ours ? values_of(nearest->fields) : rules::Values{};
  const auto secret = ours ? registry_.secrets(*nearest) : rules::Values{};
  for (const auto& rule : fields_of(provider)) {
    FieldView view{rule.name, rule.kind, rule.required, rule.advanced, rule.choices, rule.fallback, "", false};
    if (const auto found = open.find(rule.name); found != open.end()) view.value = found->second;
    view.filled = secret.contains(rule.name);
    card.fields.push_back(std::move(view));
  }
  if (ours) {
    fill(tx, actor, *nearest, card);
  } else if (nearest) {
    card.health = Health::inherited;
    card.from_area_name = tree.name(nearest->area_id);
  } else if (provider == Provider::push) {
    card.health = Health::ready;
  }
  return card;
}

void Service::fill(Tx& tx, const Actor& actor, const store::Setting& setting, ChannelCard& card) {
  card.setting_id = setting.id;
  card.version = setting.version;
  card.enabled = setting.enabled;
  card.worked_at = setting.worked_at;
  card.reported_at = setting.reported_at;
  if (has_hook(setting.provider)) card.hook_url = registry_.options().public_url + "/api/channels/hooks/" + setting.id;

  auto attention = setting.attention;
  auto since = setting.attention_at;
  const auto missing = registry_.fields(setting).missing();
  if (!missing.empty()) attention = "not_configured";
  if (setting.provider == Provider::zalo) {
    const auto token = store::token(tx, setting.id);
    if (token && !token->consent_needed) card.consent_until = token->expires_at;
    if (missing.empty() && (!token || token->consent_needed)) attention = "consent";
  }
  if (attention) {
    card.attention = attention;
    card.attention_text = say(actor.language, "channels.reason." + *attention);
    card.attention_at = since;
  }
  card.health = !setting.enabled    ? Health::off
                : attention         ? Health::attention
                : setting.worked_at ? Health::working
                                    : Health::ready;
}

store::Setting Service::changed(Tx& tx, const Actor& actor, const SettingInput& input) {
  const auto tree = areas_.tree(tx);
  const auto* unit = tree->find(input.area_id.value);
  if (!unit) throw Error::not_found();
  if (unit->kind == areas::AreaKind::village || unit->kind == areas::AreaKind::group)
    throw Error::invalid("/area_id", "channels.error.area");
  auto setting = store::of_area(tx, input.area_id.value, input.provider).value_or(store::Setting{});
  auto open = setting.id.empty() ? rules::Values{} : values_of(setting.fields);
  auto secret = setting.id.empty() ? rules::Values{} : registry_.secrets(setting);
  const auto before = std::make_tuple(open, secret, setting.enabled);
  std::vector<FieldError> faults;
  rules::merge(input.provider, input.fields, open, secret, faults);
  if (!faults.empty()) throw Error::invalid(std::move(faults));
  const bool known = !setting.id.empty();
  if (known && before == std::make_tuple(open, secret, input.enabled)) return setting;
  if (input.version != (known ? setting.version : 0)) throw Error(ErrorKind::conflict, "channels.error.changed");

  setting.fields = written(open);
  setting.secrets = registry_.seal().close(written(secret));
  setting.enabled = input.enabled;
  setting.attention.reset();
  if (known) {
    ++setting.version;
    store::update(tx, setting);
  } else {
    setting.id = new_id();
    setting.area_id = input.area_id.value;
    setting.provider = input.provider;
    store::insert(tx, setting);
  }
  json::array names;
  for (const auto& field : input.fields) names.push_back(json::string(field.name.value));
  const json::object detail{{"provider", boost::describe::enum_to_string(input.provider, "")},
                            {"enabled", input.enabled},
                            {"fields", std::move(names)}};
  audit::record(tx, actor, "channels.save", "channel", setting.id, setting.area_id, json::serialize(detail));
  return setting;
}

ChannelCard Service::save(Tx& tx, const Actor& actor, const SettingInput& input) {
  authority_.require(tx, actor, "channels.manage", input.area_id.value);
  changed(tx, actor, input);
  return card(tx, actor, *areas_.tree(tx), input.area_id.value, input.provider);
}

void Service::remove(Tx& tx, const Actor& actor, const RemoveInput& input) {
  const auto setting = own(tx, actor, input.setting_id.value);
  store::remove_consents(tx, setting.id);
  store::remove_token(tx, setting.id);
  store::remove(tx, setting.id);
  const json::object detail{{"provider", boost::describe::enum_to_string(setting.provider, "")}};
  audit::record(tx, actor, "channels.remove", "channel", setting.id, setting.area_id, json::serialize(detail));
}

http::File Service::speech(const Actor& actor, const SpeechInput& input) {
  if (!authority_.holds(actor, "channels.speak")) throw Error::not_found();
  auto audio = speak(input.text.value, {});
  if (audio.bytes.empty()) throw Error(ErrorKind::unavailable, "channels.error.speech", {}, audio.error);
  const bool mp3 = audio.mime == "audio/mpeg";
  return {say(actor.language, "channels.speech_file") + (mp3 ? ".mp3" : ".wav"), audio.mime, std::move(audio.bytes)};
}

void Service::receive(Tx& tx, std::string_view setting_id, const http::Request& request) {
  const auto setting = store::find(tx, setting_id);
  if (!setting || !has_hook(setting->provider)) throw Error::not_found("channels.error.not_found");
  const auto headers = hook_headers(setting->provider);
  const auto arrived = read_hook(setting->provider, registry_.fields(*setting),
                                 {request.header(headers.signature), request.header(headers.timestamp), request.body});
  if (!arrived) throw Error(ErrorKind::unauthenticated, "channels.error.signature");
  if (!setting->reported_at || tx.now() - *setting->reported_at > kMinute) store::note_report(tx, setting->id);
  if (!listener_) return;
  for (const auto& one : *arrived) listener_(tx, {one.kind, setting->id, setting->area_id, one.report});
}

void Service::tidy(Db& db) {
  db.write([](Tx& tx) {
    store::forget_consents(tx);
    store::forget_ended(tx, tx.now() - 30 * kDay);
  });
}

}  // namespace thon::channels
