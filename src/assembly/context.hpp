#pragma once
#include <memory>
#include <string>
#include <vector>

#include "areas/authority.hpp"
#include "areas/service.hpp"
#include "assembly/matters/rules.hpp"
#include "base/seal.hpp"
#include "platform/events/events.hpp"

namespace thon::assembly {

using areas::Sight;
using matter_store::Matter;

/// What the parts of this capability share.
struct Context {
  const areas::Authority& authority;
  const areas::Service& areas;
  EventSink& events;
  /// Under the key of the data folder; keeps the keys of secret votes.
  Seal seal;
};

inline constexpr const char* kMissing = "assembly.error.not_found";

/// The matter, when the actor may see it; throws not_found otherwise. Drafts are for those who may send them.
Matter seen(Tx& tx, const Context& context, const Actor& actor, std::string_view id);
/// The matter of that kind, when the actor holds the permission over the whole unit that sends it; throws
/// not_found otherwise.
Matter held(Tx& tx, const Context& context, const Actor& actor, std::string_view permission,
            std::string_view id, MatterKind kind);
/// The units that a draft names, checked, and which unit speaks.
struct Sender {
  std::vector<std::string> area_ids;  ///< outermost ones alone
  std::string area_id;
};
Sender sender_for(const Sight& sight, const MatterUnits& area_ids);

/// What an edit of a draft may change of any matter.
struct DraftChange {
  std::optional<MatterUnits> area_ids;
  std::optional<std::string> title;
  std::optional<std::string> body;
};
void take_draft(Tx& tx, const Context& context, const Actor& actor, Matter& matter,
                const DraftChange& change);
/// The matter of that kind, for a household that stands on its roll; throws not_found otherwise.
Matter answerable(Tx& tx, const Actor& actor, std::string_view id, MatterKind kind);

/// Fills what all kinds of matter show.
void fill(Tx& tx, const Context& context, const Actor& actor, const Matter& matter, MatterView& view);
/// Puts the matter to its households: fixes the roll. Throws when nobody lives there.
void fix_roll(Tx& tx, Matter& matter);
/// Writes down a deed about the matter.
void record(Tx& tx, const Actor& actor, const char* verb, const Matter& matter, std::string detail_json = {});

}  // namespace thon::assembly
