#include "assembly/votes/votes.hpp"

#include <boost/json.hpp>

#include "assembly/news.hpp"
#include "assembly/votes/envelope.hpp"
#include "assembly/votes/tally.hpp"
#include "base/error.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

constexpr const char* kHold = "assembly.hold";

bool done_before(const Matter& matter, MatterStatus status, std::int64_t version) {
  return matter.status == status && matter.version == version + 1;
}

void take_kind(vote_store::Vote& vote, const VoteKindRow& kind,
               const std::optional<Text<0, 500>>& legal_basis) {
  vote.kind_name = kind.name;
  vote.clause = kind.clause;
  vote.legal_basis = legal_basis && !legal_basis->value.empty() ? legal_basis->value : kind.legal_basis;
}

}  // namespace

VoteView Votes::find(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = seen(tx, context_, actor, id);
  if (matter.kind != MatterKind::vote) throw Error::not_found(kMissing);
  return view(tx, actor, matter, *vote_store::find(tx, matter.id));
}

VoteView Votes::draft(Tx& tx, const Actor& actor, const VoteDraft& input) {
  const auto sight = context_.areas.sight(tx, actor, kHold);
  if (matter_store::find(tx, input.id.value)) {
    const auto known = held(tx, context_, actor, kHold, input.id.value, MatterKind::vote);
    return view(tx, actor, known, *vote_store::find(tx, known.id));
  }
  const auto sender = sender_for(sight, input.area_ids);
  Vote vote;
  vote.matter_id = input.id.value;
  vote.secrecy = input.secrecy;
  vote.heading = say("vi", "assembly.minutes.heading");
  take_kind(vote, kinds_.votable(tx, sender.area_id, input.kind.value), input.legal_basis);
  Matter matter;
  matter.id = input.id.value;
  matter.sender_area_id = sender.area_id;
  matter.title = input.title.value;
  matter.body = input.body.value;
  matter_store::insert(tx, matter, actor);
  matter_store::set_area_ids(tx, matter.id, sender.area_ids);
  vote_store::insert(tx, vote);
  vote_store::set_team(tx, matter.id, input.team);
  return view(tx, actor, *matter_store::find(tx, matter.id), *vote_store::find(tx, matter.id));
}

VoteView Votes::edit(Tx& tx, const Actor& actor, const VoteEdit& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  rules::check_status(matter, tx.now(), {MatterStatus::draft, MatterStatus::asking});
  const bool text =
      input.area_ids || input.title || input.body || input.kind || input.legal_basis || input.secrecy;
  if (text) rules::check_status(matter, tx.now(), {MatterStatus::draft});
  rules::check_version(matter, input.version);
  take_draft(tx, context_, actor, matter, {input.area_ids, input.title, input.body});
  if (input.secrecy) vote.secrecy = *input.secrecy;
  if (input.legal_basis && !input.legal_basis->value.empty()) vote.legal_basis = input.legal_basis->value;
  if (input.kind && input.kind->value != vote.kind_name)
    take_kind(vote, kinds_.votable(tx, matter.sender_area_id, input.kind->value), input.legal_basis);
  if (input.team) vote_store::set_team(tx, matter.id, *input.team);
  matter_store::update(tx, matter);
  vote_store::update(tx, vote);
  return view(tx, actor, matter, vote);
}

void Votes::save(Tx& tx, const Actor& actor, const char* verb, Matter& matter, const Vote& vote) const {
  matter_store::update(tx, matter);
  vote_store::update(tx, vote);
  record(tx, actor, verb, matter);
  news::changed(tx, context_, matter);
}

VoteView Votes::agree(Tx& tx, const Actor& actor, const VoteAgreement& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  if (!done_before(matter, MatterStatus::asking, input.version)) {
    rules::check_status(matter, tx.now(), {MatterStatus::draft});
    rules::check_version(matter, input.version);
    if (input.agreed_on.value > date_of(tx.now()))
      throw Error::invalid("/agreed_on", "assembly.error.day_to_come");
    kinds_.votable(tx, matter.sender_area_id, vote.kind_name);
    vote.village_head = input.village_head.value;
    vote.front_head = input.front_head.value;
    vote.agreed_on = input.agreed_on.value;
    fix_roll(tx, matter);
    matter.status = MatterStatus::asking;
    save(tx, actor, "assembly.agree", matter, vote);
  }
  return view(tx, actor, matter, vote);
}

VoteView Votes::open(Tx& tx, const Actor& actor, const VoteOpening& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  if (!done_before(matter, MatterStatus::open, input.version)) {
    rules::check_status(matter, tx.now(), {MatterStatus::asking});
    rules::check_version(matter, input.version);
    rules::check_ends_at(input.ends_at.value, tx.now());
    // Who lives there today decides: households that came or left since they were asked are counted as they
    // are now.
    fix_roll(tx, matter);
    rules::check_opening(vote, vote_store::team(tx, matter.id), consents(tx, matter));
    if (vote.secrecy == BallotSecrecy::secret) vote.seal_key = context_.seal.close(Envelopes::new_key());
    matter.status = MatterStatus::open;
    matter.opened_at = tx.now();
    matter.ends_at = input.ends_at.value;
    save(tx, actor, "assembly.open", matter, vote);
  }
  return view(tx, actor, matter, vote);
}

