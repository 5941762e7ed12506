// What becomes of ticks that arrive late, twice, out of order, from wrong clocks and from several people.
#include "app/program.hpp"
#include "reach/sheets/store.hpp"
#include "reach/test/people.hpp"
#include "reach/walk/rules.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

std::string outcome_of(const Reply& reply) {
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.status == 200 ? std::string(reply.at("/items/0/result").as_string()) : std::string();
}

class Door {
 public:
  Door(TestApp& app, std::string announcement, std::string house)
      : app_(app), announcement_(std::move(announcement)), house_(std::move(house)) {}

  std::string tick(const char* who, Millis at, std::optional<Millis> sent_at = std::nullopt) {
    auto body = told_items({told(app_, announcement_, house_, at)});
    if (sent_at) body["sent_at"] = *sent_at;
    return outcome_of(app_.as(who).post("/api/reach/told", body));
  }
  int retract(const char* who, std::optional<Millis> at, std::optional<Millis> sent_at = std::nullopt) {
    json::object body{{"announcement_id", announcement_}, {"household_id", app_.id(house_)}};
    if (at) body["at"] = *at;
    if (sent_at) body["sent_at"] = *sent_at;
    return app_.as(who).post("/api/reach/told/retract", body).status;
  }
  bool is_told() { return coverage_of(app_, "hoa", announcement_, "to_1")[1] == 1; }
  /// Told as the disk has it, after a new start.
  bool is_told_on_disk() {
    app_.restart();
    return is_told();
  }
  Millis told_at() {
    Millis at = 0;
    app_.db().read([&](Tx& tx) {
      at = tx.value<std::int64_t>(kToldAt, {{"a", announcement_}, {"h", app_.id(house_)}}).value_or(0);
    });
    return at;
  }

 private:
  static inline const Sql kToldAt{
      "test.told_at", "SELECT at FROM reach_told WHERE announcement_id = :a AND household_id = :h"};
  TestApp& app_;
  const std::string announcement_, house_;
};

TEST(Ticks, MadeTakenBackAndMadeAgainOfflineArriveInTheirOrder) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Door door(app, published(app, "hoa", {"song_phuong"}), "to_1_1");
    const auto morning = app.now() + kHour;
    app.pass(3 * kDay);
    EXPECT_EQ(door.tick("lan", morning), "recorded");
    EXPECT_EQ(door.retract("lan", morning + kMinute), 204);
    EXPECT_FALSE(door.is_told());
    EXPECT_EQ(door.tick("lan", morning + 2 * kMinute), "recorded");
    EXPECT_TRUE(door.is_told_on_disk());
    EXPECT_EQ(door.told_at(), morning + 2 * kMinute);
    // All three again, as after an answer that never came.
    EXPECT_EQ(door.tick("lan", morning), "already");
    EXPECT_EQ(door.retract("lan", morning + kMinute), 204);
    EXPECT_EQ(door.tick("lan", morning + 2 * kMinute), "already");
    EXPECT_TRUE(door.is_told_on_disk());
  }
}

TEST(Ticks, OfTwoPeopleStandForThemselves) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Door door(app, published(app, "hoa", {"song_phuong"}), "to_1_1");
    const auto at = app.now() + kHour;
    app.pass(kDay);
    EXPECT_EQ(door.tick("tam", at + kHour), "recorded");
    EXPECT_EQ(door.tick("lan", at + 5 * kHour), "already");
    // Who takes back what was known in the morning does not take back what another did in the afternoon.
    EXPECT_EQ(door.retract("tam", at + 2 * kHour), 204);
    EXPECT_TRUE(door.is_told());
    EXPECT_EQ(door.told_at(), at + 5 * kHour);
    EXPECT_TRUE(door.is_told_on_disk());
    // Without a time, everything is taken back.
    EXPECT_EQ(door.retract("hoa", std::nullopt), 204);
    EXPECT_FALSE(door.is_told());
    EXPECT_FALSE(door.is_told_on_disk());
  }
}

