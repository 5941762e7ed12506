#include "assembly/votes/rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "assembly/meetings/rules.hpp"
#include "assembly/polls/rules.hpp"
#include "assembly/votes/envelope.hpp"
#include "base/error.hpp"

namespace thon::assembly {
namespace {

using rules::Given;
using rules::Matter;

std::string key_of(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.fields().empty() ? error.key() : error.fields().front().key;
  }
  return "";
}

Matter matter(MatterStatus status, std::optional<Millis> ends_at = std::nullopt,
              MatterKind kind = MatterKind::vote) {
  Matter made;
  made.kind = kind;
  made.status = status;
  made.ends_at = ends_at;
  made.houses = 10;
  return made;
}

TEST(AssemblyRules, HalfOfAllIsNotEnough) {
  EXPECT_FALSE(rules::more_than_half(5, 10));
  EXPECT_TRUE(rules::more_than_half(6, 10));
  EXPECT_FALSE(rules::more_than_half(5, 11));
  EXPECT_TRUE(rules::more_than_half(6, 11));
  EXPECT_FALSE(rules::more_than_half(0, 0));
  EXPECT_EQ(rules::needed(10), 6);
  EXPECT_EQ(rules::needed(11), 6);
  EXPECT_EQ(rules::needed(1), 1);
}

TEST(AssemblyRules, TheNeededPartIsTheSmallestThatPasses) {
  EXPECT_TRUE(rc::check("needed", [] {
    const auto all = *rc::gen::inRange<std::int64_t>(1, 5'000'000'000);
    RC_ASSERT(rules::more_than_half(rules::needed(all), all));
    RC_ASSERT(!rules::more_than_half(rules::needed(all) - 1, all));
  }));
}

TEST(AssemblyRules, APercentageNeverLooksLikeMoreThanItIs) {
  EXPECT_EQ(rules::percent(164, 328), "50");
  EXPECT_EQ(rules::percent(9999, 10000), "99,9");
  EXPECT_EQ(rules::percent(1, 3), "33,3");
  EXPECT_EQ(rules::percent(10, 10), "100");
  EXPECT_EQ(rules::percent(0, 0), "0");
}

TEST(AssemblyRules, TheLastMillisecondCountsAndTheNextDoesNot) {
  const auto open = matter(MatterStatus::open, 1000);
  EXPECT_EQ(rules::status_at(open, 999), MatterStatus::open);
  EXPECT_EQ(rules::status_at(open, 1000), MatterStatus::closed);
  EXPECT_EQ(key_of([&] { rules::check_app_open(open, 999); }), "");
  EXPECT_EQ(key_of([&] { rules::check_app_open(open, 1000); }), "assembly.error.is_closed");
  EXPECT_EQ(key_of([&] { rules::check_paper_open(open, 1000); }), "");
  EXPECT_EQ(rules::status_at(matter(MatterStatus::open, 1000, MatterKind::meeting), 5000),
            MatterStatus::open);
  EXPECT_EQ(rules::status_at(matter(MatterStatus::counted, 1000), 5000), MatterStatus::counted);
}

TEST(AssemblyRules, PapersAreEnteredUntilTheCount) {
  EXPECT_EQ(key_of([&] { rules::check_paper_open(matter(MatterStatus::closed, 1), 9); }), "");
  EXPECT_EQ(key_of([&] { rules::check_paper_open(matter(MatterStatus::counted, 1), 9); }),
            "assembly.error.is_closed");
  EXPECT_EQ(key_of([&] { rules::check_paper_open(matter(MatterStatus::cancelled, 1), 9); }),
            "assembly.error.is_cancelled");
  EXPECT_EQ(key_of([&] { rules::check_paper_open(matter(MatterStatus::asking), 9); }),
            "assembly.error.is_asking");
}

TEST(AssemblyRules, AVoteEndsEarlyOnlyWhenAllHaveVoted) {
  const auto open = matter(MatterStatus::open, 1000);
  EXPECT_EQ(key_of([&] { rules::check_close(open, 9, 500); }), "assembly.error.still_voting");
  EXPECT_EQ(key_of([&] { rules::check_close(open, 10, 500); }), "");
  EXPECT_EQ(key_of([&] { rules::check_close(open, 0, 1000); }), "");
}

CountingTeam team(std::size_t size, bool front_first = true) {
  CountingTeam made;
  for (std::size_t i = 0; i < size; ++i) {
    CountingMember member;
    member.name.value = "Tên";
    member.office.value = "Chức danh";
    member.from_front = front_first && i == 0;
    made.push_back(member);
  }
  return made;
}

TEST(AssemblyRules, TheTeamIsThreeToFiveAndTheFrontHeadsIt) {
  EXPECT_EQ(key_of([] { rules::check_team(team(2)); }), "assembly.error.team_too_small");
  EXPECT_EQ(key_of([] { rules::check_team(team(3)); }), "");
  EXPECT_EQ(key_of([] { rules::check_team(team(5)); }), "");
  EXPECT_EQ(key_of([] { rules::check_team(team(3, false)); }), "assembly.error.team_head");
}

TEST(AssemblyRules, AVoteOpensOnlyWithEverythingTheLawAsksFor) {
  vote_store::Vote vote;
  const auto enough = rules::count_consents(10, 6, 0), half = rules::count_consents(10, 5, 1);
  EXPECT_EQ(key_of([&] { rules::check_opening(vote, team(3), enough); }), "assembly.error.not_agreed");
  vote.agreed_on = "2023-06-01";
  EXPECT_EQ(key_of([&] { rules::check_opening(vote, team(3), enough); }), "");
  EXPECT_EQ(key_of([&] { rules::check_opening(vote, team(3), half); }), "assembly.error.too_few_consents");
  EXPECT_EQ(key_of([&] { rules::check_opening(vote, team(0), enough); }), "assembly.error.team_too_small");
  for (int clause = 1; clause <= 5; ++clause) {
    vote.clause = clause;
    EXPECT_EQ(key_of([&] { rules::check_opening(vote, team(3), enough); }),
              "assembly.error.kind_needs_meeting");
  }
}

TEST(AssemblyRules, AnotherOpinionIsWritten) {
  EXPECT_EQ(key_of([] { rules::opinion_of(BallotChoice::other, std::nullopt); }),
            "assembly.error.opinion_missing");
  EXPECT_EQ(rules::opinion_of(BallotChoice::other, Text<0, 500>{"Chỉ quét ngõ lớn"}), "Chỉ quét ngõ lớn");
  EXPECT_EQ(rules::opinion_of(BallotChoice::agree, Text<0, 500>{"thừa"}), "");
  EXPECT_EQ(rules::opinion_of(std::nullopt, Text<0, 500>{"thừa"}), "");
}

// --- the count against a model that goes house by house

std::optional<BallotChoice> any_choice(bool may_be_invalid) {
  const int drawn = *rc::gen::inRange(0, may_be_invalid ? 4 : 3);
  if (drawn == 3) return std::nullopt;
  return static_cast<BallotChoice>(drawn);
}

/// One thing that happens to a house while votes are gathered.
struct Happening {
  int house = 0;
  enum { phone, paper, retract } what = phone;
  std::optional<BallotChoice> choice;
  Millis at = 0;
};

Happening any_happening(int houses) {
  Happening made;
  made.house = *rc::gen::inRange(0, houses);
  made.what = static_cast<decltype(made.what)>(*rc::gen::weightedElement<int>({{6, 0}, {3, 1}, {1, 2}}));
  made.choice = any_choice(made.what == Happening::paper);
  made.at = *rc::gen::inRange<Millis>(0, 1200);
  return made;
}

/// What the rules let through, house by house, as the store keeps it.
class Kept {
 public:
  Kept(int houses, Millis ends_at)
      : given_(static_cast<std::size_t>(houses)), matter_(matter(MatterStatus::open, ends_at)) {}
  void take(const Happening& happening) {
    auto& house = given_[static_cast<std::size_t>(happening.house)];
    try {
      if (happening.what == Happening::phone) {
        rules::check_app_open(matter_, happening.at);
        house.app = true;
        house.app_choice = happening.choice;
      } else {
        rules::check_paper_open(matter_, happening.at);
        house.paper = happening.what == Happening::paper;
        house.paper_choice = house.paper ? happening.choice : std::nullopt;
      }
    } catch (const Error&) {
    }
  }
  const std::vector<Given>& given() const { return given_; }

 private:
  std::vector<Given> given_;
  Matter matter_;
};

/// The same said as simply as can be: the last call before the end by phone, the last paper over it.
std::map<std::string, std::int64_t> model(const std::vector<Happening>& happenings, int houses,
                                          Millis ends_at) {
  std::map<std::string, std::int64_t> sums;
  for (int house = 0; house < houses; ++house) {
    const Happening *phone = nullptr, *paper = nullptr;
    for (const auto& happening : happenings) {
      if (happening.house != house) continue;
      if (happening.what == Happening::phone && happening.at < ends_at) phone = &happening;
      if (happening.what == Happening::paper) paper = &happening;
      if (happening.what == Happening::retract) paper = nullptr;
    }
    const Happening* stands = paper ? paper : phone;
    if (!stands) continue;
    ++sums["voted"];
    ++sums[paper ? "by_paper" : "by_app"];
    if (phone && paper) ++sums["both"];
    if (!stands->choice)
      ++sums["invalid"];
    else if (*stands->choice == BallotChoice::agree)
      ++sums["agree"];
    else if (*stands->choice == BallotChoice::disagree)
      ++sums["disagree"];
    else
      ++sums["other"];
  }
  return sums;
}

TEST(AssemblyRules, TheCountIsThatOfTheModel) {
  EXPECT_TRUE(rc::check("one vote a house, the last counts, paper stands, nothing after the end", [] {
    const int houses = *rc::gen::inRange(1, 60);
    const Millis ends_at = 1000;
    auto happenings = *rc::gen::container<std::vector<Happening>>(
        *rc::gen::inRange(0, 150), rc::gen::exec([houses] { return any_happening(houses); }));
    // Time only goes forward.
    std::stable_sort(happenings.begin(), happenings.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
    Kept kept(houses, ends_at);
    for (const auto& happening : happenings) kept.take(happening);
    const auto count = rules::count(houses, BallotSecrecy::open, kept.given(), std::nullopt);
    auto wanted = model(happenings, houses, ends_at);
    RC_ASSERT(count.electorate == houses);
    RC_ASSERT(count.voted == wanted["voted"]);
    RC_ASSERT(count.by_app == wanted["by_app"]);
    RC_ASSERT(count.by_paper == wanted["by_paper"]);
    RC_ASSERT(count.both == wanted["both"]);
    RC_ASSERT(count.agree == wanted["agree"]);
    RC_ASSERT(count.disagree == wanted["disagree"]);
    RC_ASSERT(count.other == wanted["other"]);
    RC_ASSERT(count.invalid == wanted["invalid"]);
    // Every house once, and the threshold of all of them, not of those who voted.
    RC_ASSERT(count.agree + count.disagree + count.other + count.invalid == count.voted);
    RC_ASSERT(count.voted <= houses);
    RC_ASSERT(count.passed == (wanted["agree"] * 2 > houses));
  }));
}

TEST(AssemblyRules, ASecretVoteCountsPapersByTheBox) {
  EXPECT_TRUE(rc::check("phones without a paper, and what lay in the box", [] {
    const int houses = *rc::gen::inRange(1, 40);
    std::vector<Given> given;
    std::int64_t phones[3] = {0, 0, 0}, papers = 0;
    for (int i = 0; i < houses; ++i) {
      Given house;
      house.app = *rc::gen::arbitrary<bool>();
      house.paper = *rc::gen::arbitrary<bool>();
      if (house.app) house.app_choice = any_choice(false);
      if (house.app && !house.paper) ++phones[static_cast<int>(*house.app_choice)];
      papers += house.paper;
      given.push_back(house);
    }
    BoxCount box;
    for (std::int64_t i = 0; i < papers; ++i)
      ++(i % 3 == 0 ? box.agree : i % 3 == 1 ? box.invalid : box.other);
    const auto count = rules::count(houses, BallotSecrecy::secret, given, box);
    RC_ASSERT(count.agree == phones[0] + box.agree);
    RC_ASSERT(count.disagree == phones[1]);
    RC_ASSERT(count.other == phones[2] + box.other);
    RC_ASSERT(count.invalid == box.invalid);
    RC_ASSERT(count.agree + count.disagree + count.other + count.invalid == count.voted);
    rules::check_box(count, box);
    ++box.agree;
    RC_ASSERT_THROWS_AS(rules::check_box(count, box), Error);
  }));
}

TEST(AssemblyRules, AnEnvelopeTellsNothingByItsLength) {
  const Envelopes envelopes(Envelopes::new_key());
  const std::string longest(4 * 500, 'x');
  const auto one = envelopes.close({BallotChoice::agree, ""}),
             other = envelopes.close({BallotChoice::other, longest});
  EXPECT_EQ(one.size(), other.size());
  EXPECT_NE(envelopes.close({BallotChoice::agree, ""}), one);
  EXPECT_EQ(envelopes.open(one).choice, BallotChoice::agree);
  EXPECT_EQ(envelopes.open(one).opinion, "");
  EXPECT_EQ(envelopes.open(other).choice, BallotChoice::other);
  EXPECT_EQ(envelopes.open(other).opinion, longest);
  EXPECT_THROW(Envelopes(Envelopes::new_key()).open(one), Error);
}

TEST(AssemblyRules, WorkingDaysLeaveOutTheWeekend) {
  EXPECT_EQ(rules::working_days_after("2023-06-02", 5), "2023-06-09");  // a Friday
  EXPECT_EQ(rules::working_days_after("2023-06-03", 5), "2023-06-09");  // a Saturday
  EXPECT_EQ(rules::working_days_after("2023-06-04", 1), "2023-06-05");
  EXPECT_EQ(rules::working_days_after("2023-12-29", 5), "2024-01-05");
}

TEST(AssemblyRules, ACodeIsReadAsItIsTyped) {
  EXPECT_EQ(rules::plain_code("k7 m2-qx"), "K7M2QX");
  EXPECT_EQ(rules::plain_code(" K7M2QX\n"), "K7M2QX");
  EXPECT_EQ(rules::plain_code("…"), "");
}

PollAnswer chosen(const std::vector<std::int64_t>& places) {
  PollAnswer answer;
  for (const auto place : places) answer.options.push_back({place});
  return answer;
}

TEST(AssemblyRules, APollTakesTheOptionsThereAre) {
  EXPECT_EQ(rules::chosen(chosen({0, 2}), 3, true), 5);
  EXPECT_EQ(rules::chosen(chosen({2, 2}), 3, false), 4);
  EXPECT_EQ(key_of([] { rules::chosen(chosen({0, 2}), 3, false); }), "assembly.error.one_option");
  EXPECT_EQ(key_of([] { rules::chosen(chosen({3}), 3, true); }), "assembly.error.no_such_option");
  EXPECT_TRUE(rc::check("bits and places", [] {
    const auto bits = *rc::gen::inRange<std::int64_t>(0, 1024);
    std::int64_t again = 0;
    for (const auto place : rules::places(bits)) again |= std::int64_t{1} << place;
    RC_ASSERT(again == bits);
  }));
  EXPECT_EQ(rules::counts({{"a", 5, 0}, {"b", 4, 0}}, 3), (std::vector<std::int64_t>{1, 0, 2}));
}

TEST(AssemblyRules, APollShowsItsFiguresToWhomTheSenderChose) {
  EXPECT_FALSE(rules::shows_results(PollResults::sender, true, true));
  EXPECT_FALSE(rules::shows_results(PollResults::at_end, false, true));
  EXPECT_TRUE(rules::shows_results(PollResults::at_end, true, false));
  EXPECT_TRUE(rules::shows_results(PollResults::at_once, false, true));
  EXPECT_FALSE(rules::shows_results(PollResults::at_once, false, false));
}

TEST(AssemblyRules, OfTwoTicksTheLaterCounts) {
  const meeting_store::Attendance known{"h", true, 100, "Lan"};
  EXPECT_EQ(rules::outcome(std::nullopt, true, 1), TickOutcome::recorded);
  EXPECT_EQ(rules::outcome(known, true, 200), TickOutcome::already);
  EXPECT_EQ(rules::outcome(known, false, 99), TickOutcome::already);
  EXPECT_EQ(rules::outcome(known, false, 100), TickOutcome::recorded);
  EXPECT_EQ(rules::ticked_at(900, 100, 500), 500);
  EXPECT_EQ(rules::ticked_at(9, 100, 500), 100);
}

TEST(AssemblyRules, TwoDaysBeforeAMeetingIsTheLeast) {
  EXPECT_FALSE(rules::short_notice(0, 2 * kDay));
  EXPECT_TRUE(rules::short_notice(1, 2 * kDay));
}

TEST(AssemblyRules, AQuorumIsOfAllHouseholds) {
  const std::vector<meeting_store::Reply> replies{{"a", MeetingAnswer::going, "", 1},
                                                  {"b", MeetingAnswer::proxy, "Anh Ba", 1},
                                                  {"c", MeetingAnswer::not_going, "", 1}};
  const auto three = rules::count(
      6, replies, {{"a", true, 1, ""}, {"b", true, 1, ""}, {"c", true, 1, ""}, {"d", false, 1, ""}});
  EXPECT_EQ(three.present, 3);
  EXPECT_FALSE(three.quorum);
  EXPECT_EQ(three.silent, 3);
  EXPECT_TRUE(rules::count(5, replies, {{"a", true, 1, ""}, {"b", true, 1, ""}, {"c", true, 1, ""}}).quorum);
}

}  // namespace
}  // namespace thon::assembly
