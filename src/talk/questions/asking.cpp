#include "talk/questions/asking.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "talk/news.hpp"
#include "talk/questions/rules.hpp"

namespace thon::talk {
namespace {

constexpr std::int64_t kPage = 30;

bool asked_here(areas::AreaKind kind) {
  return kind == areas::AreaKind::commune || kind == areas::AreaKind::village ||
         kind == areas::AreaKind::group;
}

}  // namespace

Askable Asking::askable(Tx& tx, const Actor& actor) const {
  const auto tree = context_.areas.tree(tx);
  Askable found;
  found.usual_id = rules::responsible(*tree, actor.area_id, "");
  for (const auto* unit : tree->path(actor.area_id))
    if (asked_here(unit->kind)) found.items.push_back({unit->id, unit->name, areas::name_of(unit->kind)});
  return found;
}

OwnQuestions Asking::list(Tx& tx, const Actor& actor, const OwnQuestionsQuery& query) const {
  if (!actor.household()) throw Error::not_found();
  const auto tree = context_.areas.tree(tx);
  const auto before = query.cursor ? query.cursor->value : "~";
  const auto questions = question_store::of_household(tx, actor.household_id, before, kPage + 1);
  OwnQuestions page;
  std::int64_t looked_at = 0;
  for (const auto& question : questions) {
    if (looked_at++ == kPage) break;
    page.next = question.id;
    // A thread stands where its first question of this household does.
    if (question_store::own_of_thread(tx, actor.household_id, question.root_id).front().id != question.id)
      continue;
    page.items.push_back(row(tx, *tree, question));
  }
  if (static_cast<std::int64_t>(questions.size()) <= kPage) page.next.reset();
  return page;
}

OwnQuestions Asking::unread(Tx& tx, const Actor& actor) const {
  if (!actor.household()) throw Error::not_found();
  const auto tree = context_.areas.tree(tx);
  OwnQuestions found;
  std::set<std::string> threads;
  for (const auto& question : question_store::unread(tx, actor.household_id))
    if (threads.insert(question.root_id).second)
      found.items.push_back(
          row(tx, *tree, question_store::own_of_thread(tx, actor.household_id, question.root_id).front()));
  return found;
}

OwnThread Asking::find(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto asked = own(tx, actor, id);
  const auto first = question_store::own_of_thread(tx, actor.household_id, asked.root_id).front();
  OwnThread thread;
  static_cast<OwnQuestion&>(thread) = row(tx, *context_.areas.tree(tx), first);
  thread.about_kind = first.about_kind;
  thread.about_id = first.about_id;
  thread.messages = question_store::delivered(tx, actor.household_id, first.root_id);
  return thread;
}

OwnQuestion Asking::row(Tx& tx, const areas::Tree& tree, const Question& question) const {
  const auto root = root_of(tx, question);
  OwnQuestion row;
  row.id = question.id;
  row.title = question.title;
  row.status = root.status;
  row.area_name = tree.name(root.area_id);
  row.about_title = question.about_title;
  row.asked_at = question.asked_at;
  row.due_at = root.due_at;
  for (const auto& one : question_store::own_of_thread(tx, question.household_id, question.root_id)) {
    row.unread = row.unread || one.told_at > one.read_at;
    row.updated_at = std::max({row.updated_at, one.told_at, one.updated_at});
  }
  return row;
}

OwnThread Asking::ask(Tx& tx, const Actor& actor, const AskQuestion& input) {
  if (!actor.household()) throw Error::not_found();
  if (question_store::find(tx, input.id.value)) return find(tx, actor, input.id.value);
  const auto tree = context_.areas.tree(tx);
  const auto area_id =
      rules::responsible(*tree, actor.area_id, input.area_id ? input.area_id->value : std::string());
  if (area_id.empty()) throw Error::not_found(kNoArea);
  take_token(buckets_, actor, tx.now());
  Question question;
  question.id = question.root_id = input.id.value;
  question.household_id = actor.household_id;
  question.asker_name = question_store::representative(tx, actor.household_id);
  question.asker_area_id = actor.area_id;
  question.title = rules::title_of(input.body.value);
  if (input.about) {
    question.about_kind = input.about->kind.value;
    question.about_id = input.about->id.value;
    question.about_title = input.about->title.value;
  }
  question.asked_at = tx.now();
  route(tx, context_, question, area_id, true);
  question_store::insert(tx, question,
                         fold(question.asker_name + " " + question.about_title + " " + input.body.value));
  say(tx, actor, question, input.id.value, input.body.value);
  record(tx, context_, actor, question, question.id, {"asked", question.asker_name, area_id, ""});
  news::said(tx, context_, question);
  return find(tx, actor, question.id);
}

OwnThread Asking::ask_on(Tx& tx, const Actor& actor, const AskOn& input) {
  const auto question = own(tx, actor, input.question_id.value);
  if (const auto known = question_store::message(tx, input.id.value)) {
    own(tx, actor, known->question_id);
    return find(tx, actor, question.id);
  }
  take_token(buckets_, actor, tx.now());
  auto root = root_of(tx, question);
  say(tx, actor, question, input.id.value, input.body.value);
  if (root.status != QuestionStatus::open) {
    const auto assignee_id = root.assignee_id, assignee_name = root.assignee_name;
    route(tx, context_, root, home_of(tx, context_, root), true);
    // Whoever answered before knows what it is about.
    if (!assignee_id.empty()) root.assignee_id = assignee_id, root.assignee_name = assignee_name;
    root.status = QuestionStatus::open;
  }
  question_store::update(tx, root);
  record(tx, context_, actor, root, question.id, {"asked_on", question.asker_name, std::nullopt, ""});
  news::said(tx, context_, root);
  return find(tx, actor, question.id);
}

void Asking::say(Tx& tx, const Actor& actor, const Question& question, const std::string& id,
                 const std::string& body) const {
  question_store::Message message;
  message.id = id;
  message.question_id = question.id;
  message.kind = MessageKind::ask;
  message.author_name = question.asker_name;
  message.place = context_.areas.tree(tx)->name(question.asker_area_id);
  message.body = body;
  question_store::insert_message(tx, message, actor.account_id);
  question_store::deliver(tx, question.id, id);
}

void Asking::read(Tx& tx, const Actor& actor, const ReadMark& input) {
  const auto question = own(tx, actor, input.question_id.value);
  question_store::mark_read(tx, actor.household_id, question.root_id, std::min(input.up_to.value, tx.now()));
}

}  // namespace thon::talk
