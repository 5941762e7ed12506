#include "reach/posting/rules.hpp"

#include <rapidcheck/gtest.h>

#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(PostingRules, AreThoseOfTheLaw) {
  for (std::int64_t number = 1; number <= 14; ++number) {
    const auto& rule = rules::class_rule(number);
    EXPECT_EQ(rule.content_class, number);
    EXPECT_EQ(rule.deadline_days.has_value(), number != 14) << number;
    EXPECT_EQ(rule.loudspeaker_days.value_or(0), number >= 7 && number <= 12 ? 3 : 0) << number;
    EXPECT_EQ(rule.permanent, number == 4 || number == 13) << number;
    EXPECT_EQ(rule.posting_days.value_or(0), rule.permanent || number == 14 ? 0 : 30) << number;
  }
}

TEST(PostingRules, ADeadlineRunsIsMissedOrMet) {
  const WorkingDays calendar;
  const auto at = [](const char* text) { return *read_day(text); };
  const auto said = [&](std::optional<Day> published, const char* today) {
    const auto found = *rules::deadline(rules::class_rule(2), at("2026-11-12"), published, at(today), calendar);
    return std::string(boost::describe::enum_to_string(found.state, "")) + " " + std::to_string(found.days) +
           " " + found.due;
  };
  EXPECT_EQ(said({}, "2026-11-12"), "running 5 2026-11-19");
  EXPECT_EQ(said({}, "2026-11-14"), "running 4 2026-11-19") << "a Saturday";
  EXPECT_EQ(said({}, "2026-11-19"), "running 0 2026-11-19");
  EXPECT_EQ(said({}, "2026-11-23"), "overdue 2 2026-11-19");
  EXPECT_EQ(said(at("2026-11-19"), "2026-12-30"), "met 0 2026-11-19");
  EXPECT_EQ(said(at("2026-11-20"), "2026-12-30"), "missed 1 2026-11-19");
  EXPECT_FALSE(rules::deadline(rules::class_rule(14), at("2026-11-12"), {}, at("2026-11-12"), calendar));
  EXPECT_TRUE(rules::deadline(rules::class_rule(1), at("2026-12-30"), {}, at("2026-12-30"), calendar)->expected)
      << "the holidays of 2027 have not been announced";
  EXPECT_EQ(text_of(*rules::posted_until(rules::class_rule(1), at("2026-11-01"))), "2026-11-30");
  EXPECT_FALSE(rules::posted_until(rules::class_rule(4), at("2026-11-01")));
}

