// What the planner learns and foretells, without a database.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "base/random.hpp"
#include "reach/planner/lessons.hpp"

namespace thon::reach {
namespace {

constexpr std::int64_t kHourZero = 468'242;  // 9:00 in Việt Nam on 2 June 2023

areas::AreaKind kind_of(const std::string& id) {
  return id == "c" ? areas::AreaKind::commune : areas::AreaKind::group;
}

/// One commune of groups of 36 neighbours.
Roster commune(std::uint32_t households) {
  std::vector<Roster::Unit> units{{"c", 0}};
  std::vector<Roster::Run> runs;
  for (std::uint32_t first = 0; first < households; first += 36) {
    runs.push_back({static_cast<std::uint32_t>(units.size()), first, std::min(households, first + 36) - 1});
    units.push_back({"g" + std::to_string(first), 0});
  }
  return Roster(std::move(units), std::move(runs));
}

TEST(PlannerRules, SpansCoverTheHorizon) {
  std::size_t last = 0;
  for (int hour = 0; hour < kHorizon; ++hour) {
    EXPECT_GE(span_of(hour), last);
    EXPECT_LE(span_of(hour), last + 1);
    last = span_of(hour);
  }
  EXPECT_EQ(last, kSpans - 1);
}

TEST(PlannerRules, CountsSurviveStorage) {
  Pace pace;
  pace.add(kHourZero, kHourZero, 100, 30);
  pace.add(kHourZero, kHourZero + 5, 70, 7);
  const auto back = Pace::unpack(pace.pack());
  EXPECT_EQ(back.waiting(0, 9), 100u);
  EXPECT_EQ(back.came(0, 9), 30u);
  EXPECT_EQ(back.waiting(span_of(5), 14), 70u);
  EXPECT_TRUE(rc::check("habits", [] {
    Habits habits;
    std::map<std::pair<std::uint32_t, std::size_t>, Score> known;
    const auto steps = *rc::gen::inRange(0, 60);
    for (int i = 0; i < steps; ++i) {
      const auto ordinal = *rc::gen::inRange<std::uint32_t>(0, kChunk);
      const auto trait = *rc::gen::inRange<std::size_t>(0, kTraits);
      const Score one{*rc::gen::element(0.25, 0.5, 1.0), 0};
      habits.add(ordinal, trait, one);
      known[{ordinal, trait}] += one;
    }
    const auto back = Habits::unpack(habits.pack());
    for (const auto& [key, score] : known)
      RC_ASSERT(back.score(key.first, key.second).tries == score.tries);
  }));
}

TEST(PlannerRules, OldTriesFade) {
  Habits habits;
  for (int i = 0; i < 40; ++i) habits.add(7, 0, {1, 1});
  for (int i = 0; i < 40; ++i) habits.add(7, 0, {1, 0});
  const auto score = habits.score(7, 0);
  EXPECT_LE(score.tries, 30);
  EXPECT_LT(score.hits / score.tries, 0.35);
}

TEST(PlannerRules, AHazardFollowsWhatWasCounted) {
  const auto before = Hazard::usual(Way::app);
  EXPECT_GT(before.reach(kHourZero), 0.5);
  EXPECT_DOUBLE_EQ(before.share(kHourZero, kHourZero), 0);
  EXPECT_NEAR(before.share(kHourZero, kHourZero + kHorizon), 1, 1e-9);
  Pace pace;
  for (int day = 0; day < 200; ++day) pace.add(kHourZero + day * 24, kHourZero + day * 24, 1000, 800);
  EXPECT_NEAR(Hazard::learned(before, pace).share(kHourZero, kHourZero + 1) *
                  Hazard::learned(before, pace).reach(kHourZero),
              0.8, 0.01);
  EXPECT_TRUE(rc::check("shares only grow", [&] {
    const auto way = static_cast<Way>(*rc::gen::inRange(0, static_cast<int>(kWays)));
    const auto hazard = Hazard::usual(way);
    const auto from = kHourZero + *rc::gen::inRange(0, 24);
    double last = 0;
    for (int hour = 0; hour <= kHorizon + 10; ++hour) {
      const double share = hazard.share(from, from + hour);
      RC_ASSERT(share >= last && share <= 1 + 1e-9);
      last = share;
    }
  }));
}

TEST(PlannerRules, HouseholdsThatDifferAreBelievedOneByOne) {
  std::vector<Score> apart, alike;
  for (int i = 0; i < 300; ++i) {
    apart.push_back({10, i % 2 ? 10.0 : 0.0});
    alike.push_back({10, 5});
  }
  EXPECT_LE(likeness(0.5, apart), 0.5);
  EXPECT_GE(likeness(0.5, alike), 20);
  EXPECT_EQ(likeness(0.5, {}), 2);
}

/// A household of the true world: its own chance to answer the app, and when.
struct Truth {
  double chance = 0;
  std::optional<std::int64_t> answer(Random& random, std::int64_t hour) const {
    if (random.unit() >= chance) return std::nullopt;
    return hour + random.below(8);
  }
};

TEST(PlannerRules, ForecastsOfAKnownWorldAreCalibrated) {
  constexpr std::uint32_t kHouseholds = 3000;
  Random random(7);
  const auto roster = commune(kHouseholds);
  Places places(roster, kind_of);
  std::vector<Truth> world;
  for (std::uint32_t i = 0; i < kHouseholds; ++i)
    world.push_back({i % 5 == 0 ? 0.02 : 0.1 + 0.85 * random.unit()});
  Bitmap all;
  all.add_range(0, kHouseholds - 1);

  Habits habits;
  std::array<Pace, kWays> paces{};
  const auto hazards = [&](const std::string&) {
    auto known = usual_hazards();
    for (std::size_t way = 0; way < kWays; ++way) known[way] = Hazard::learned(known[way], paces[way]);
    return known;
  };
  Verdict total;
  double before = 0, after = 0;
  for (int round = 0; round < 24; ++round) {
    const auto hour = kHourZero + round * 72;
    const std::vector<Attempt> attempts{{WaveKind::app, hour * kHour, all}};
    Course course{attempts, hour * kHour, (hour + 30) * kHour, false};
    const auto outlook = look_ahead(all, all, places, course, {[&](std::uint32_t) { return habits; }, hazards});
    std::map<std::uint32_t, FirstSign> signs;
    Bitmap reached;
    for (std::uint32_t i = 0; i < kHouseholds; ++i)
      if (const auto at = world[i].answer(random, hour)) {
        signs[i] = {Channel::app, *at, false};
        reached.add(i);
      }
    const auto verdict = judge(all, outlook.chances, reached);
    if (round == 0) before = verdict.brier;
    if (round >= 12) {
      after += verdict.brier / 12;
      for (std::size_t bin = 0; bin < kBins; ++bin) {
        total.bins[bin].households += verdict.bins[bin].households;
        total.bins[bin].expected += verdict.bins[bin].expected;
        total.bins[bin].reached += verdict.bins[bin].reached;
      }
    }
    const Story story{attempts, hour + 48, false};
    Lesson lesson(story, places, hazards);
    lesson.learn(habits, 0, all.values(), signs);
    const auto learned = lesson.paces();
    for (const auto& [id, fresh] : learned)
      for (std::size_t way = 0; way < kWays; ++way) paces[way] += fresh[way];
  }
  EXPECT_LT(after, before * 0.85);
  for (const auto& bin : total.bins) {
    if (bin.households < 500) continue;
    EXPECT_NEAR(bin.expected / static_cast<double>(bin.households),
                static_cast<double>(bin.reached) / static_cast<double>(bin.households), 0.06);
  }
}

TEST(PlannerRules, LaterWavesAreForThoseWhoAreLeft) {
  const auto roster = commune(1000);
  Places places(roster, kind_of);
  Bitmap all, half;
  all.add_range(0, 999);
  half.add_range(0, 499);
  const Knowledge nothing{[](std::uint32_t) { return Habits(); },
                          [](const std::string&) { return usual_hazards(); }};
  Course course{{{WaveKind::app, kHourZero * kHour, half}, {WaveKind::sms, (kHourZero + 22) * kHour, all}},
                kHourZero * kHour,
                (kHourZero + 48) * kHour,
                false};
  const auto outlook = look_ahead(all, all, places, course, nothing);
  ASSERT_EQ(outlook.households.size(), 2u);
  EXPECT_NEAR(outlook.households[0], 500, 1e-6);
  EXPECT_GT(outlook.households[1], 550);
  EXPECT_LT(outlook.households[1], 950);
  EXPECT_EQ(outlook.chances.size(), 1000u);
  // A better plan reaches more.
  Course less = course;
  less.attempts.pop_back();
  EXPECT_GT(outlook.expected, look_ahead(all, all, places, less, nothing).expected);
  // Confirming is more than reading.
  course.confirm = true;
  EXPECT_LT(look_ahead(all, all, places, course, nothing).expected, outlook.expected);
}

TEST(PlannerRules, TheRangeIsHonestAboutPastMisses) {
  const auto calm = likely_range(1000, 100, 1400, unease({}));
  EXPECT_LT(calm.low, 1000);
  EXPECT_GT(calm.high, 1000);
  const std::vector<Stray> wild(20, Stray{0.2, 0});
  const auto wide = likely_range(1000, 100, 1400, unease(wild));
  EXPECT_LT(wide.low, calm.low);
  EXPECT_LE(wide.high, 1400);
  EXPECT_GE(likely_range(3, 2, 1400, 0.2).low, 0);
}

}  // namespace
}  // namespace thon::reach
