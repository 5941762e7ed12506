#include "assembly/votes/ballots.hpp"

#include <boost/json.hpp>

#include "assembly/news.hpp"
#include "assembly/votes/envelope.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

using ballot_store::Ballot;

constexpr const char* kCount = "assembly.count";

/// Says that a household voted, never what: the audit is read by more people than the count is.
void record_given(Tx& tx, const Actor& actor, const char* verb, const Matter& matter,
                  const std::string& household_id) {
  const boost::json::object detail{{"title", matter.title}, {"household", household_id}};
  record(tx, actor, verb, matter, boost::json::serialize(detail));
}

PaperEntered entered(const roll_store::House& house) {
  return {house.household_id, house.code, house.name, house.address, house.area_name};
}

}  // namespace

Ballots::Entry Ballots::by_code(Tx& tx, const Actor& actor, std::string_view matter_id,
                                std::string_view code) const {
  auto matter = held(tx, context_, actor, kCount, matter_id, MatterKind::vote);
  auto house = roll_store::find_by_code(tx, matter_id, rules::plain_code(code));
  if (!house) throw Error::invalid("/code", "assembly.error.code_not_on_roll");
  return {std::move(matter), std::move(*house)};
}

void Ballots::consent(Tx& tx, const Actor& actor, const ConsentInput& input) {
  const auto matter = answerable(tx, actor, input.matter_id.value, MatterKind::vote);
  rules::check_status(matter, tx.now(), {MatterStatus::asking});
  vote_store::put_consent(tx, matter.id,
                          {actor.household_id, input.agrees, BallotWay::app, actor.name, tx.now()});
  record_given(tx, actor, "assembly.consent", matter, actor.household_id);
  news::answered(tx, context_, matter, actor.household_id);
}

void Ballots::cast(Tx& tx, const Actor& actor, const BallotInput& input) {
  const auto matter = answerable(tx, actor, input.matter_id.value, MatterKind::vote);
  if (const auto known = ballot_store::find(tx, input.id.value)) {
    const bool same = known->matter_id == matter.id && known->household_id == actor.household_id;
    if (same && known->way == BallotWay::app) return;
    throw Error(ErrorKind::conflict, "assembly.error.id_taken");
  }
  rules::check_app_open(matter, tx.now());
  const auto opinion = rules::opinion_of(input.choice, input.opinion);
  const auto vote = *vote_store::find(tx, matter.id);
  Ballot ballot{input.id.value, matter.id,        actor.household_id, BallotWay::app, std::nullopt, {},
                std::nullopt,   actor.session_id, actor.name,         tx.now()};
  if (vote.secrecy == BallotSecrecy::secret) {
    ballot.sealed = Envelopes(context_.seal.open(*vote.seal_key)).close({input.choice, opinion});
  } else {
    ballot.choice = input.choice;
    ballot.opinion = opinion;
  }
  ballot_store::put(tx, ballot);
  record_given(tx, actor, "assembly.ballot", matter, actor.household_id);
  news::answered(tx, context_, matter, actor.household_id);
}

PaperEntered Ballots::consent_on_paper(Tx& tx, const Actor& actor, const PaperConsent& input) {
  const auto [matter, house] = by_code(tx, actor, input.matter_id.value, input.code.value);
  rules::check_status(matter, tx.now(), {MatterStatus::asking});
  auto result = entered(house);
  result.replaced = vote_store::consent(tx, matter.id, house.household_id).has_value();
  vote_store::put_consent(tx, matter.id,
                          {house.household_id, input.agrees, BallotWay::paper, actor.name, tx.now()});
  record_given(tx, actor, "assembly.paper_consent", matter, house.household_id);
  news::answered(tx, context_, matter, house.household_id);
  return result;
}

PaperEntered Ballots::enter_paper(Tx& tx, const Actor& actor, const PaperBallot& input) {
  const auto [matter, house] = by_code(tx, actor, input.matter_id.value, input.code.value);
  auto result = entered(house);
  const auto before = ballot_store::cast(tx, matter.id, house.household_id);
  result.both = before && before->app_id;
  if (const auto known = ballot_store::find(tx, input.id.value)) {
    const bool same = known->matter_id == matter.id && known->household_id == house.household_id;
    if (same && known->way == BallotWay::paper) return result;
    throw Error(ErrorKind::conflict, "assembly.error.id_taken");
  }
  rules::check_paper_open(matter, tx.now());
  const auto vote = *vote_store::find(tx, matter.id);
  if (vote.secrecy == BallotSecrecy::secret && input.choice)
    throw Error::invalid("/choice", "assembly.error.paper_in_box");
  const auto opinion = rules::opinion_of(input.choice, input.opinion);
  result.replaced = before && before->paper_id;
  ballot_store::put(tx, {input.id.value, matter.id, house.household_id, BallotWay::paper, input.choice,
                         opinion, std::nullopt, actor.session_id, actor.name, tx.now()});
  record_given(tx, actor, "assembly.paper", matter, house.household_id);
  news::answered(tx, context_, matter, house.household_id);
  return result;
}

void Ballots::retract_paper(Tx& tx, const Actor& actor, const PaperRetraction& input) {
  const auto matter = held(tx, context_, actor, kCount, input.matter_id.value, MatterKind::vote);
  const auto house = roll_store::find(tx, matter.id, input.household_id.value);
  const auto cast = ballot_store::cast(tx, matter.id, input.household_id.value);
  if (!house || !cast) throw Error::not_found("assembly.error.no_paper");
  if (!cast->paper_id) return;
  rules::check_paper_open(matter, tx.now());
  ballot_store::retract_paper(tx, matter.id, house->household_id, actor.name);
  record_given(tx, actor, "assembly.retract_paper", matter, house->household_id);
  news::answered(tx, context_, matter, house->household_id);
}

}  // namespace thon::assembly
