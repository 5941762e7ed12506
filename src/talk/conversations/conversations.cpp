#include "talk/conversations/conversations.hpp"

#include <map>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "talk/news.hpp"
#include "talk/questions/rules.hpp"

namespace thon::talk {
namespace {

constexpr std::size_t kPage = 30;
/// More units than that are asked for part by part, by naming one.
constexpr std::size_t kMostUnits = 300;

ConversationRow row_of(const areas::TreeUnit& unit, bool leads) {
  ConversationRow row;
  row.area_id = unit.id;
  row.name = unit.name;
  row.kind = areas::name_of(unit.kind);
  row.posting = usual_posting(unit);
  row.leads = leads;
  return row;
}

/// The real name of a household's representative, or of an officer.
std::string name_of(Tx& tx, const Actor& actor) {
  return actor.household() ? question_store::representative(tx, actor.household_id) : actor.name;
}

void take(ConversationRow& row, const conversation_store::Conversation& known) {
  row.posting = known.posting;
  row.posts = known.posts;
  row.last_at = known.last_at;
  row.last_author = known.last_author;
  row.last_text = known.last_text;
}

}  // namespace

Conversations Posts::list(Tx& tx, const Actor& actor, const ConversationsQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, "talk.moderate");
  const auto& tree = *sight.tree;
  // By their place in the tree, each once.
  std::map<std::size_t, ConversationRow> rows;
  std::map<std::string, std::size_t> places;
  const auto add = [&](const areas::TreeUnit& unit, bool leads) {
    if (!has_conversation(unit) || rows.size() == kMostUnits) return;
    places[unit.id] = tree.position(unit);
    rows.emplace(tree.position(unit), row_of(unit, leads));
  };
  const auto take_known = [&](const conversation_store::Conversation& known) {
    const auto place = places.find(known.area_id);
    if (place != places.end()) take(rows.at(place->second), known);
  };
  // Around a household's or a leader's own unit there are only a few.
  const auto add_above = [&](std::string_view area_id) {
    for (const auto* unit : tree.path(area_id)) {
      if (sight.covers(unit->id)) continue;
      add(*unit, false);
      if (const auto known = has_conversation(*unit) ? conversation_store::find(tx, unit->id) : std::nullopt)
        take_known(*known);
    }
  };
  if (actor.household() && !query.area) add_above(actor.area_id);
  const auto narrowed = sight.narrowed(query.area);
  for (const auto* root : narrowed.roots) {
    for (auto at = tree.position(*root); at < root->end; ++at) add(tree.units()[at], true);
    for (const auto& known : conversation_store::below(tx, root->id)) take_known(known);
    for (const auto& waiting : conversation_store::reports_below(tx, root->id)) {
      const auto place = places.find(waiting.area_id);
      if (place != places.end()) rows.at(place->second).reports = waiting.reports;
    }
    if (!query.area) add_above(root->id);
  }
  Conversations found;
  for (auto& [place, row] : rows) found.items.push_back(std::move(row));
  return found;
}

ConversationPage Posts::page(Tx& tx, const Actor& actor, const ConversationQuery& query) const {
  const auto seat = seat_of(tx, context_, actor, query.area_id.value);
  ConversationPage page;
  page.area_id = seat.unit->id;
  page.name = seat.unit->name;
  page.kind = areas::name_of(seat.unit->kind);
  page.posting = seat.conversation.posting;
  page.may_post = seat.may_post();
  page.writes_as = name_of(tx, actor);
  page.leads = seat.leads;
  page.households = conversation_store::households(tx, page.area_id);
  const auto before = query.cursor ? query.cursor->value : INT64_MAX;
  const auto words = pattern_of(query.q ? query.q->value : "");
  const auto posts = words == "%" ? conversation_store::page(tx, page.area_id, before, kPage + 1)
                                  : conversation_store::search(tx, page.area_id, words, before, kPage + 1);
  for (const auto& post : posts) {
    if (page.items.size() == kPage) {
      page.next = page.items.back().number;
      break;
    }
    page.items.push_back(view_of(post, actor, seat.leads));
  }
  for (const auto& post : conversation_store::pinned(tx, page.area_id))
    page.pins.push_back(view_of(post, actor, seat.leads));
  return page;
}

PostView Posts::write(Tx& tx, const Actor& actor, const WritePost& input) {
  auto seat = seat_of(tx, context_, actor, input.area_id.value);
  if (const auto known = conversation_store::post(tx, input.id.value)) {
    if (known->area_id != seat.unit->id || known->account_id != actor.account_id)
      throw Error(ErrorKind::conflict, "error.conflict");
    return view_of(*known, actor, seat.leads);
  }
  if (!seat.may_post()) throw Error(ErrorKind::forbidden, "talk.error.leaders_only");
  take_token(buckets_, actor, tx.now());
  const auto tree = context_.areas.tree(tx);
  conversation_store::Post post;
  post.id = input.id.value;
  post.area_id = seat.unit->id;
  post.number = seat.conversation.posts + 1;
  post.at = tx.now();
  post.account_id = actor.account_id;
  post.author_name = name_of(tx, actor);
  if (actor.household()) {
    post.household_id = actor.household_id;
    post.author_role = "household";
    post.author_place = tree->name(actor.area_id);
  } else {
    post.author_role = actor.roles.front().role;
    post.author_place = tree->name(actor.roles.front().area_id);
  }
  post.body = input.body.value;
  conversation_store::insert(tx, post, fold(post.author_name + " " + post.body));
  auto& conversation = seat.conversation;
  conversation.posts = post.number;
  conversation.last_at = post.at;
  conversation.last_author = post.author_name;
  conversation.last_text = rules::title_of(post.body);
  conversation_store::put(tx, conversation);
  audit::record(tx, actor, "talk.post", "post", post.id, post.area_id);
  const auto view = view_of(post, actor, seat.leads);
  news::posted(tx, context_, post.area_id, view);
  return view;
}

void Posts::report(Tx& tx, const Actor& actor, const ReportPost& input) {
  const auto seat = seat_of(tx, context_, actor, input.area_id.value);
  const auto post = conversation_store::post(tx, input.post_id.value);
  if (!post || post->area_id != seat.unit->id) throw Error::not_found("talk.error.no_post");
  const auto reason = input.reason ? input.reason->value : std::string();
  if (!conversation_store::report(tx, *post, actor.account_id, name_of(tx, actor), reason)) return;
  audit::record(tx, actor, "talk.report", "post", post->id, post->area_id);
  news::posted(tx, context_, post->area_id, view_of(*post, actor, false));
}

}  // namespace thon::talk
