#include "talk/questions/desk.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include "base/error.hpp"
#include "talk/news.hpp"
#include "talk/questions/rules.hpp"
#include "talk/questions/view.hpp"

namespace thon::talk {
namespace {

constexpr std::size_t kPage = 30;

/// A place in the list: the key it is sorted by, and the id.
using Place = std::pair<std::int64_t, std::string>;

Place place_of(const Question& question, QuestionFilter filter) {
  return {filter == QuestionFilter::done ? -question.updated_at : question.due_at, question.id};
}

Place from_cursor(const std::optional<Text<0, 80>>& cursor) {
  if (!cursor || cursor->value.empty()) return {INT64_MIN, ""};
  const auto& text = cursor->value;
  std::int64_t key = 0;
  const auto [rest, fault] = std::from_chars(text.data(), text.data() + text.size(), key);
  if (fault != std::errc{} || rest == text.data() + text.size() || *rest != '.')
    throw Error::invalid("/cursor", "talk.error.cursor");
  return {key, std::string(rest + 1, text.data() + text.size())};
}

void must_be_open(const Question& root) {
  if (root.status == QuestionStatus::closed) throw Error(ErrorKind::conflict, "talk.error.is_closed");
}

}  // namespace

QuestionPage Desk::list(Tx& tx, const Actor& actor, const QuestionsQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, kAnswer).narrowed(query.area);
  const auto filter = query.filter.value_or(QuestionFilter::mine);
  const auto [after, after_id] = from_cursor(query.cursor);
  QuestionPage page;
  // Units that the actor holds apart from one another share no question, for each question is at one unit.
  std::map<Place, question_store::Line> lines;
  for (const auto* root : sight.roots) {
    const question_store::Wanted wanted{
        root->id, actor.account_id, filter,   pattern_of(query.q ? query.q->value : ""),
        after,    after_id,         kPage + 1};
    for (auto& line : question_store::lines(tx, wanted))
      lines.emplace(place_of(line, filter), std::move(line));
    const auto counts = question_store::counts(tx, root->id, actor.account_id);
    page.counts.mine += counts.mine;
    page.counts.open += counts.open;
    page.counts.overdue += counts.overdue;
  }
  for (const auto& [place, line] : lines) {
    if (page.items.size() == kPage) {
      const auto& last = page.items.back();
      page.next =
          std::to_string(filter == QuestionFilter::done ? -last.updated_at : last.due_at) + "." + last.id;
      break;
    }
    auto& row = page.items.emplace_back();
    fill(row, *sight.tree, line, actor, tx.now());
    row.askers = line.askers;
  }
  return page;
}

QuestionView Desk::find(Tx& tx, const Actor& actor, std::string_view id) const {
  return view_of(tx, context_, actor, id);
}

void Desk::tell(Tx& tx, const Actor& actor, const Question& root, MessageKind kind, const std::string& id,
                const std::string& body) const {
  question_store::Message message;
  message.id = id;
  message.question_id = root.id;
  message.kind = kind;
  message.author_name = actor.name;
  message.place = context_.areas.tree(tx)->name(root.area_id);
  message.body = body;
  question_store::insert_message(tx, message, actor.account_id);
  question_store::deliver_to_thread(tx, root.id, id);
}

QuestionView Desk::answer(Tx& tx, const Actor& actor, const AnswerQuestion& input) {
  auto root = held(tx, context_, actor, input.question_id.value);
  if (const auto known = question_store::message(tx, input.id.value)) {
    held(tx, context_, actor, known->question_id);
    return find(tx, actor, root.id);
  }
  must_be_open(root);
  tell(tx, actor, root, MessageKind::answer, input.id.value, input.body.value);
  root.status = QuestionStatus::answered;
  if (root.assignee_id.empty()) root.assignee_id = actor.account_id, root.assignee_name = actor.name;
  question_store::update(tx, root);
  record(tx, context_, actor, root, root.id, {"answered", actor.name, std::nullopt, ""});
  news::said(tx, context_, root);
  return find(tx, actor, root.id);
}

