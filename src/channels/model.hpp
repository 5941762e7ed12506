#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/channels/provider.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::channels {

struct ChannelsQuery {
  Id area_id;
};
BOOST_DESCRIBE_STRUCT(ChannelsQuery, (), (area_id))

struct SettingQuery {
  Id setting_id;
};
BOOST_DESCRIBE_STRUCT(SettingQuery, (), (setting_id))

/// How a channel stands, as an administrator is told.
enum class Health {
  none,       ///< nothing is set up
  off,        ///< switched off
  ready,      ///< set up, nothing sent yet
  working,    ///< the last message was taken
  attention,  ///< something has to be mended
  inherited   ///< a unit above has it
};
BOOST_DESCRIBE_ENUM(Health, none, off, ready, working, attention, inherited)

struct FieldView {
  std::string name;
  FieldKind kind = FieldKind::text;
  bool required = false;
  bool advanced = false;
  std::vector<std::string> choices;
  std::string fallback;
  std::string value;    ///< empty for secrets
  bool filled = false;  ///< of a secret: one is kept
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (name, kind, required, advanced, choices, fallback, value, filled))

struct ChannelCard {
  Provider provider = Provider::push;
  Health health = Health::none;
  std::optional<std::string> setting_id;
  std::int64_t version = 0;
  bool enabled = true;
  std::vector<FieldView> fields;
  std::optional<std::string> attention;       ///< why, as a machine key
  std::optional<std::string> attention_text;  ///< the same for people
  std::optional<Millis> attention_at, worked_at, reported_at;
  std::optional<std::string> hook_url;  ///< to be entered at the provider
  std::optional<std::string> from_area_name;
  std::optional<Millis> consent_until;  ///< zalo: how long the access token holds
};
BOOST_DESCRIBE_STRUCT(ChannelCard, (),
                      (provider, health, setting_id, version, enabled, fields, attention, attention_text, attention_at,
                       worked_at, reported_at, hook_url, from_area_name, consent_until))

struct ChannelCards {
  std::vector<ChannelCard> items;
  bool can_speak = false;  ///< a speech engine is installed
};
BOOST_DESCRIBE_STRUCT(ChannelCards, (), (items, can_speak))

/// A field that is not sent keeps its value; an empty one loses it.
struct FieldInput {
  Text<1, 60> name;
  LongText<0, 4000> value;
};
BOOST_DESCRIBE_STRUCT(FieldInput, (), (name, value))

struct SettingInput {
  Id area_id;
  Provider provider = Provider::push;
  std::int64_t version = 0;  ///< 0: there is none yet
  bool enabled = true;
  List<FieldInput, 0, 40> fields;
};
BOOST_DESCRIBE_STRUCT(SettingInput, (), (area_id, provider, version, enabled, fields))

struct RemoveInput {
  Id setting_id;
};
BOOST_DESCRIBE_STRUCT(RemoveInput, (), (setting_id))

struct TestInput {
  Id setting_id;
  Kind kind = Kind::push;
  Text<0, 200> to;  ///< push: empty, it goes to the caller's own devices
};
BOOST_DESCRIBE_STRUCT(TestInput, (), (setting_id, kind, to))

/// What the provider made of a test message.
struct TestResult {
  State state = State::accepted;
  std::string message;  ///< a sentence
  std::string detail;   ///< the provider's own words
  std::int64_t cost = 0;
};
BOOST_DESCRIBE_STRUCT(TestResult, (), (state, message, detail, cost))

struct ConsentAddress {
  std::string url;
};
BOOST_DESCRIBE_STRUCT(ConsentAddress, (), (url))

struct ZaloConsentInput {
  Text<1, 200> state;
  Text<1, 2000> code;
};
BOOST_DESCRIBE_STRUCT(ZaloConsentInput, (), (state, code))

struct ConsentDone {
  std::string area_id;
};
BOOST_DESCRIBE_STRUCT(ConsentDone, (), (area_id))

struct SpeechInput {
  LongText<1, 5000> text;
};
BOOST_DESCRIBE_STRUCT(SpeechInput, (), (text))

struct PushState {
  std::string public_key;     ///< applicationServerKey, base64url
  std::int64_t devices = 0;   ///< of this account
};
BOOST_DESCRIBE_STRUCT(PushState, (), (public_key, devices))

struct PushKeys {
  Text<1, 200> p256dh;
  Text<1, 100> auth;
};
BOOST_DESCRIBE_STRUCT(PushKeys, (), (p256dh, auth))

/// A browser's PushSubscription.toJSON(), without its expirationTime.
struct SubscribeInput {
  Text<10, 2000> endpoint;
  PushKeys keys;
};
BOOST_DESCRIBE_STRUCT(SubscribeInput, (), (endpoint, keys))

struct UnsubscribeInput {
  Text<10, 2000> endpoint;
};
BOOST_DESCRIBE_STRUCT(UnsubscribeInput, (), (endpoint))

/// One browser, as channels take it: `address` is a Message's.
struct PushAddress {
  std::string subscription_id;
  std::string account_id;
  std::string address;
};

}  // namespace thon::channels
