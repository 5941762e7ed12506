#include "app/services.hpp"
#include "audit/service.hpp"

namespace thon::app {

Services::Services(const identity::Settings& settings, EventSink& events, std::string public_url,
                   channels::Options channel_options)
    : areas(authority),
      identity(authority, areas, settings),
      channels(authority, areas, std::move(channel_options)),
      households(authority, areas, identity, std::move(public_url)),
      reach(authority, areas, events),
      assembly(authority, areas, events, settings.secret_key),
      rollcall(authority, areas, events),
      talk(authority, areas, events) {
  identity.set_complete([this](Tx& tx, Actor& actor) { households.complete(tx, actor); });
  identity.set_describe([this](Tx& tx, const std::string& id) { return households.describe(tx, id); });
  reach::Outside outside;
  outside.public_url = channels.registry().options().public_url;
  outside.secret = channels.registry().options().secret_key;
  outside.channel = [this](Tx& tx, channels::Kind kind, std::string_view area_id) {
    return channels.registry().find(tx, kind, area_id);
  };
  outside.push_gone = [this](Tx& tx, std::string_view subscription_id, std::string_view reason) {
    channels.forget_push(tx, subscription_id, reason);
  };
  reach.connect(std::move(outside));
  channels.set_listener([this](Tx& tx, const channels::Received& received) {
    reach.deliveries().reported(tx, received.kind, {received.report});
  });
}

std::vector<Capability> capabilities(Services& services) {
  const audit::Visible audit_visible = [&services](Tx& tx, const Actor& actor, const std::string& area_id) {
    return services.authority.can(tx, actor, "audit.view", area_id);
  };
  return {
      audit::capability(audit_visible),
      areas::capability(services.areas),
      identity::capability(services.identity),
      channels::capability(services.channels),
      households::capability(services.households),
      reach::capability(services.reach),
      assembly::capability(services.assembly),
      rollcall::capability(services.rollcall),
      talk::capability(services.talk),
  };
}

}  // namespace thon::app
