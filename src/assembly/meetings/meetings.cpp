#include "assembly/meetings/meetings.hpp"

#include <boost/json.hpp>

#include "assembly/matters/roll_store.hpp"
#include "assembly/meetings/rules.hpp"
#include "assembly/news.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

constexpr const char* kHold = "assembly.hold";

}  // namespace

MeetingView Meetings::find(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = seen(tx, context_, actor, id);
  if (matter.kind != MatterKind::meeting) throw Error::not_found(kMissing);
  return view(tx, actor, matter);
}

MeetingView Meetings::draft(Tx& tx, const Actor& actor, const MeetingDraft& input) {
  const auto sight = context_.areas.sight(tx, actor, kHold);
  if (matter_store::find(tx, input.id.value))
    return view(tx, actor, held(tx, context_, actor, kHold, input.id.value, MatterKind::meeting));
  rules::check_ends_at(input.starts_at.value, tx.now(), "/starts_at");
  const auto sender = sender_for(sight, input.area_ids);
  Matter matter;
  matter.id = input.id.value;
  matter.kind = MatterKind::meeting;
  matter.sender_area_id = sender.area_id;
  matter.title = input.title.value;
  matter.body = input.body.value;
  matter.ends_at = input.starts_at.value;
  matter_store::insert(tx, matter, actor);
  matter_store::set_area_ids(tx, matter.id, sender.area_ids);
  meeting_store::put(tx, {matter.id, input.place.value, {}, {}, {}});
  meeting_store::set_papers(tx, matter.id, input.papers);
  return view(tx, actor, *matter_store::find(tx, matter.id));
}

MeetingView Meetings::edit(Tx& tx, const Actor& actor, const MeetingEdit& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::meeting);
  rules::check_status(matter, tx.now(), {MatterStatus::draft});
  rules::check_version(matter, input.version);
  take_draft(tx, context_, actor, matter, {input.area_ids, input.title, input.body});
  if (input.starts_at) {
    rules::check_ends_at(input.starts_at->value, tx.now(), "/starts_at");
    matter.ends_at = input.starts_at->value;
  }
  auto meeting = *meeting_store::find(tx, matter.id);
  if (input.place) meeting.place = input.place->value;
  meeting_store::put(tx, meeting);
  if (input.papers) meeting_store::set_papers(tx, matter.id, *input.papers);
  matter_store::update(tx, matter);
  return view(tx, actor, matter);
}

MeetingView Meetings::invite(Tx& tx, const Actor& actor, const MatterVersion& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::meeting);
  const bool repeated = matter.status == MatterStatus::open && matter.version == input.version + 1;
  if (!repeated) {
    rules::check_status(matter, tx.now(), {MatterStatus::draft});
    rules::check_version(matter, input.version);
    rules::check_ends_at(*matter.ends_at, tx.now(), "/starts_at");
    fix_roll(tx, matter);
    matter.status = MatterStatus::open;
    matter.opened_at = tx.now();
    matter_store::update(tx, matter);
    record(tx, actor, "assembly.invite", matter);
    news::changed(tx, context_, matter);
  }
  return view(tx, actor, matter);
}

void Meetings::reply(Tx& tx, const Actor& actor, const MeetingReply& input) {
  const auto matter = answerable(tx, actor, input.matter_id.value, MatterKind::meeting);
  rules::check_status(matter, tx.now(), {MatterStatus::open});
  if (tx.now() >= *matter.ends_at) throw Error(ErrorKind::conflict, "assembly.error.has_begun");
  meeting_store::put_reply(tx, matter.id,
                           {actor.household_id, input.answer, rules::proxy_of(input), tx.now()});
  news::answered(tx, context_, matter, actor.household_id);
}

AttendanceResult Meetings::attend(Tx& tx, const Actor& actor, const AttendanceInput& input) {
  const auto matter = held(tx, context_, actor, "assembly.count", input.matter_id.value, MatterKind::meeting);
  rules::check_status(matter, tx.now(), {MatterStatus::open});
  AttendanceResult results;
  boost::json::array ticked;
  for (const auto& tick : input.items) {
    const auto& id = tick.household_id.value;
    auto& result = results.items.emplace_back(id);
    if (!roll_store::find(tx, matter.id, id)) continue;
    const auto at = rules::ticked_at(tick.at, matter.opened_at.value_or(0), tx.now());
    result.result = rules::outcome(meeting_store::attendance_of(tx, matter.id, id), tick.present, at);
    if (result.result != TickOutcome::recorded) continue;
    meeting_store::put_attendance(tx, matter.id, {id, tick.present, at, actor.name});
    ticked.push_back({{"household", id}, {"present", tick.present}});
    news::answered(tx, context_, matter, id);
  }
  if (ticked.empty()) return results;
  const boost::json::object detail{{"title", matter.title}, {"ticked", std::move(ticked)}};
  record(tx, actor, "assembly.attend", matter, boost::json::serialize(detail));
  return results;
}

MeetingView Meetings::close(Tx& tx, const Actor& actor, const MeetingHeld& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::meeting);
  rules::check_status(matter, tx.now(), {MatterStatus::open, MatterStatus::closed});
  auto meeting = *meeting_store::find(tx, matter.id);
  const bool repeated = matter.status == MatterStatus::closed && matter.version == input.version + 1 &&
                        meeting.conclusion == input.conclusion.value;
  if (!repeated) {
    rules::check_version(matter, input.version);
    if (tx.now() < *matter.ends_at) throw Error(ErrorKind::conflict, "assembly.error.not_begun");
    meeting.chair = input.chair.value;
    meeting.secretary = input.secretary.value;
    meeting.conclusion = input.conclusion.value;
    meeting_store::put(tx, meeting);
    if (!matter.closed_at) matter.closed_at = tx.now();
    matter.status = MatterStatus::closed;
    matter_store::update(tx, matter);
    record(tx, actor, "assembly.close_meeting", matter);
    news::changed(tx, context_, matter);
  }
  return view(tx, actor, matter);
}

MeetingView Meetings::view(Tx& tx, const Actor& actor, const Matter& matter) const {
  MeetingView view;
  fill(tx, context_, actor, matter, view);
  const auto meeting = *meeting_store::find(tx, matter.id);
  view.place = meeting.place;
  view.papers = meeting_store::papers(tx, matter.id);
  view.chair = meeting.chair;
  view.secretary = meeting.secretary;
  view.conclusion = meeting.conclusion;
  view.count = rules::count(matter.houses, meeting_store::replies(tx, matter.id),
                            meeting_store::attendance(tx, matter.id));
  view.short_notice = rules::short_notice(matter.opened_at.value_or(tx.now()), *matter.ends_at);
  view.may_tick = context_.authority.can(tx, actor, "assembly.count", matter.sender_area_id);
  return view;
}

}  // namespace thon::assembly
