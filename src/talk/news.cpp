#include "talk/news.hpp"

#include <algorithm>
#include <memory>
#include <unordered_set>

#include "platform/reflect/json.hpp"

namespace thon::talk::news {
namespace {

using Ids = std::shared_ptr<const std::unordered_set<std::string>>;

struct QuestionEvent {
  std::string id;
};
BOOST_DESCRIBE_STRUCT(QuestionEvent, (), (id))
/// Households of one thread know it by different ids: they fetch their own.
struct ThreadEvent {
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(ThreadEvent, (), (at))
struct PostEvent {
  std::string area_id;
  std::optional<PostView> post;
};
BOOST_DESCRIBE_STRUCT(PostEvent, (), (area_id, post))

Ids above(const areas::Tree& tree, std::string_view area_id) {
  auto ids = std::make_shared<std::unordered_set<std::string>>();
  for (const auto* unit : tree.path(area_id)) ids->insert(unit->id);
  return ids;
}

Ids below(const areas::Tree& tree, std::string_view area_id) {
  auto ids = std::make_shared<std::unordered_set<std::string>>();
  if (const auto* unit = tree.find(area_id))
    for (auto at = tree.position(*unit); at < unit->end; ++at) ids->insert(tree.units()[at].id);
  return ids;
}

bool any_of(const std::vector<std::string>& roots, const Ids& ids) {
  return std::any_of(roots.begin(), roots.end(), [&](const auto& id) { return ids->contains(id); });
}

void publish(Tx& tx, const Context& context, Event event) {
  tx.after_commit([&events = context.events, event = std::move(event)] { events.publish(event); });
}

void to_households(Tx& tx, const Context& context, const Question& root) {
  auto houses = std::make_shared<std::unordered_set<std::string>>();
  for (const auto& question : question_store::thread(tx, root.id)) houses->insert(question.household_id);
  auto wanted = [houses](const Actor& actor) {
    return actor.household() && houses->contains(actor.household_id);
  };
  publish(tx, context, {"talk_thread", to_json(ThreadEvent{tx.now()}), std::move(wanted), false, {}});
}

void to_readers(Tx& tx, const Context& context, std::string_view area_id, std::optional<PostView> post) {
  const auto tree = context.areas.tree(tx);
  auto wanted = [&authority = context.authority, up = above(*tree, area_id),
                 down = below(*tree, area_id)](const Actor& actor) {
    if (actor.household()) return down->contains(actor.area_id);
    if (!actor.officer()) return false;
    const auto roots = authority.roots(actor, "talk.moderate");
    return any_of(roots, up) || any_of(roots, down);
  };
  auto data = to_json(PostEvent{std::string(area_id), std::move(post)});
  publish(tx, context, {"talk_post", std::move(data), std::move(wanted), false, {}});
}

}  // namespace

void changed(Tx& tx, const Context& context, const Question& root) {
  auto wanted = [&authority = context.authority,
                 units = above(*context.areas.tree(tx), root.area_id)](const Actor& actor) {
    return actor.officer() && any_of(authority.roots(actor, kAnswer), units);
  };
  publish(tx, context, {"talk_question", to_json(QuestionEvent{root.id}), std::move(wanted), false, {}});
}

void said(Tx& tx, const Context& context, const Question& root) {
  changed(tx, context, root);
  to_households(tx, context, root);
}

void posted(Tx& tx, const Context& context, std::string_view area_id, PostView post) {
  // The same bytes go to everyone: nothing in them is for one reader alone.
  post.mine = false;
  post.reports = 0;
  post.household_id.reset();
  if (post.hidden) post.body.clear();
  to_readers(tx, context, area_id, std::move(post));
}

void opened(Tx& tx, const Context& context, std::string_view area_id) {
  to_readers(tx, context, area_id, std::nullopt);
}

}  // namespace thon::talk::news