RC_GTEST_PROP(PostingRules, ADeadlineNeverTurnsBack, ()) {
  const WorkingDays calendar;
  const Day decided = day_of(2023, 1, 1) + days{*rc::gen::inRange(0, 1'400)};
  const Day today = decided + days{*rc::gen::inRange(0, 40)};
  const auto now = *rules::deadline(rules::class_rule(1), decided, {}, today, calendar);
  const auto next = *rules::deadline(rules::class_rule(1), decided, {}, today + days{1}, calendar);
  RC_ASSERT(now.due == next.due && now.state <= next.state);
  const bool running = now.state == DeadlineState::running;
  if (now.state == next.state) RC_ASSERT((running ? next.days <= now.days : next.days >= now.days));
  const auto done = *rules::deadline(rules::class_rule(1), decided, today, today, calendar);
  RC_ASSERT((done.state == DeadlineState::met) == running);
}

TEST(Posting, ADecisionGivesAnAnnouncementItsDeadline) {
  for (const auto engine : engines()) {
    TestApp app(engine);  // Friday, 2 June 2023
    auto hoa = app.as("hoa");
    const auto id = new_id();
    const auto path = "/api/reach/announcements/" + id;
    auto draft = draft_of(app, id, {"song_phuong"});
    draft["content_class"] = 2;
    draft["decision_number"] = "45/QĐ-UBND";
    draft["decision_date"] = "2023-05-30";
    const auto first = hoa.post("/api/reach/announcements", draft);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/deadline/due"), "2023-06-06");
    EXPECT_EQ(first.at("/deadline/state"), "running");
    EXPECT_EQ(first.at("/deadline/days"), 2);
    EXPECT_EQ(first.at("/rule/posting_days"), 30);
    EXPECT_EQ(hoa.get("/api/reach/announcements").at("/items/0/deadline/days"), 2);
    EXPECT_EQ(hoa.patch(path, {{"version", 1}, {"decision_date", "2023-06-03"}}).fault("/decision_date"),
              "reach.error.decision_in_future");
    EXPECT_EQ(hoa.patch(path, {{"version", 1}, {"decision_date", "1999-06-03"}}).fault("/decision_date"),
              "reach.error.decision_too_old");
    EXPECT_EQ(hoa.patch(path, {{"version", 1}, {"decision_date", "hôm qua"}}).fault("/decision_date"),
              "error.not_date");
    // A day that the commune has swapped moves the deadline.
    EXPECT_EQ(app.as("ha")
                  .post("/api/areas/calendar", {{"area_id", app.id("song_phuong")},
                                                {"date", "2023-06-05"},
                                                {"kind", "swap_off"},
                                                {"note", "Nghỉ bù"}})
                  .status,
              200);
    EXPECT_EQ(hoa.get(path).at("/deadline/due"), "2023-06-07");
    app.pass(10 * kDay);
    EXPECT_EQ(hoa.get(path).at("/deadline/state"), "overdue");
    EXPECT_EQ(hoa.get(path).at("/deadline/days"), 3);
    const auto sent = hoa.post(path + "/publish", {{"version", 1}});
    EXPECT_EQ(sent.at("/deadline/state"), "missed");
    EXPECT_EQ(sent.at("/posted_until"), "2023-07-11");
    EXPECT_EQ(sent.at("/decision_number"), "45/QĐ-UBND");
    EXPECT_EQ(hoa.patch(path, {{"version", 2}, {"decision_date", ""}}).key(), "reach.error.not_a_draft");
  }
}

TEST(Posting, TheDayOfADecisionMayBeTakenAway) {
  TestApp app(Engine::sqlite);
  auto hoa = app.as("hoa");
  const auto id = new_id();
  auto draft = draft_of(app, id, {"song_phuong"});
  draft["content_class"] = 2;
  draft["decision_date"] = "2023-05-30";
  hoa.post("/api/reach/announcements", draft);
  const auto without = hoa.patch("/api/reach/announcements/" + id, {{"version", 1}, {"decision_date", ""}});
  EXPECT_EQ(without.at("/decision_date"), nullptr);
  EXPECT_EQ(without.at("/deadline"), nullptr);
}

TEST(Posting, AUnitMaySetTheRulesForItselfAndThoseBelow) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    EXPECT_EQ(hoa.get("/api/reach/classes").at("/items/0/posting_days"), 30);
    const json::object wanted{{"area_id", app.id("song_phuong")},
                              {"content_class", 1},
                              {"deadline_days", 3},
                              {"posting_days", 15},
                              {"permanent", false}};
    const auto set = hoa.post("/api/reach/classes", wanted);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(set.at("/items/0/posting_days"), 15);
    EXPECT_EQ(set.at("/items/0/own"), true);
    EXPECT_EQ(hoa.post("/api/reach/classes", wanted).body, set.body) << "the same request twice";
    EXPECT_EQ(app.as("truong").get("/api/reach/classes").at("/items/0/deadline_days"), 3);
    EXPECT_EQ(app.as("dung").get("/api/reach/classes").at("/items/0/deadline_days"), 5);
    EXPECT_EQ(app.as("vinh").get("/api/reach/classes?area=" + app.id("to_1")).at("/items/0/deadline_days"), 3);
    // The nearest unit's rule counts.
    auto outer = wanted;
    outer["area_id"] = app.id("ha_noi");
    outer["deadline_days"] = 4;
    EXPECT_EQ(app.as("ha").post("/api/reach/classes", outer).status, 200);
    EXPECT_EQ(hoa.get("/api/reach/classes").at("/items/0/deadline_days"), 3);
    EXPECT_EQ(app.as("dung").get("/api/reach/classes").at("/items/0/deadline_days"), 4);

    for (const char* stranger : {"dung", "truong", "lan", "nam", "vinh"})
      EXPECT_EQ(app.as(stranger).post("/api/reach/classes", wanted).status, 404) << stranger;
    EXPECT_EQ(app.guest().post("/api/reach/classes", wanted).status, 401);
    auto bad = wanted;
    bad["content_class"] = 15;
    bad["deadline_days"] = 0;
    EXPECT_NE(hoa.post("/api/reach/classes", bad).fault("/content_class"), "");
    EXPECT_NE(hoa.post("/api/reach/classes", bad).fault("/deadline_days"), "");
    const auto back = "/api/reach/classes?content_class=1&area_id=" + app.id("song_phuong");
    EXPECT_EQ(app.as("dung").del(back).status, 404);
    EXPECT_EQ(hoa.del(back).at("/items/0/deadline_days"), 4);
    EXPECT_EQ(hoa.del(back).at("/items/0/deadline_days"), 4) << "the same request twice";
  }
}

}  // namespace
}  // namespace thon::reach::test
