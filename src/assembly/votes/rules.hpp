#pragma once
#include <optional>
#include <string>
#include <vector>

#include "assembly/matters/rules.hpp"
#include "assembly/votes/ballot_store.hpp"
#include "assembly/votes/store.hpp"

/// The law of the household vote (Luật 10/2022/QH15, Điều 15–21; Nghị định 59/2023), without I/O.
namespace thon::assembly::rules {

using vote_store::Vote;

/// Of the matters of Điều 15 only those of clause 6 may be voted on online.
bool may_vote_online(std::int64_t clause);
/// Throws unless three to five people gather the opinions and the first of them speaks for the Front.
void check_team(const CountingTeam& team);
/// Of the households on the roll, how many agree to vote online.
ConsentCount count_consents(std::int64_t houses, std::int64_t agree, std::int64_t refuse);
/// Throws unless everything the law asks for before a vote is there.
void check_opening(const Vote& vote, const CountingTeam& team, const ConsentCount& consent);

/// Throws unless a phone's ballot counts now: from the opening to the last millisecond before the end.
void check_app_open(const Matter& matter, Millis now);
/// Throws unless papers may be entered now: until the vote is counted, for those that came in before the end
/// may still lie on the table when it has passed.
void check_paper_open(const Matter& matter, Millis now);
/// Throws unless the vote may be ended: its time is up, or every household has voted.
void check_close(const Matter& matter, std::int64_t voted, Millis now);

/// The text of an opinion: there when the choice is "other", and only then.
std::string opinion_of(std::optional<BallotChoice> choice, const std::optional<Text<0, 500>>& opinion);

/// What one household has given: by phone, on paper, or both.
struct Given {
  bool app = false;
  std::optional<BallotChoice> app_choice;
  bool paper = false;
  std::optional<BallotChoice> paper_choice;  ///< absent: invalid, or in the box of a secret vote
};
/// The ballot that counts. A signed paper stands over what the phone said; both are kept.
std::optional<BallotWay> standing(const Given& given);
/// Counts one vote for each household, of all `electorate` households. In a secret vote the papers are
/// counted by what lay in the box.
VoteCount count(std::int64_t electorate, BallotSecrecy secrecy, const std::vector<Given>& given,
                const std::optional<BoxCount>& box);
/// Throws unless the papers in the box of a secret vote are as many as the households that gave one.
void check_box(const VoteCount& count, const std::optional<BoxCount>& box);

}  // namespace thon::assembly::rules
