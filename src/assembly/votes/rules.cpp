#include "assembly/votes/rules.hpp"

#include "base/error.hpp"

namespace thon::assembly::rules {
namespace {

/// Điều 15 khoản 6: matters that the community governs by itself.
constexpr std::int64_t kSelfGovernment = 6;
constexpr std::size_t kSmallestTeam = 3;

void add(VoteCount& count, std::optional<BallotChoice> choice) {
  if (!choice)
    ++count.invalid;
  else if (*choice == BallotChoice::agree)
    ++count.agree;
  else if (*choice == BallotChoice::disagree)
    ++count.disagree;
  else
    ++count.other;
}

}  // namespace

bool may_vote_online(std::int64_t clause) { return clause == kSelfGovernment; }

void check_team(const CountingTeam& team) {
  if (team.size() < kSmallestTeam) throw Error::invalid("/team", "assembly.error.team_too_small");
  if (!team.front().from_front) throw Error::invalid("/team/0/from_front", "assembly.error.team_head");
}

ConsentCount count_consents(std::int64_t houses, std::int64_t agree, std::int64_t refuse) {
  return {houses, needed(houses), agree, refuse, more_than_half(agree, houses)};
}

void check_opening(const Vote& vote, const CountingTeam& team, const ConsentCount& consent) {
  if (!may_vote_online(vote.clause)) throw Error(ErrorKind::conflict, "assembly.error.kind_needs_meeting");
  if (!vote.agreed_on) throw Error(ErrorKind::conflict, "assembly.error.not_agreed");
  check_team(team);
  if (!consent.enough)
    throw Error(ErrorKind::conflict, "assembly.error.too_few_consents",
                {{"agree", std::to_string(consent.agree)}, {"needed", std::to_string(consent.needed)}});
}

void check_app_open(const Matter& matter, Millis now) { check_status(matter, now, {MatterStatus::open}); }

void check_paper_open(const Matter& matter, Millis now) {
  check_status(matter, now, {MatterStatus::open, MatterStatus::closed});
}

void check_close(const Matter& matter, std::int64_t voted, Millis now) {
  check_status(matter, now, {MatterStatus::open, MatterStatus::closed});
  const bool over = status_at(matter, now) == MatterStatus::closed;
  if (!over && voted < matter.houses)
    throw Error(ErrorKind::conflict, "assembly.error.still_voting",
                {{"left", std::to_string(matter.houses - voted)}});
}

std::string opinion_of(std::optional<BallotChoice> choice, const std::optional<Text<0, 500>>& opinion) {
  if (choice != BallotChoice::other) return {};
  if (!opinion || opinion->value.empty()) throw Error::invalid("/opinion", "assembly.error.opinion_missing");
  return opinion->value;
}

std::optional<BallotWay> standing(const Given& given) {
  if (given.paper) return BallotWay::paper;
  if (given.app) return BallotWay::app;
  return std::nullopt;
}

VoteCount count(std::int64_t electorate, BallotSecrecy secrecy, const std::vector<Given>& given,
                const std::optional<BoxCount>& box) {
  VoteCount count;
  count.electorate = electorate;
  count.needed = needed(electorate);
  for (const auto& house : given) {
    const auto way = standing(house);
    if (!way) continue;
    ++count.voted;
    const bool on_paper = *way == BallotWay::paper;
    ++(on_paper ? count.by_paper : count.by_app);
    if (house.app && house.paper) ++count.both;
    if (!on_paper)
      add(count, house.app_choice);
    else if (secrecy == BallotSecrecy::open)
      add(count, house.paper_choice);
  }
  if (secrecy == BallotSecrecy::secret && box) {
    count.agree += box->agree;
    count.disagree += box->disagree;
    count.other += box->other;
    count.invalid += box->invalid;
  }
  count.passed = more_than_half(count.agree, electorate);
  return count;
}

void check_box(const VoteCount& count, const std::optional<BoxCount>& box) {
  if (!box && count.by_paper == 0) return;
  const auto papers = box ? box->agree + box->disagree + box->other + box->invalid : 0;
  if (papers != count.by_paper)
    throw Error(ErrorKind::conflict, "assembly.error.box_differs",
                {{"papers", std::to_string(papers)}, {"houses", std::to_string(count.by_paper)}});
}

}  // namespace thon::assembly::rules
