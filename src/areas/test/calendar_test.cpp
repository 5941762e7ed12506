#include <gtest/gtest.h>

#include "app/program.hpp"
#include "base/id.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

json::object day(TestApp& app, const char* unit, const char* date, const char* kind) {
  return {{"area_id", app.id(unit)}, {"date", date}, {"kind", kind}, {"note", "Thông báo 15/TB-UBND"}};
}

std::vector<std::string> dates(const Reply& reply) {
  std::vector<std::string> found;
  for (const auto& item : reply.at("/items").as_array()) found.emplace_back(item.at("date").as_string());
  return found;
}

TEST(Calendar, ShowsTheHolidaysOfAYear) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto year = app.as("lan").get("/api/areas/calendar?year=2026");
    ASSERT_EQ(year.status, 200) << year.body;
    EXPECT_EQ(year.at("/area_id"), json::string(app.id("to_1")));
    EXPECT_EQ(year.at("/announced"), true);
    EXPECT_EQ(year.at("/items/0/date"), "2026-01-01");
    EXPECT_EQ(year.at("/items/0/name"), "new_year");
    EXPECT_EQ(dates(year).back(), "2026-11-24");
    EXPECT_EQ(app.as("lan").get("/api/areas/calendar?year=2027").at("/announced"), false);
    EXPECT_EQ(app.as("lan").get("/api/areas/calendar?year=1999").status, 422);
    EXPECT_EQ(app.as("lan").get("/api/areas/calendar?year=2026&area=" + app.id("to_2")).status, 404);
    EXPECT_EQ(app.as("nam").get("/api/areas/calendar?year=2026").status, 404);
    EXPECT_EQ(app.guest().get("/api/areas/calendar?year=2026").status, 401);
  }
}

TEST(Calendar, DaysOfAUnitHoldForThoseBelowIt) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto ha = app.as("ha");
    const auto wanted = day(app, "song_phuong", "2026-11-23", "swap_off");
    const auto set = ha.post("/api/areas/calendar", wanted);
    ASSERT_EQ(set.status, 200) << set.body;
    EXPECT_EQ(ha.post("/api/areas/calendar", wanted).body, set.body) << "the same request twice";
    const auto below = app.as("lan").get("/api/areas/calendar?year=2026");
    const auto own = below.at("/items").as_array().at(dates(below).size() - 2);
    EXPECT_EQ(own.at("date"), "2026-11-23");
    EXPECT_EQ(own.at("area_name"), "Xã Song Phượng");
    EXPECT_EQ(own.at("note"), "Thông báo 15/TB-UBND");
    EXPECT_EQ(dates(app.as("dung").get("/api/areas/calendar?year=2026")).size(), dates(below).size() - 1);

    EXPECT_EQ(ha.post("/api/areas/calendar", day(app, "to_1", "2026-11-24", "holiday")).fault("/date"),
              "areas.error.day_off_already");
    EXPECT_EQ(ha.post("/api/areas/calendar", day(app, "to_1", "2026-11-25", "swap_work")).fault("/date"),
              "areas.error.day_worked_already");
    EXPECT_EQ(ha.post("/api/areas/calendar", day(app, "to_1", "1990-11-26", "holiday")).fault("/date"),
              "areas.error.day_too_far");
    // A nearer unit may work on what the wider one has off.
    EXPECT_EQ(ha.post("/api/areas/calendar", day(app, "to_1", "2026-11-23", "swap_work")).status, 200);
    app.db().read([&](Tx& tx) {
      const auto& areas = app.program().services().areas;
      const Day swapped = *read_day("2026-11-23");
      EXPECT_TRUE(areas.working_days(tx, app.id("to_1")).works(swapped));
      EXPECT_FALSE(areas.working_days(tx, app.id("to_2")).works(swapped));
      EXPECT_TRUE(areas.working_days(tx, app.id("to_4")).works(swapped));
      const int before = tx.statements();
      areas.working_days(tx, app.id("to_1"));
      EXPECT_EQ(tx.statements() - before, 1);
    });
    const auto back = "/api/areas/calendar?date=2026-11-23&area_id=" + app.id("song_phuong");
    for (const char* stranger : {"dung", "hoa", "truong", "lan", "nam", "vinh"}) {
      EXPECT_EQ(app.as(stranger).post("/api/areas/calendar", wanted).status, 404) << stranger;
      EXPECT_EQ(app.as(stranger).del(back).status, 404) << stranger;
    }
    EXPECT_EQ(app.guest().post("/api/areas/calendar", wanted).status, 401);
    EXPECT_EQ(ha.del(back).status, 200);
    EXPECT_EQ(ha.del(back).status, 200) << "the same request twice";
  }
}

}  // namespace
}  // namespace thon::test
