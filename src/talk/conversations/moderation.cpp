#include "talk/conversations/moderation.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "talk/news.hpp"
#include "talk/questions/rules.hpp"

namespace thon::talk {
namespace {

constexpr std::size_t kMostPins = 3;

}  // namespace

Moderation Moderators::history(Tx& tx, const Actor& actor, const ModerationQuery& query) const {
  const auto seat = lead(tx, context_, actor, query.area_id.value);
  Moderation found;
  for (const auto& report : conversation_store::reports(tx, seat.unit->id))
    found.reports.push_back({view_of(*conversation_store::post(tx, report.post_id), actor, true),
                             report.by_name, report.reason, report.at});
  found.acts = conversation_store::acts(tx, seat.unit->id);
  return found;
}

conversation_store::Post Moderators::found(Tx& tx, const Actor& actor, const PostRef& input) const {
  const auto seat = lead(tx, context_, actor, input.area_id.value);
  auto post = conversation_store::post(tx, input.post_id.value);
  if (!post || post->area_id != seat.unit->id) throw Error::not_found("talk.error.no_post");
  return std::move(*post);
}

PostView Moderators::changed(Tx& tx, const Actor& actor, const conversation_store::Post& post,
                             const char* act, std::string_view reason) const {
  conversation_store::update(tx, post);
  conversation_store::add_act(tx, post.area_id, post.id, act, actor.name, reason);
  const boost::json::object detail{{"name", post.author_name}, {"reason", reason}};
  audit::record(tx, actor, std::string("talk.") + act, "post", post.id, post.area_id,
                boost::json::serialize(detail));
  const auto view = view_of(*conversation_store::post(tx, post.id), actor, true);
  news::posted(tx, context_, post.area_id, view);
  return view;
}

void Moderators::refresh_last(Tx& tx, const conversation_store::Post& post) const {
  auto conversation = *conversation_store::find(tx, post.area_id);
  if (conversation.posts != post.number) return;
  conversation.last_text = post.hidden_at ? "" : rules::title_of(post.body);
  conversation_store::put(tx, conversation);
}

PostView Moderators::hide(Tx& tx, const Actor& actor, const HidePost& input) {
  auto post = found(tx, actor, input);
  if (post.hidden_at) return view_of(post, actor, true);
  post.hidden_at = tx.now();
  post.hidden_reason = input.reason.value;
  post.pinned_at.reset();
  conversation_store::settle(tx, post.id);
  refresh_last(tx, post);
  return changed(tx, actor, post, "hide", post.hidden_reason);
}

PostView Moderators::show(Tx& tx, const Actor& actor, const PostRef& input) {
  auto post = found(tx, actor, input);
  if (!post.hidden_at) return view_of(post, actor, true);
  post.hidden_at.reset();
  post.hidden_reason.clear();
  refresh_last(tx, post);
  return changed(tx, actor, post, "show");
}

PostView Moderators::pin(Tx& tx, const Actor& actor, const PostRef& input) {
  auto post = found(tx, actor, input);
  if (post.pinned_at) return view_of(post, actor, true);
  if (post.hidden_at) throw Error(ErrorKind::conflict, "talk.error.is_hidden");
  if (conversation_store::pinned(tx, post.area_id).size() >= kMostPins)
    throw Error(ErrorKind::conflict, "talk.error.enough_pins", {{"most", std::to_string(kMostPins)}});
  post.pinned_at = tx.now();
  return changed(tx, actor, post, "pin");
}

PostView Moderators::unpin(Tx& tx, const Actor& actor, const PostRef& input) {
  auto post = found(tx, actor, input);
  if (!post.pinned_at) return view_of(post, actor, true);
  post.pinned_at.reset();
  return changed(tx, actor, post, "unpin");
}

PostView Moderators::keep(Tx& tx, const Actor& actor, const PostRef& input) {
  auto post = found(tx, actor, input);
  if (conversation_store::settle(tx, post.id) == 0) return view_of(post, actor, true);
  return changed(tx, actor, post, "keep");
}

void Moderators::set_posting(Tx& tx, const Actor& actor, const SetPosting& input) {
  auto seat = lead(tx, context_, actor, input.area_id.value);
  if (seat.conversation.posting == input.posting) return;
  seat.conversation.posting = input.posting;
  conversation_store::put(tx, seat.conversation);
  const char* act = input.posting == Posting::everyone ? "everyone" : "leaders";
  conversation_store::add_act(tx, seat.unit->id, std::nullopt, act, actor.name, "");
  audit::record(tx, actor, std::string("talk.") + act, "conversation", seat.unit->id, seat.unit->id,
                boost::json::serialize(boost::json::object{{"name", seat.unit->name}}));
  news::opened(tx, context_, seat.unit->id);
}

}  // namespace thon::talk
