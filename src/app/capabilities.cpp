#include "app/services.hpp"
#include "audit/service.hpp"

namespace thon::app {

Services::Services(const identity::Settings& settings, EventSink& events, std::string public_url)
    : areas(authority),
      identity(authority, areas, settings),
      households(authority, areas, identity, std::move(public_url)),
      reach(authority, areas, events),
      assembly(authority, areas, events, settings.secret_key),
      talk(authority, areas, events) {
  identity.set_complete([this](Tx& tx, Actor& actor) { households.complete(tx, actor); });
  identity.set_describe([this](Tx& tx, const std::string& id) { return households.describe(tx, id); });
}

std::vector<Capability> capabilities(Services& services) {
  const audit::Visible audit_visible = [&services](Tx& tx, const Actor& actor, const std::string& area_id) {
    return services.authority.can(tx, actor, "audit.view", area_id);
  };
  return {
      audit::capability(audit_visible),
      areas::capability(services.areas),
      identity::capability(services.identity),
      households::capability(services.households),
      reach::capability(services.reach),
      assembly::capability(services.assembly),
      talk::capability(services.talk),
  };
}

}  // namespace thon::app
