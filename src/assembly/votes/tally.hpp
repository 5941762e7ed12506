#pragma once
#include "assembly/context.hpp"
#include "assembly/votes/rules.hpp"

/// Reads what was given and counts it.
namespace thon::assembly {

/// A vote's count, and the other opinions in it without who gave them. Choices of a secret vote are left out
/// until it is counted.
struct Tally {
  VoteCount count;
  std::vector<std::string> opinions;
};
Tally tally(Tx& tx, const Matter& matter, const vote_store::Vote& vote);
/// The count of a vote that has ended, with what its envelopes hold.
Tally final_tally(Tx& tx, const Context& context, const Matter& matter, const vote_store::Vote& vote);

ConsentCount consents(Tx& tx, const Matter& matter);
std::optional<BoxCount> box_of(const vote_store::Vote& vote);
/// Turnout by unit of the roll, in walking order; while households are asked, of those who have answered
/// that.
std::vector<UnitTurnout> turnout(Tx& tx, const Matter& matter);

}  // namespace thon::assembly