VoteView Votes::close(Tx& tx, const Actor& actor, const MatterVersion& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  const auto vote = *vote_store::find(tx, matter.id);
  if (matter.status != MatterStatus::closed) {
    rules::check_close(matter, tally(tx, matter, vote).count.voted, tx.now());
    rules::check_version(matter, input.version);
    matter.closed_at = std::min(tx.now(), *matter.ends_at);
    matter.status = MatterStatus::closed;
    save(tx, actor, "assembly.close", matter, vote);
  }
  return view(tx, actor, matter, vote);
}

VoteView Votes::fill_box(Tx& tx, const Actor& actor, const PaperBox& input) {
  auto matter = held(tx, context_, actor, "assembly.count", input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  rules::check_paper_open(matter, tx.now());
  rules::check_version(matter, input.version);
  if (vote.secrecy != BallotSecrecy::secret) throw Error(ErrorKind::conflict, "assembly.error.no_box");
  vote.box_agree = input.agree.value;
  vote.box_disagree = input.disagree.value;
  vote.box_other = input.other.value;
  vote.box_invalid = input.invalid.value;
  boost::json::array opinions;
  for (const auto& opinion : input.opinions) opinions.emplace_back(opinion.value);
  vote.box_opinions = boost::json::serialize(opinions);
  matter_store::update(tx, matter);
  vote_store::update(tx, vote);
  record(tx, actor, "assembly.box", matter);
  return view(tx, actor, matter, vote);
}

void Votes::take_count(Tx& tx, const Matter& matter, Vote& vote) const {
  const auto found = final_tally(tx, context_, matter, vote);
  if (vote.secrecy == BallotSecrecy::secret) rules::check_box(found.count, box_of(vote));
  vote.counted_at = tx.now();
  vote.agree = found.count.agree;
  vote.disagree = found.count.disagree;
  vote.other = found.count.other;
  vote.invalid = found.count.invalid;
  vote_store::set_opinions(tx, matter.id, found.opinions);
  ballot_store::forget_sealed(tx, matter.id);
  vote.seal_key.reset();
}

VoteView Votes::count(Tx& tx, const Actor& actor, const MatterVersion& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  if (!done_before(matter, MatterStatus::counted, input.version)) {
    rules::check_status(matter, tx.now(), {MatterStatus::closed});
    rules::check_version(matter, input.version);
    take_count(tx, matter, vote);
    if (!matter.closed_at) matter.closed_at = matter.ends_at;
    matter.status = MatterStatus::counted;
    save(tx, actor, "assembly.count", matter, vote);
  }
  return view(tx, actor, matter, vote);
}

VoteView Votes::edit_minutes(Tx& tx, const Actor& actor, const MinutesEdit& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  rules::check_status(matter, tx.now(), {MatterStatus::open, MatterStatus::closed, MatterStatus::counted});
  rules::check_version(matter, input.version);
  vote.heading = input.heading.value;
  vote.place = input.place.value;
  vote.secretary = input.secretary.value;
  vote.note = input.note.value;
  matter_store::update(tx, matter);
  vote_store::update(tx, vote);
  return view(tx, actor, matter, vote);
}

VoteView Votes::send(Tx& tx, const Actor& actor, const MinutesSending& input) {
  auto matter = held(tx, context_, actor, kHold, input.matter_id.value, MatterKind::vote);
  auto vote = *vote_store::find(tx, matter.id);
  if (!done_before(matter, MatterStatus::sent, input.version)) {
    rules::check_status(matter, tx.now(), {MatterStatus::counted});
    rules::check_version(matter, input.version);
    const auto today = date_of(tx.now());
    if (input.signed_on.value > today || input.signed_on.value < date_of(*matter.closed_at))
      throw Error::invalid("/signed_on", "assembly.error.signed_on");
    if (input.sent_on.value > today || input.sent_on.value < input.signed_on.value)
      throw Error::invalid("/sent_on", "assembly.error.sent_on");
    vote.signed_on = input.signed_on.value;
    vote.sent_on = input.sent_on.value;
    vote.sent_to = input.sent_to.value;
    matter.status = MatterStatus::sent;
    save(tx, actor, "assembly.send", matter, vote);
  }
  return view(tx, actor, matter, vote);
}

VoteView Votes::view(Tx& tx, const Actor& actor, const Matter& matter, const Vote& vote) const {
  VoteView view;
  fill(tx, context_, actor, matter, view);
  static_cast<VoteTerms&>(view) = vote;
  view.minutes = vote;
  view.team = vote_store::team(tx, matter.id);
  view.may_count = context_.authority.can(tx, actor, "assembly.count", matter.sender_area_id);
  if (matter.status == MatterStatus::draft) return view;
  view.consent = consents(tx, matter);
  auto found = tally(tx, matter, vote);
  view.count = found.count;
  if (view.may_count || vote.counted_at) view.opinions = std::move(found.opinions);
  if (view.may_count) view.box = box_of(vote);
  const auto sight = context_.areas.sight(tx, actor, "assembly.view");
  for (auto& unit : turnout(tx, matter))
    if (sight.covers(unit.area_id)) view.units.push_back(std::move(unit));
  return view;
}

}  // namespace thon::assembly
