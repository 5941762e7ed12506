#include "assembly/polls/polls.hpp"

#include "assembly/matters/roll_store.hpp"
#include "assembly/news.hpp"
#include "assembly/polls/rules.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

constexpr const char* kHold = "assembly.hold";

}  // namespace

PollView Polls::find(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = seen(tx, context_, actor, id);
  if (matter.kind != MatterKind::poll) throw Error::not_found(kMissing);
  return view(tx, actor, matter);
}

PollView Polls::draft(Tx& tx, const Actor& actor, const PollDraft& input) {
  const auto sight = context_.areas.sight(tx, actor, kHold);
  if (matter_store::find(tx, input.id.value))
    return view(tx, actor, held(tx, context_, actor, kHold, input.id.value, MatterKind::poll));
  rules::check_options(input.options);
  const auto sender = sender_for(sight, input.area_ids);
  Matter matter;
  matter.id = input.id.value;
  matter.kind = MatterKind::poll;
  matter.sender_area_id = sender.area_id;
  matter.title = input.title.value;
  matter.body = input.body.value;
  matter_store::insert(tx, matter, actor);
  matter_store::set_area_ids(tx, matter.id, sender.area_ids);
  poll_store::put(tx, {matter.id, input.several, input.results});
  poll_store::set_options(tx, matter.id, input.options);
  return view(tx, actor, *matter_store::find(tx, matter.id));
}

PollView Polls::edit(Tx& tx, const Actor& actor, const PollEdit& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::poll);
  rules::check_status(matter, tx.now(), {MatterStatus::draft});
  rules::check_version(matter, input.version);
  if (input.options) rules::check_options(*input.options);
  take_draft(tx, context_, actor, matter, {input.area_ids, input.title, input.body});
  auto poll = *poll_store::find(tx, matter.id);
  poll.several = input.several.value_or(poll.several);
  poll.results = input.results.value_or(poll.results);
  poll_store::put(tx, poll);
  if (input.options) poll_store::set_options(tx, matter.id, *input.options);
  matter_store::update(tx, matter);
  return view(tx, actor, matter);
}

PollView Polls::open(Tx& tx, const Actor& actor, const PollOpening& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::poll);
  const bool repeated = matter.status == MatterStatus::open && matter.version == input.version + 1;
  if (!repeated) {
    rules::check_status(matter, tx.now(), {MatterStatus::draft});
    rules::check_version(matter, input.version);
    rules::check_ends_at(input.ends_at.value, tx.now());
    fix_roll(tx, matter);
    matter.status = MatterStatus::open;
    matter.opened_at = tx.now();
    matter.ends_at = input.ends_at.value;
    matter_store::update(tx, matter);
    record(tx, actor, "assembly.open_poll", matter);
    news::changed(tx, context_, matter);
  }
  return view(tx, actor, matter);
}

void Polls::answer(Tx& tx, const Actor& actor, const PollAnswer& input) {
  const auto matter = answerable(tx, actor, input.matter_id.value, MatterKind::poll);
  rules::check_status(matter, tx.now(), {MatterStatus::open});
  const auto poll = *poll_store::find(tx, matter.id);
  const auto bits = rules::chosen(input, poll_store::options(tx, matter.id).size(), poll.several);
  poll_store::put_answer(tx, matter.id, {actor.household_id, bits, tx.now()});
  news::answered(tx, context_, matter, actor.household_id);
}

PollView Polls::view(Tx& tx, const Actor& actor, const Matter& matter) const {
  PollView view;
  fill(tx, context_, actor, matter, view);
  const auto poll = *poll_store::find(tx, matter.id);
  view.several = poll.several;
  view.results = poll.results;
  const auto texts = poll_store::options(tx, matter.id);
  const auto counts = rules::counts(poll_store::answers(tx, matter.id), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) view.options.push_back({texts[i], counts[i]});
  return view;
}

}  // namespace thon::assembly