QuestionView Desk::close(Tx& tx, const Actor& actor, const CloseQuestion& input) {
  auto root = held(tx, context_, actor, input.question_id.value);
  if (root.status != QuestionStatus::closed) {
    if (question_store::message(tx, input.id.value)) throw Error(ErrorKind::conflict, "error.conflict");
    tell(tx, actor, root, MessageKind::closing, input.id.value, input.reason.value);
    root.status = QuestionStatus::closed;
    question_store::update(tx, root);
    record(tx, context_, actor, root, root.id, {"closed", actor.name, std::nullopt, input.reason.value});
    news::said(tx, context_, root);
  }
  return find(tx, actor, root.id);
}

QuestionView Desk::take(Tx& tx, const Actor& actor, std::string_view id) {
  auto root = held(tx, context_, actor, id);
  if (root.assignee_id != actor.account_id) {
    must_be_open(root);
    root.assignee_id = actor.account_id;
    root.assignee_name = actor.name;
    question_store::update(tx, root);
    record(tx, context_, actor, root, root.id, {"taken", actor.name, std::nullopt, ""});
    news::changed(tx, context_, root);
  }
  return find(tx, actor, root.id);
}

QuestionView Desk::forward(Tx& tx, const Actor& actor, const ForwardQuestion& input) {
  const auto asked = question_store::find(tx, input.question_id.value);
  // Forwarded away already by the same request: the answer to it was lost on the way.
  if (asked && root_of(tx, *asked).area_id == input.area_id.value) return find(tx, actor, asked->id);
  auto root = held(tx, context_, actor, input.question_id.value);
  must_be_open(root);
  const auto line = line_of(*context_.areas.tree(tx), question_store::thread(tx, root.id));
  const bool in_line = std::any_of(line.begin(), line.end(),
                                   [&](const TalkUnit& unit) { return unit.id == input.area_id.value; });
  if (!in_line) throw Error::not_found(kNoArea);
  record(tx, context_, actor, root, root.id,
         {"forwarded", actor.name, input.area_id.value, input.note ? input.note->value : std::string()});
  const auto before = root;
  route(tx, context_, root, input.area_id.value, false);
  question_store::update(tx, root);
  news::changed(tx, context_, before);
  news::said(tx, context_, root);
  return find(tx, actor, root.id);
}

QuestionView Desk::merge(Tx& tx, const Actor& actor, const MergeQuestion& input) {
  const auto root = held(tx, context_, actor, input.question_id.value);
  auto into = held(tx, context_, actor, input.into_id.value);
  if (root.id != into.id) {
    must_be_open(root);
    must_be_open(into);
    record(tx, context_, actor, root, root.id, {"merged", actor.name, std::nullopt, into.title});
    const auto tree = context_.areas.tree(tx);
    for (const auto& question : question_store::thread(tx, root.id)) {
      // Whoever answers must belong to all who ask.
      const auto area_id = rules::common_unit(*tree, into.area_id, question.asker_area_id);
      if (area_id != into.area_id) route(tx, context_, into, area_id, false);
    }
    if (root.status == QuestionStatus::open) into.due_at = std::min(into.due_at, root.due_at);
    question_store::join(tx, root.id, into.id);
    question_store::update(tx, into);
    news::said(tx, context_, into);
  }
  return find(tx, actor, into.id);
}

bool Desk::any_homeless(Tx& tx) const { return !question_store::homeless(tx).empty(); }

void Desk::rehome(Tx& tx) {
  for (auto& root : question_store::homeless(tx)) {
    const auto home = home_of(tx, context_, root);
    if (home == root.area_id) continue;
    const auto by = system_actor();
    record(tx, context_, by, root, root.id, {"forwarded", by.name, home, ""});
    route(tx, context_, root, home, false);
    question_store::update(tx, root);
    news::said(tx, context_, root);
  }
}

}  // namespace thon::talk
