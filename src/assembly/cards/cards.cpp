#include "assembly/cards/cards.hpp"

#include <algorithm>

#include "assembly/cards/store.hpp"
#include "assembly/matters/roll_store.hpp"
#include "assembly/meetings/store.hpp"
#include "assembly/polls/rules.hpp"
#include "assembly/votes/envelope.hpp"
#include "assembly/votes/tally.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

/// How long what has ended stays in the list.
constexpr Millis kRecent = 14 * kDay;
constexpr std::int64_t kMost = 50;

bool asks(const Matter& matter, Millis now) {
  const auto status = rules::status_at(matter, now);
  if (status == MatterStatus::asking) return true;
  return status == MatterStatus::open && now < matter.ends_at.value_or(0);
}

void fill_card(MatterCard& card, const Matter& matter, std::string_view sender, bool answered, Millis now) {
  card.id = matter.id;
  card.kind = matter.kind;
  card.status = rules::status_at(matter, now);
  card.title = matter.title;
  card.body = matter.body;
  card.sender_name = sender;
  card.updated_at = matter.updated_at;
  card.ends_at = matter.ends_at;
  card.answered = answered;
  card.asks = asks(matter, now);
}

}  // namespace

MatterCards Cards::list(Tx& tx, const Actor& actor) const {
  if (!actor.household()) throw Error::not_found();
  const auto tree = context_.areas.tree(tx);
  MatterCards cards;
  for (const auto& line : card_store::lines(tx, actor.household_id, tx.now() - kRecent, kMost)) {
    const auto matter = *matter_store::find(tx, line.id);
    fill_card(cards.items.emplace_back(), matter, tree->name(matter.sender_area_id), line.answered, tx.now());
  }
  return cards;
}

MatterCardView Cards::find(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto found = matter_store::find(tx, id);
  if (!found) throw Error::not_found(kMissing);
  const auto matter = answerable(tx, actor, id, found->kind);
  MatterCardView card;
  card.reason = matter.reason;
  card.extensions = matter_store::extensions(tx, matter.id);
  card.houses = matter.houses;
  bool answered = false;
  switch (matter.kind) {
    case MatterKind::vote:
      card.vote = vote(tx, actor, matter);
      answered = matter.status == MatterStatus::asking
                     ? card.vote->agrees.has_value()
                     : std::any_of(card.vote->given.begin(), card.vote->given.end(),
                                   [](const OwnBallot& ballot) { return ballot.counts; });
      break;
    case MatterKind::poll:
      card.poll = poll(tx, actor, matter);
      answered = !card.poll->chosen.empty();
      break;
    case MatterKind::meeting:
      card.meeting = meeting(tx, actor, matter);
      answered = card.meeting->answer.has_value();
  }
  fill_card(card, matter, context_.areas.tree(tx)->name(matter.sender_area_id), answered, tx.now());
  return card;
}

VoteCard Cards::vote(Tx& tx, const Actor& actor, const Matter& matter) const {
  const auto vote = *vote_store::find(tx, matter.id);
  VoteCard card;
  card.kind_name = vote.kind_name;
  card.legal_basis = vote.legal_basis;
  card.secrecy = vote.secrecy;
  card.consent = consents(tx, matter);
  if (const auto own = vote_store::consent(tx, matter.id, actor.household_id)) card.agrees = own->agrees;
  card.count = tally(tx, matter, vote).count;
  if (!vote.counted_at) {
    // While others still vote, what was chosen so far must not sway them.
    card.count.agree = card.count.disagree = card.count.other = card.count.invalid = 0;
    card.count.shown = card.count.passed = false;
  }
  const auto cast = ballot_store::cast(tx, matter.id, actor.household_id);
  for (const auto& ballot : ballot_store::history(tx, matter.id, actor.household_id)) {
    OwnBallot own{ballot.at,      ballot.way,     ballot.choice,
                  ballot.opinion, ballot.by_name, ballot.session_id == actor.session_id,
                  false};
    own.counts = cast && (cast->paper_id ? *cast->paper_id == ballot.id : cast->app_id == ballot.id);
    if (ballot.sealed && vote.seal_key) {
      auto secret = Envelopes(context_.seal.open(*vote.seal_key)).open(*ballot.sealed);
      own.choice = secret.choice;
      own.opinion = std::move(secret.opinion);
    }
    card.given.insert(card.given.begin(), std::move(own));
  }
  return card;
}

PollCard Cards::poll(Tx& tx, const Actor& actor, const Matter& matter) const {
  const auto poll = *poll_store::find(tx, matter.id);
  PollCard card;
  card.several = poll.several;
  card.results = poll.results;
  if (const auto own = poll_store::answer(tx, matter.id, actor.household_id))
    card.chosen = rules::places(own->options);
  const bool over = rules::status_at(matter, tx.now()) == MatterStatus::closed;
  card.shown = rules::shows_results(poll.results, over, !card.chosen.empty());
  const auto answers = poll_store::answers(tx, matter.id);
  card.answered = static_cast<std::int64_t>(answers.size());
  const auto texts = poll_store::options(tx, matter.id);
  const auto counts = rules::counts(answers, texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    card.options.push_back({texts[i], card.shown ? counts[i] : 0});
  return card;
}

MeetingCard Cards::meeting(Tx& tx, const Actor& actor, const Matter& matter) const {
  const auto meeting = *meeting_store::find(tx, matter.id);
  MeetingCard card;
  card.place = meeting.place;
  card.papers = meeting_store::papers(tx, matter.id);
  card.conclusion = meeting.conclusion;
  if (const auto own = meeting_store::reply(tx, matter.id, actor.household_id)) {
    card.answer = own->answer;
    card.proxy_name = own->proxy_name;
  }
  return card;
}

}  // namespace thon::assembly
