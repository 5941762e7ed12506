#include "talk/context.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "talk/questions/rules.hpp"
#include "talk/settings/answering.hpp"

namespace thon::talk {

Question root_of(Tx& tx, const Question& question) {
  if (question.root_id == question.id) return question;
  return *question_store::find(tx, question.root_id);
}

Question held(Tx& tx, const Context& context, const Actor& actor, std::string_view id) {
  const auto question = question_store::find(tx, id);
  if (!question) throw Error::not_found(kMissing);
  auto root = root_of(tx, *question);
  context.authority.require(tx, actor, kAnswer, root.area_id, kMissing);
  return root;
}

Question own(Tx& tx, const Actor& actor, std::string_view id) {
  auto question = question_store::find(tx, id);
  if (!actor.household() || !question || question->household_id != actor.household_id)
    throw Error::not_found(kMissing);
  return std::move(*question);
}

void route(Tx& tx, const Context& context, Question& root, std::string_view area_id, bool anew) {
  root.area_id = area_id;
  const auto answering = answering_of(tx, context, area_id);
  root.assignee_id = answering.answerer_id;
  root.assignee_name = answering.answerer_name;
  if (anew) root.due_at = rules::due_after(tx.now(), answering.due_days);
}

std::string home_of(Tx& tx, const Context& context, const Question& root) {
  const auto tree = context.areas.tree(tx);
  if (tree->find(root.area_id)) return root.area_id;
  auto home = rules::responsible(*tree, question_store::unit_today(tx, root.household_id), "");
  if (!home.empty()) return home;
  home = root.area_id;
  while (!home.empty() && !tree->find(home)) home = question_store::last_parent(tx, home);
  return home.empty() ? root.area_id : home;
}

void record(Tx& tx, const Context& context, const Actor& actor, const Question& root,
            std::string_view question_id, const Deed& deed) {
  question_store::add_step(
      tx, {std::string(question_id), 0, deed.act, root.area_id, deed.to_area_id, deed.by_name, deed.note});
  boost::json::object detail{{"title", root.title}};
  if (deed.to_area_id) detail["to"] = context.areas.tree(tx)->name(*deed.to_area_id);
  if (!deed.note.empty()) detail["note"] = deed.note;
  audit::record(tx, actor, std::string("talk.") + deed.act, "question", question_id, root.area_id,
                boost::json::serialize(detail));
}

std::string pattern_of(std::string_view words) {
  std::string pattern = "%";
  for (const char c : fold(words)) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern == "%" ? pattern : pattern + "%";
}

void take_token(TokenBuckets& buckets, const Actor& actor, Millis now) {
  if (buckets.take(actor.account_id, now)) return;
  const auto seconds = (buckets.refill_time() + kSecond - 1) / kSecond;
  throw Error(ErrorKind::too_many, "error.too_many", {{"seconds", std::to_string(seconds)}});
}

}  // namespace thon::talk
