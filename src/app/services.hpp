#pragma once
#include <string>
#include <vector>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "channels/service.hpp"
#include "households/service.hpp"
#include "identity/service.hpp"
#include "assembly/service.hpp"
#include "platform/capability.hpp"
#include "platform/events/events.hpp"
#include "reach/service.hpp"
#include "rollcall/service.hpp"
#include "talk/service.hpp"

namespace thon::app {

/// Every capability's service, lower levels first; each is given the ones below that it needs.
struct Services {
  Services(const identity::Settings& settings, EventSink& events, std::string public_url, channels::Options channel_options);
  Services(const Services&) = delete;

  areas::Authority authority{{}};
  areas::Service areas;
  identity::Service identity;
  channels::Service channels;
  households::Service households;
  reach::Service reach;
  assembly::Service assembly;
  rollcall::Service rollcall;
  talk::Service talk;
};

/// THE list of what the program can do, in order of level. A new capability is one line in capabilities.cpp.
std::vector<Capability> capabilities(Services& services);

}  // namespace thon::app
