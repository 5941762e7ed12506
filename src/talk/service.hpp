#pragma once
#include "platform/capability.hpp"
#include "talk/conversations/conversations.hpp"
#include "talk/conversations/moderation.hpp"
#include "talk/questions/asking.hpp"
#include "talk/questions/desk.hpp"
#include "talk/settings/answering.hpp"

namespace thon::talk {

/// Questions to the commune, and the conversations of groups and villages.
class Service {
 public:
  Service(const areas::Authority& authority, const areas::Service& areas, EventSink& events)
      : context_{authority, areas, events} {}
  Service(const Service&) = delete;

  Asking& asking() { return asking_; }
  Desk& desk() { return desk_; }
  Settings& settings() { return settings_; }
  Posts& posts() { return posts_; }
  Moderators& moderators() { return moderators_; }

 private:
  Context context_;
  Asking asking_{context_};
  Desk desk_{context_};
  Settings settings_{context_};
  Posts posts_{context_};
  Moderators moderators_{context_};
};

/// The manifest.
Capability capability(Service& service);

}  // namespace thon::talk
