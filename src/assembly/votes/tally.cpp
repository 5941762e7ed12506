#include "assembly/votes/tally.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <unordered_set>

#include "assembly/matters/roll_store.hpp"
#include "assembly/votes/envelope.hpp"

namespace thon::assembly {
namespace {

using ballot_store::Cast;
using vote_store::Vote;

rules::Given given_of(const Cast& cast) {
  return {cast.app_id.has_value(), cast.app_choice, cast.paper_id.has_value(), cast.paper_choice};
}

/// The opinion that counts with a ballot that stands, if it is one.
std::string opinion_of(const Cast& cast) {
  const auto way = rules::standing(given_of(cast));
  if (!way) return {};
  return *way == BallotWay::paper ? cast.paper_opinion : cast.app_opinion;
}

Tally tally_of(const Matter& matter, const Vote& vote, const std::vector<Cast>& casts) {
  Tally tally;
  std::vector<rules::Given> given;
  for (const auto& cast : casts) {
    given.push_back(given_of(cast));
    if (auto opinion = opinion_of(cast); !opinion.empty()) tally.opinions.push_back(std::move(opinion));
  }
  const auto box = box_of(vote);
  tally.count = rules::count(matter.houses, vote.secrecy, given, box);
  if (vote.secrecy == BallotSecrecy::secret && box)
    tally.opinions.insert(tally.opinions.end(), box->opinions.begin(), box->opinions.end());
  // By what they say, so that their order tells nothing of who gave them.
  std::sort(tally.opinions.begin(), tally.opinions.end());
  tally.count.shown = true;
  return tally;
}

void hide_choices(VoteCount& count) {
  count.agree = count.disagree = count.other = count.invalid = 0;
  count.shown = count.passed = false;
}

}  // namespace

std::optional<BoxCount> box_of(const Vote& vote) {
  if (!vote.box_agree) return std::nullopt;
  BoxCount box{*vote.box_agree,
               vote.box_disagree.value_or(0),
               vote.box_other.value_or(0),
               vote.box_invalid.value_or(0),
               {}};
  const auto opinions = boost::json::parse(vote.box_opinions);
  for (const auto& text : opinions.as_array()) box.opinions.emplace_back(text.as_string());
  return box;
}

Tally tally(Tx& tx, const Matter& matter, const Vote& vote) {
  auto found = tally_of(matter, vote, ballot_store::all(tx, matter.id));
  if (vote.counted_at) {
    found.count.agree = vote.agree;
    found.count.disagree = vote.disagree;
    found.count.other = vote.other;
    found.count.invalid = vote.invalid;
    found.count.passed = rules::more_than_half(vote.agree, matter.houses);
    found.opinions = vote_store::opinions(tx, matter.id);
  } else if (vote.secrecy == BallotSecrecy::secret) {
    hide_choices(found.count);
    found.opinions.clear();
  }
  return found;
}

Tally final_tally(Tx& tx, const Context& context, const Matter& matter, const Vote& vote) {
  auto casts = ballot_store::all(tx, matter.id);
  if (vote.secrecy == BallotSecrecy::secret && vote.seal_key) {
    const Envelopes envelopes(context.seal.open(*vote.seal_key));
    for (auto& cast : casts) {
      if (!cast.app_sealed) continue;
      auto secret = envelopes.open(*cast.app_sealed);
      cast.app_choice = secret.choice;
      cast.app_opinion = std::move(secret.opinion);
    }
  }
  return tally_of(matter, vote, casts);
}

ConsentCount consents(Tx& tx, const Matter& matter) {
  std::int64_t agree = 0, refuse = 0;
  for (const auto& consent : vote_store::consents(tx, matter.id)) ++(consent.agrees ? agree : refuse);
  return rules::count_consents(matter.houses, agree, refuse);
}

std::vector<UnitTurnout> turnout(Tx& tx, const Matter& matter) {
  std::unordered_set<std::string> answered;
  if (matter.status == MatterStatus::asking) {
    for (const auto& consent : vote_store::consents(tx, matter.id)) answered.insert(consent.household_id);
  } else {
    for (const auto& cast : ballot_store::all(tx, matter.id))
      if (cast.app_id || cast.paper_id) answered.insert(cast.household_id);
  }
  std::vector<UnitTurnout> units;
  for (const auto& house : roll_store::all(tx, matter.id)) {
    if (units.empty() || units.back().area_id != house.area_id)
      units.push_back({house.area_id, house.area_name, 0, 0});
    ++units.back().houses;
    if (answered.contains(house.household_id)) ++units.back().answered;
  }
  return units;
}

}  // namespace thon::assembly
