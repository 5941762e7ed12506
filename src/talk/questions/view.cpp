#include "talk/questions/view.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace thon::talk {

void fill(QuestionRow& row, const areas::Tree& tree, const Question& root, const Actor& actor, Millis now) {
  row.id = root.id;
  row.title = root.title;
  row.status = root.status;
  row.asker_name = root.asker_name;
  row.asker_area_name = tree.name(root.asker_area_id);
  row.area_id = root.area_id;
  row.area_name = tree.name(root.area_id);
  row.assignee_name = root.assignee_name;
  row.assigned_to_me = !root.assignee_id.empty() && root.assignee_id == actor.account_id;
  row.about_title = root.about_title;
  row.asked_at = root.asked_at;
  row.due_at = root.due_at;
  row.updated_at = root.updated_at;
  row.overdue = root.status == QuestionStatus::open && root.due_at < now;
}

std::vector<TalkUnit> line_of(const areas::Tree& tree, const std::vector<Question>& questions) {
  std::vector<TalkUnit> line;
  for (const auto* unit : tree.path(questions.front().asker_area_id)) {
    const bool of_all = std::all_of(questions.begin(), questions.end(), [&](const Question& question) {
      return tree.is_under(question.asker_area_id, unit->id);
    });
    const bool answers = unit->kind == areas::AreaKind::commune || unit->kind == areas::AreaKind::village ||
                         unit->kind == areas::AreaKind::group;
    if (of_all && answers) line.push_back({unit->id, unit->name, areas::name_of(unit->kind)});
  }
  return line;
}

QuestionView view_of(Tx& tx, const Context& context, const Actor& actor, std::string_view id) {
  const auto asked = question_store::find(tx, id);
  if (!asked) throw Error::not_found(kMissing);
  const auto root = root_of(tx, *asked);
  const auto sight = context.areas.sight(tx, actor, kAnswer);
  const auto& tree = *sight.tree;
  QuestionView view;
  view.may_answer = context.authority.can(tx, actor, kAnswer, root.area_id);
  const auto steps = question_store::steps(tx, root.id);
  const bool passed_through = std::any_of(steps.begin(), steps.end(), [&](const question_store::Step& step) {
    return sight.covers(step.area_id);
  });
  if (!view.may_answer && !passed_through) throw Error::not_found(kMissing);

  const auto questions = question_store::thread(tx, root.id);
  fill(view, tree, root, actor, tx.now());
  view.askers = static_cast<std::int64_t>(questions.size());
  view.about_kind = root.about_kind;
  view.about_id = root.about_id;
  std::set<std::string> shown;
  for (const auto& question : questions) {
    if (!view.may_answer && !sight.covers(question.asker_area_id)) continue;
    shown.insert(question.id);
    view.people.push_back({question.id, question.household_id, question.asker_name,
                           std::string(tree.name(question.asker_area_id)), question.asked_at,
                           question.told_at > 0 && question.read_at >= question.told_at});
  }
  // Where the first question is another unit's, the thread goes by the first that may be seen.
  if (!shown.contains(root.id)) {
    if (view.people.empty()) throw Error::not_found(kMissing);
    view.asker_name = view.people.front().name;
    view.asker_area_name = view.people.front().area_name;
    view.title = question_store::find(tx, view.people.front().question_id)->title;
    view.about_title = view.about_kind = view.about_id = "";
  }
  for (auto& message : question_store::messages(tx, root.id))
    if (message.kind != MessageKind::ask || shown.contains(message.question_id))
      view.messages.push_back(std::move(message));
  for (const auto& step : steps) {
    if (!shown.contains(step.question_id)) continue;
    QuestionStep made{step.at,      step.act,     std::string(tree.name(step.area_id)),
                      std::nullopt, step.by_name, step.note};
    if (step.to_area_id) made.to_area_name = std::string(tree.name(*step.to_area_id));
    view.steps.push_back(std::move(made));
  }
  if (view.may_answer) view.line = line_of(tree, questions);
  return view;
}

}  // namespace thon::talk
