// When waves start: examples that a village would call right, and what holds for every plan.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "reach/plan/waves.hpp"

namespace thon::reach {
namespace {

/// 2 June 2023, a Friday, in Việt Nam.
Millis at(int day, int hour, int minute = 0) {
  constexpr Millis kMidnight = 1'685'638'800'000;
  return kMidnight + day * kDay + hour * kHour + minute * kMinute;
}

const std::vector<WaveKind> kAll{WaveKind::app,         WaveKind::push,       WaveKind::zalo, WaveKind::sms,
                                 WaveKind::loudspeaker, WaveKind::group_head, WaveKind::door};

std::vector<std::string> shown(const std::vector<rules::WaveTime>& times) {
  std::vector<std::string> lines;
  for (const auto& time : times) {
    std::string line = boost::describe::enum_to_string(time.kind, "");
    line += time.skip == Skip::none ? " " + vietnamese_date_time(time.at).substr(0, 8)
                                    : std::string(" ") + boost::describe::enum_to_string(time.skip, "");
    lines.push_back(line);
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(PlanRules, AVillagesUsualPlan) {
  EXPECT_EQ(rules::usual_deadline(at(0, 9)), at(2, 20, 30));
  EXPECT_EQ(shown(rules::wave_times({at(0, 9), at(2, 20, 30)}, kAll)),
            (Lines{"app 09:00 02", "push 11:00 02", "zalo 18:30 02", "sms 07:00 03", "loudspeaker 16:30 03",
                   "group_head 17:00 03", "door 17:00 04"}));
  // Without Zalo and the loudspeaker the others keep their times.
  EXPECT_EQ(shown(rules::wave_times({at(0, 9), at(1, 21)},
                                    {WaveKind::app, WaveKind::push, WaveKind::sms, WaveKind::group_head})),
            (Lines{"app 09:00 02", "push 11:00 02", "sms 07:00 03", "group_head 17:00 03"}));
}

TEST(PlanRules, LessTimeLessPatience) {
  // By tomorrow noon: the heads walk this evening.
  EXPECT_EQ(shown(rules::wave_times({at(0, 8), at(1, 12)}, kAll)),
            (Lines{"app 08:00 02", "push 08:40 02", "zalo 11:50 02", "sms 12:55 02", "loudspeaker 16:25 02",
                   "group_head 17:00 02", "door 10:30 03"}));
  // By this noon: everybody at once, more or less.
  EXPECT_EQ(shown(rules::wave_times({at(0, 8), at(0, 12)}, kAll)),
            (Lines{"app 08:00 02", "push 08:00 02", "zalo 08:20 02", "sms 08:25 02", "loudspeaker 08:45 02",
                   "group_head 09:00 02", "door 10:30 02"}));
  EXPECT_EQ(shown(rules::wave_times({at(0, 8), at(0, 8, 15)}, kAll)),
            (Lines{"app 08:00 02", "push 08:00 02", "zalo 08:00 02", "sms 08:00 02", "loudspeaker too_late",
                   "group_head too_late", "door too_late"}));
}

TEST(PlanRules, NightsAreQuietUnlessItIsUrgent) {
  EXPECT_EQ(shown(rules::wave_times({at(0, 22), at(1, 6)}, kAll)),
            (Lines{"app 22:00 02", "push quiet_hours", "zalo quiet_hours", "sms quiet_hours",
                   "loudspeaker quiet_hours", "group_head quiet_hours", "door quiet_hours"}));
  EXPECT_EQ(shown(rules::wave_times({at(0, 22), at(1, 6), kNoQuiet}, kAll)),
            (Lines{"app 22:00 02", "push 22:10 02", "zalo 23:25 02", "sms 01:25 03", "loudspeaker 02:30 03",
                   "group_head 03:00 03", "door 04:30 03"}));
  EXPECT_EQ(shown(rules::wave_times({at(0, 22), at(3, 20)}, {WaveKind::app, WaveKind::push, WaveKind::sms})),
            (Lines{"app 22:00 02", "push 06:30 03", "sms 07:00 04"}));
}

TEST(PlanRules, QuietHoursEndAndBeginOnTheWallClock) {
  const Quiet quiet;
  EXPECT_FALSE(rules::is_quiet(at(0, 20, 59), quiet));
  EXPECT_TRUE(rules::is_quiet(at(0, 21), quiet));
  EXPECT_TRUE(rules::is_quiet(at(1, 6, 29), quiet));
  EXPECT_FALSE(rules::is_quiet(at(1, 6, 30), quiet));
  EXPECT_EQ(rules::after_quiet(at(0, 23), quiet), at(1, 6, 30));
  EXPECT_EQ(rules::after_quiet(at(0, 12), quiet), at(0, 12));
  EXPECT_EQ(rules::awake_between(at(0, 20), at(1, 8), quiet), 2 * kHour + 30 * kMinute);
  EXPECT_EQ(rules::awake_after(at(0, 20), 2 * kHour, quiet), at(1, 7, 30));
  EXPECT_EQ(rules::awake_before(at(1, 7, 30), 2 * kHour, quiet), at(0, 20));
  const Quiet noon{12 * 60, 13 * 60 + 30};
  EXPECT_EQ(rules::after_quiet(at(0, 12, 10), noon), at(0, 13, 30));
  EXPECT_EQ(rules::awake_between(at(0, 0), at(1, 0), noon), 22 * kHour + 30 * kMinute);
  EXPECT_EQ(rules::awake_between(at(0, 1), at(3, 4), kNoQuiet), 3 * kDay + 3 * kHour);
}

TEST(PlanRules, AfterADowntimeWavesFollowOneAnother) {
  const rules::Timing timing{at(0, 9), at(2, 20, 30)};
  const auto all = rules::wave_times(timing, kAll);
  const std::vector<rules::WaveTime> waiting(all.begin() + 1, all.end());
  // Nothing is late: nothing changes.
  EXPECT_EQ(rules::late_times(timing, waiting, at(0, 11, 10)), waiting);
  // Down since noon on Friday, up again on Saturday at 14:00: Zalo at once, SMS after it, the rest as planned.
  const std::vector<rules::WaveTime> rest(all.begin() + 2, all.end());
  EXPECT_EQ(shown(rules::late_times(timing, rest, at(1, 14))),
            (Lines{"zalo 14:00 03", "sms 15:15 03", "loudspeaker 16:30 03", "group_head 17:00 03",
                   "door 17:00 04"}));
  // Up again half an hour before the deadline: what can still do something goes, the rest does not.
  EXPECT_EQ(shown(rules::late_times(timing, waiting, at(2, 20, 5))),
            (Lines{"push 20:05 04", "zalo 20:09 04", "sms 20:13 04", "loudspeaker too_late",
                   "group_head too_late", "door too_late"}));
  EXPECT_EQ(shown(rules::late_times(timing, rest, at(2, 21))),
            (Lines{"zalo too_late", "sms too_late", "loudspeaker too_late", "group_head too_late",
                   "door too_late"}));
}

rules::Timing any_timing() {
  rules::Timing timing;
  timing.from = at(0, 0) + *rc::gen::inRange<Millis>(0, 2 * kDay);
  timing.deadline = timing.from + *rc::gen::weightedOneOf<Millis>({{1, rc::gen::inRange<Millis>(1, kHour)},
                                                                   {3, rc::gen::inRange<Millis>(1, 2 * kDay)},
                                                                   {2, rc::gen::inRange<Millis>(1, 20 * kDay)}});
  timing.quiet = *rc::gen::element(Quiet{}, kNoQuiet, Quiet{22 * 60, 5 * 60}, Quiet{12 * 60, 14 * 60});
  timing.walk = rules::walk_time(*rc::gen::inRange(0, 80));
  return timing;
}

std::vector<WaveKind> any_kinds() {
  auto kinds = *rc::gen::container<std::vector<WaveKind>>(rc::gen::elementOf(kAll));
  kinds.push_back(WaveKind::app);
  return kinds;
}

/// What holds of every list of waves.
void check_waves(const rules::Timing& timing, const std::vector<rules::WaveTime>& times) {
  Millis before = 0;
  for (const auto& time : times) {
    if (time.skip != Skip::none) continue;
    RC_ASSERT(time.at >= timing.from);
    RC_ASSERT(time.at < timing.deadline);
    RC_ASSERT(time.at >= before);
    before = time.at;
    if (time.kind != WaveKind::app) RC_ASSERT(!rules::is_quiet(time.at, timing.quiet));
  }
}

TEST(PlanRules, EveryPlanKeepsItsPromises) {
  EXPECT_TRUE(rc::check("order, quiet hours, deadline, time for the walk", [] {
    const auto timing = any_timing();
    const auto times = rules::wave_times(timing, any_kinds());
    check_waves(timing, times);
    const Millis awake = rules::awake_between(timing.from, timing.deadline, timing.quiet);
    for (std::size_t i = 0; i < times.size(); ++i) {
      if (i > 0) RC_ASSERT(times[i - 1].kind < times[i].kind);
      if (times[i].kind != WaveKind::group_head || times[i].skip != Skip::none) continue;
      const Millis left = rules::awake_between(times[i].at, timing.deadline, timing.quiet);
      RC_ASSERT(left >= std::min(timing.walk, awake));
    }
    // What is left out was without a chance.
    for (const auto& time : times)
      if (time.skip != Skip::none) RC_ASSERT(awake < kHour);
  }));
  EXPECT_TRUE(rc::check("the same again", [] {
    const auto timing = any_timing();
    const auto kinds = any_kinds();
    auto turned = kinds;
    std::reverse(turned.begin(), turned.end());
    RC_ASSERT(rules::wave_times(timing, kinds) == rules::wave_times(timing, turned));
  }));
}

TEST(PlanRules, EveryLateStartKeepsThem) {
  EXPECT_TRUE(rc::check("late", [] {
    auto timing = any_timing();
    auto times = rules::wave_times(timing, any_kinds());
    std::erase_if(times, [](const auto& time) { return time.skip != Skip::none; });
    times.erase(times.begin());
    const Millis now = timing.from + *rc::gen::inRange<Millis>(0, 3 * kDay);
    const auto late = rules::late_times(timing, times, now);
    RC_ASSERT(late.size() == times.size());
    check_waves(timing, late);
    bool overdue = false;
    for (std::size_t i = 0; i < late.size(); ++i) {
      overdue |= times[i].at + rules::kLate <= now;
      if (times[i].at + rules::kLate <= now && late[i].skip == Skip::none) RC_ASSERT(late[i].at >= now);
      if (!overdue && late[i].skip == Skip::none) RC_ASSERT(late[i].at == times[i].at);
    }
    // Looking again at the same moment changes nothing.
    auto again = late;
    std::erase_if(again, [](const auto& time) { return time.skip != Skip::none; });
    RC_ASSERT(rules::late_times(timing, again, now) == again);
  }));
}

TEST(PlanRules, TargetsAreThoseWhoStillMissIt) {
  const auto set = [](std::initializer_list<std::uint32_t> values) {
    return Bitmap::of(std::vector<std::uint32_t>(values));
  };
  const auto missing = set({1, 2, 3, 4, 5}), reachable = set({2, 3, 4, 9});
  const auto handed = set({4});
  EXPECT_EQ(rules::targets(missing, set({3}), &reachable, &handed), set({2}));
  EXPECT_EQ(rules::targets(missing, set({3}), nullptr, nullptr), set({1, 2, 4, 5}));
  EXPECT_EQ(rules::walk_time(0), kHour);
  EXPECT_EQ(rules::walk_time(30), 3 * kHour);
  EXPECT_EQ(rules::walk_time(500), 5 * kHour);
}

}  // namespace
}  // namespace thon::reach
