#include "talk/conversations/seat.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace thon::talk {
namespace {

constexpr const char* kModerate = "talk.moderate";
constexpr const char* kNoConversation = "talk.error.no_conversation";

}  // namespace

bool has_conversation(const areas::TreeUnit& unit) {
  return unit.kind == areas::AreaKind::village || unit.kind == areas::AreaKind::group;
}

Posting usual_posting(const areas::TreeUnit& unit) {
  return unit.kind == areas::AreaKind::village ? Posting::leaders : Posting::everyone;
}

Seat seat_of(Tx& tx, const Context& context, const Actor& actor, std::string_view area_id) {
  const auto sight = context.areas.sight(tx, actor, kModerate);
  const auto* unit = sight.tree->find(area_id);
  if (!unit || !has_conversation(*unit)) throw Error::not_found(kNoConversation);
  Seat seat{sight.tree, unit, sight.covers(area_id), {}};
  const bool belongs = actor.household()
                           ? sight.tree->is_under(actor.area_id, area_id)
                           : std::any_of(sight.roots.begin(), sight.roots.end(), [&](const auto* root) {
                               return sight.tree->is_under(root->id, area_id);
                             });
  if (!seat.leads && !belongs) throw Error::not_found(kNoConversation);
  if (auto known = conversation_store::find(tx, area_id))
    seat.conversation = std::move(*known);
  else
    seat.conversation = {std::string(area_id), usual_posting(*unit), 0, 0, "", ""};
  return seat;
}

Seat lead(Tx& tx, const Context& context, const Actor& actor, std::string_view area_id) {
  auto seat = seat_of(tx, context, actor, area_id);
  if (!seat.leads) throw Error::not_found(kNoConversation);
  return seat;
}

PostView view_of(const conversation_store::Post& post, const Actor& actor, bool leads) {
  PostView view{post.id,           post.number,       post.at,   post.author_name,
                post.author_role,  post.author_place, post.body, post.hidden_at.has_value(),
                post.hidden_reason};
  view.pinned = post.pinned_at.has_value();
  view.mine = post.account_id == actor.account_id;
  if (leads) {
    view.reports = post.reports;
    view.household_id = post.household_id;
  } else if (view.hidden) {
    view.body.clear();
  }
  return view;
}

}  // namespace thon::talk
