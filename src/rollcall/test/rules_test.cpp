#include "rollcall/reports/rules.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.hpp"
#include "rollcall/calls/rules.hpp"

namespace thon::rollcall::rules {
namespace {

Report said(const char* id, RollSource source, RollDeed deed, Millis at) {
  Report report;
  report.id = id;
  report.source = source;
  report.deed = deed;
  report.at = at;
  report.by_account = "a";
  report.by_name = "Lan";
  return report;
}

const Report kNeeds = said("1", RollSource::household, RollDeed::needs_help, 100);

TEST(RollcallRules, TheLaterMomentCountsWhoeverTellsOfItAndInWhateverOrderItCame) {
  const auto safe = said("1", RollSource::household, RollDeed::safe, 100);
  const auto looked = said("2", RollSource::door, RollDeed::not_found, 50);
  EXPECT_EQ(standing({safe, looked}).state, RollState::safe);
  EXPECT_EQ(standing({looked, safe}).state, RollState::safe);
  const auto elsewhere = said("3", RollSource::door, RollDeed::elsewhere, 120);
  EXPECT_EQ(standing({elsewhere, safe, looked}).state, RollState::elsewhere);
  EXPECT_EQ(standing({elsewhere, safe, looked}).source, RollSource::door);
  EXPECT_EQ(standing({elsewhere, safe, looked}).at, 120);
  EXPECT_EQ(standing({}).state, RollState::silent);
  EXPECT_EQ(standing({}).seen_at, std::nullopt);
}

TEST(RollcallRules, OfOneMomentTheSameReportCountsWhateverCameFirst) {
  const auto one = said("1", RollSource::household, RollDeed::safe, 100);
  const auto other = said("2", RollSource::household, RollDeed::needs_help, 100);
  EXPECT_EQ(standing({one, other}).state, RollState::needs_help);
  EXPECT_EQ(standing({other, one}).state, RollState::needs_help);
}

TEST(RollcallRules, ANeedToldAgainKeepsWhatWasSaidAndWhoIsOnTheWay) {
  auto first = kNeeds;
  first.need = RollNeed::medical;
  first.people = 3;
  first.note = "Bà cụ khó thở";
  auto again = said("2", RollSource::household, RollDeed::needs_help, 300);
  again.place = "Tầng hai";
  const auto helping = said("3", RollSource::help, RollDeed::helping, 200);
  const auto found = standing({again, helping, first});
  EXPECT_EQ(found.state, RollState::helping);
  EXPECT_EQ(found.helper_name, "Lan");
  EXPECT_EQ(found.need.need, RollNeed::medical);
  EXPECT_EQ(found.need.people, 3);
  EXPECT_EQ(found.need.note, "Bà cụ khó thở");
  EXPECT_EQ(found.need.place, "Tầng hai");
  EXPECT_EQ(found.need_since, 100);
  EXPECT_EQ(found.at, 300);
}

TEST(RollcallRules, HelpIsTakenLeftAndDoneAndOnlyWhereItIsNeeded) {
  const auto helping = said("2", RollSource::help, RollDeed::helping, 200);
  const auto released = said("3", RollSource::help, RollDeed::released, 300);
  const auto helped = said("4", RollSource::help, RollDeed::helped, 400);
  EXPECT_EQ(standing({kNeeds, helping, released}).state, RollState::needs_help);
  EXPECT_EQ(standing({kNeeds, helping, released}).helper_name, "");
  EXPECT_EQ(standing({kNeeds, helping, helped}).state, RollState::helped);
  EXPECT_EQ(standing({kNeeds, helping, helped}).seen_at, 100);
  // The household was safe before: nobody had to come.
  const auto safe = said("5", RollSource::household, RollDeed::safe, 150);
  EXPECT_EQ(standing({kNeeds, safe, helping, helped}).state, RollState::safe);
  // After it was helped it needs help anew.
  const auto anew = said("6", RollSource::household, RollDeed::needs_help, 500);
  EXPECT_EQ(standing({kNeeds, helped, anew}).state, RollState::needs_help);
  EXPECT_EQ(standing({kNeeds, helped, anew}).need_since, 500);
  EXPECT_EQ(standing({kNeeds, helped, anew}).helper_name, "") << "nobody is on the way yet";
  EXPECT_EQ(standing({helped, kNeeds}).helper_name, "Lan");
}

TEST(RollcallRules, WhoWasNotFoundIsNotSeenAnyMore) {
  const auto safe = said("1", RollSource::household, RollDeed::safe, 100);
  const auto gone = said("2", RollSource::door, RollDeed::not_found, 200);
  EXPECT_EQ(standing({safe, gone}).seen_at, std::nullopt);
  EXPECT_EQ(standing({safe, gone, said("3", RollSource::door, RollDeed::safe, 300)}).seen_at, 100);
}

TEST(RollcallRules, StandsInItsListByItsTurn) {
  const auto turn = [](std::vector<Report> reports, bool frail) {
    const auto found = standing(std::move(reports));
    return std::pair(list_of(found.state), turn_of(found, frail));
  };
  EXPECT_LT(turn({}, true), turn({}, false)) << "old people and small children are looked for first";
  const auto later = said("2", RollSource::household, RollDeed::needs_help, 900);
  const auto helping = said("3", RollSource::help, RollDeed::helping, 200);
  EXPECT_LT(turn({kNeeds}, false), turn({later}, true)) << "the oldest need first";
  EXPECT_LT(turn({later}, false), turn({kNeeds, helping}, false)) << "whom nobody helps first";
}

TEST(RollcallRules, AWrongClockTellsNoMomentBeforeTheStartOrAfterNow) {
  EXPECT_EQ(moment(5, 100, 200), 100);
  EXPECT_EQ(moment(150, 100, 200), 150);
  EXPECT_EQ(moment(900, 100, 200), 200);
}

TEST(RollcallRules, APlaceIsWholeAndOnEarth) {
  EXPECT_NO_THROW(check_place(std::nullopt, std::nullopt, ""));
  EXPECT_NO_THROW(check_place(21.09, 105.67, ""));
  EXPECT_THROW(check_place(21.09, std::nullopt, ""), Error);
  EXPECT_THROW(check_place(std::nullopt, 105.67, ""), Error);
  EXPECT_THROW(check_place(91.0, 105.67, ""), Error);
  EXPECT_THROW(check_place(21.09, -181.0, ""), Error);
}

TEST(RollcallRules, SharesAreRoundedUp) {
  EXPECT_EQ(share(11, 50), 6);
  EXPECT_EQ(share(11, 90), 10);
  EXPECT_EQ(share(11, 100), 11);
  EXPECT_EQ(share(10, 90), 9);
  EXPECT_EQ(share(1, 50), 1);
}

TEST(RollcallRules, AgesAreOfTheDay) {
  const Millis june_2023 = 1'685'667'600'000;
  EXPECT_EQ(elder_year(june_2023), 1953);
  EXPECT_EQ(child_year(june_2023), 2018);
}

}  // namespace
}  // namespace thon::rollcall::rules
