#pragma once
#include <functional>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "channels/model.hpp"
#include "channels/registry.hpp"
#include "platform/capability.hpp"
#include "platform/http/api.hpp"

namespace thon::channels {

/// A verified report of a provider, and whose contract it came by.
struct Received {
  Kind kind = Kind::push;
  std::string setting_id;
  std::string area_id;
  Report report;
};

/// What administrators set up, what browsers subscribe to, and what providers report.
class Service {
 public:
  /// Told of every verified report, in the transaction that answers the provider: what it throws makes the provider
  /// call again. The same report may come many times (Report::id).
  using Listener = std::function<void(Tx&, const Received&)>;

  Service(const areas::Authority& authority, const areas::Service& areas, Options options);
  Service(const Service&) = delete;

  void set_listener(Listener listener) { listener_ = std::move(listener); }
  Registry& registry() { return registry_; }

  // --- settings, for administrators
  ChannelCards cards(Tx& tx, const Actor& actor, const ChannelsQuery& query);
  /// The same content twice answers the first result.
  ChannelCard save(Tx& tx, const Actor& actor, const SettingInput& input);
  void remove(Tx& tx, const Actor& actor, const RemoveInput& input);
  /// Sends a real message and waits for the provider's answer.
  TestResult test(Db& db, const Actor& actor, const TestInput& input);
  /// Where to give Zalo consent; the way back holds for 15 minutes and works once.
  ConsentAddress begin_consent(Tx& tx, const Actor& actor, const SettingQuery& query);
  ConsentDone finish_consent(Db& db, const Actor& actor, const ZaloConsentInput& input);
  /// A bulletin read aloud, as a file to play or to carry to a loudspeaker.
  http::File speech(const Actor& actor, const SpeechInput& input);

  // --- browsers
  PushState push_state(Tx& tx, const Actor& actor);
  PushState subscribe(Tx& tx, const Actor& actor, const SubscribeInput& input);
  PushState unsubscribe(Tx& tx, const Actor& actor, const UnsubscribeInput& input);
  /// Where a push reaches an account or a household now. Many households at once: join channels_push_v.
  std::vector<PushAddress> push_of_account(Tx& tx, std::string_view account_id);
  std::vector<PushAddress> push_of_household(Tx& tx, std::string_view household_id);
  /// The provider said that it is gone.
  void forget_push(Tx& tx, std::string_view subscription_id, std::string_view reason);

  // --- providers
  /// Checks the signature and tells the listener. Throws unauthenticated.
  void receive(Tx& tx, std::string_view setting_id, const http::Request& request);
  /// The challenge of a provider that asks whether the address is ours.
  std::string confirm_hook(Tx& tx, std::string_view setting_id, const http::Request& request);

  // --- timers
  void tidy(Db& db);

 private:
  store::Setting own(Tx& tx, const Actor& actor, std::string_view setting_id) const;
  ChannelCard card(Tx& tx, const Actor& actor, const areas::Tree& tree, std::string_view area_id, Provider provider);
  void fill(Tx& tx, const Actor& actor, const store::Setting& setting, ChannelCard& card);
  store::Setting changed(Tx& tx, const Actor& actor, const SettingInput& input);

  const areas::Authority& authority_;
  const areas::Service& areas_;
  Registry registry_;
  Listener listener_;
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::channels
