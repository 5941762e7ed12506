#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "platform/events/events.hpp"
#include "rollcall/calls/store.hpp"

namespace thon::rollcall {

using areas::Sight;
using call_store::RollCall;

/// What the parts of this capability share.
struct Context {
  const areas::Authority& authority;
  const areas::Service& areas;
  EventSink& events;
};

inline constexpr const char* kMissing = "rollcall.error.not_found";
inline constexpr const char* kView = "rollcall.view";
inline constexpr const char* kHold = "rollcall.hold";
inline constexpr const char* kMark = "rollcall.mark";

/// True when any of the units lies at, above or below the other.
bool touches(const areas::Tree& tree, std::string_view area_id, const std::vector<std::string>& area_ids);

/// The roll-call, when it concerns a unit of the sight; throws not_found otherwise.
RollCall concerning(Tx& tx, const Sight& sight, std::string_view id);

/// A roll-call that the actor may mark, and the part of the tree where.
struct Marked {
  RollCall call;
  Sight sight;
  const areas::TreeUnit* unit;
};
/// Throws not_found unless the actor may mark the households of the whole unit.
Marked marked(Tx& tx, const Context& context, const Actor& actor, const RollPartQuery& query);

/// Writes when half, nine tenths and all had been seen, as far as is known now.
void set_milestones(Tx& tx, RollCall& call);

/// Writes down a deed about the roll-call.
void record(Tx& tx, const Actor& actor, const char* verb, const RollCall& call, std::string detail_json = {});

}  // namespace thon::rollcall