TEST(Ticks, OfAWrongClockAreMovedByAsMuchAsItIsOff) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto real = app.now() + 2 * kHour;
    app.pass(5 * kHour);
    for (const Millis off : {-400 * kDay, 3 * kHour, 20 * kDay}) {
      const std::string house = off < 0 ? "to_1_1" : off < kDay ? "to_1_2" : "to_1_3";
      Door door(app, id, house);
      EXPECT_EQ(door.tick("lan", real + off, app.now() + off), "recorded");
      EXPECT_EQ(door.told_at(), real);
      EXPECT_EQ(door.tick("lan", real + off, app.now() + off), "already");
      // Its own ticks are told apart by its own clock, right or wrong.
      EXPECT_EQ(door.retract("lan", real + off - 1, app.now() + off), 204);
      EXPECT_EQ(door.told_at(), real);
      EXPECT_EQ(door.retract("lan", real + off, app.now() + off), 204);
      EXPECT_EQ(door.tick("lan", real + off + 1, app.now() + off), "recorded");
    }
    // Nothing says how far this one is off: it stays within what is possible.
    Door late(app, id, "to_1_4"), early(app, id, "to_1_5");
    late.tick("lan", app.now() + 40 * kDay);
    EXPECT_EQ(late.told_at(), app.now());
    early.tick("lan", 1);
    EXPECT_EQ(early.told_at(), app.now() - 5 * kHour);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1")[1], 5);
  }
}

TEST(Ticks, KeepTheirPlaceForHalfAYearWhenOneWasGiven) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    auto with = told(app, id, "to_1_1", app.now());
    with["place"] = json::object{{"latitude", 21.0912345}, {"longitude", 105.6612345}, {"accuracy", 12.5}};
    with["note"] = "Gửi qua con gái";
    auto nowhere = told(app, id, "to_1_2", app.now());
    nowhere["place"] = json::object{{"latitude", 121.0}, {"longitude", 105.6}};
    const auto reply = app.as("lan").post("/api/reach/told", told_items({with, nowhere}));
    EXPECT_EQ(reply.at("/items/1/result"), "recorded") << reply.body;
    const auto places = [&] {
      std::vector<double> found;
      static const Sql sql{"test.places", "SELECT latitude FROM reach_tick WHERE latitude IS NOT NULL"};
      app.db().read([&](Tx& tx) { found = tx.values<double>(sql); });
      return found;
    };
    EXPECT_EQ(places(), std::vector<double>{21.0912});
    app.pass(179 * kDay);
    app.program().jobs().run_due();
    EXPECT_EQ(places().size(), 1u);
    app.pass(2 * kDay);
    app.program().jobs().run_due();
    EXPECT_TRUE(places().empty());
    EXPECT_EQ(app.as("lan").get("/api/reach/walk?area=" + app.id("to_1")).status,
              401);  // her session is over
  }
}

TEST(Ticks, OfAnotherAccountAreRefusedBeforeAnythingIsWritten) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/reach/told";
    request.headers = {{"content-type", "application/json"}, {"x-thon-account", app.id("minh")}};
    request.body = json::serialize(told_items({told(app, id, "to_1_1", app.now())}));
    EXPECT_EQ(app.as("lan").send(request).key(), "error.other_account");
    EXPECT_EQ(app.guest().send(request).status, 401);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1")[1], 0);
    request.headers["x-thon-account"] = app.id("lan");
    EXPECT_EQ(app.as("lan").send(request).status, 200);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1")[1], 1);
  }
}

TEST(TickRules, AClockIsCorrectedOnlyWhenItIsClearlyWrong) {
  constexpr Millis now = 1'700'000'000'000;
  EXPECT_EQ(rules::corrected(now - kHour, std::nullopt, now), now - kHour);
  EXPECT_EQ(rules::corrected(now - kHour, now - 90 * kSecond, now), now - kHour);
  EXPECT_EQ(rules::corrected(now - kHour, now - 2 * kHour, now), now + kHour);
  EXPECT_EQ(rules::corrected(now + 9 * kHour, now + 10 * kHour, now), now - kHour);
  EXPECT_EQ(rules::corrected(5, 5 + kHour, now), now - kHour);
  EXPECT_EQ(rules::corrected(INT64_MIN, INT64_MAX, now), INT64_MIN);
  EXPECT_EQ(rules::bounded(INT64_MIN, now - kDay, now), now - kDay);
}

}  // namespace
}  // namespace thon::reach::test
