#pragma once
#include "talk/context.hpp"
#include "talk/conversations/store.hpp"

namespace thon::talk {

/// How someone takes part in the conversation of a unit.
struct Seat {
  std::shared_ptr<const areas::Tree> tree;
  const areas::TreeUnit* unit = nullptr;  ///< of the tree
  bool leads = false;                     ///< moderates it, and may always post
  conversation_store::Conversation conversation;

  bool may_post() const { return leads || conversation.posting == Posting::everyone; }
};

/// The seat of the actor: households of the unit, its leaders and those above them, and the leaders of units
/// in it. Throws not_found for all others, and for units that have no conversation.
Seat seat_of(Tx& tx, const Context& context, const Actor& actor, std::string_view area_id);
/// The same, for those who moderate.
Seat lead(Tx& tx, const Context& context, const Actor& actor, std::string_view area_id);

/// Villages and groups have a conversation.
bool has_conversation(const areas::TreeUnit& unit);
/// Until its leader decides: in a village the leaders post, in a group everyone does.
Posting usual_posting(const areas::TreeUnit& unit);

/// A post as someone in that seat sees it.
PostView view_of(const conversation_store::Post& post, const Actor& actor, bool leads);

}  // namespace thon::talk
