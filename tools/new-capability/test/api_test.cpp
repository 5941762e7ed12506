#include <gtest/gtest.h>

#include "base/id.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

json::object sample(TestApp& app, std::string_view area, std::string_view title) {
  return {{"id", new_id()}, {"area_id", app.id(area)}, {"title", title}};
}

std::string list_of(TestApp& app, std::string_view area) { return "/api/samples?area=" + app.id(area); }

TEST(SamplesApi, WhatIsAddedIsListedAtTheUnitAndAbove) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto added = app.as("hoa").post("/api/samples", sample(app, "to_1", "Quét dọn nhà văn hoá"));
    ASSERT_EQ(added.status, 200) << added.body;
    for (const auto* area : {"to_1", "thap_thuong", "song_phuong"}) {
      const auto listed = app.as("hoa").get(list_of(app, area));
      ASSERT_EQ(listed.status, 200) << listed.body;
      EXPECT_EQ(listed.at("/items/0/title"), "Quét dọn nhà văn hoá");
    }
    EXPECT_TRUE(app.as("hoa").get(list_of(app, "to_2")).at("/items").as_array().empty());
  }
}

TEST(SamplesApi, TheSameTwiceIsOne) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto input = sample(app, "to_1", "Một lần");
    const auto first = app.as("hoa").post("/api/samples", input);
    const auto second = app.as("hoa").post("/api/samples", input);
    EXPECT_EQ(first.body, second.body);
    EXPECT_EQ(app.as("hoa").get(list_of(app, "to_1")).at("/items").as_array().size(), 1u);
  }
}

TEST(SamplesApi, ComesInPages) {
  TestApp app(Engine::sqlite);
  for (int i = 0; i < 51; ++i) app.as("hoa").post("/api/samples", sample(app, "to_1", "Dòng " + std::to_string(i)));
  const auto first = app.as("hoa").get(list_of(app, "to_1"));
  EXPECT_EQ(first.at("/items").as_array().size(), 50u);
  const std::string next(first.at("/next").as_string());
  const auto second = app.as("hoa").get(list_of(app, "to_1") + "&cursor=" + next);
  EXPECT_EQ(second.at("/items").as_array().size(), 1u);
  EXPECT_TRUE(second.at("/next").is_null());
}

TEST(SamplesApi, OthersSeeNothing) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    EXPECT_EQ(app.guest().get(list_of(app, "to_1")).status, 401);
    EXPECT_EQ(app.as("dung").get(list_of(app, "to_1")).status, 404);
    EXPECT_EQ(app.as("nam").get(list_of(app, "to_1")).status, 404);
    EXPECT_EQ(app.as("dung").post("/api/samples", sample(app, "to_1", "Của xã khác")).status, 404);
    EXPECT_EQ(app.as("lan").post("/api/samples", sample(app, "to_1", "Chỉ được xem")).status, 404);
  }
}

TEST(SamplesApi, NamesWhatIsWrong) {
  TestApp app(Engine::sqlite);
  const auto refused = app.as("hoa").post("/api/samples", sample(app, "to_1", ""));
  EXPECT_EQ(refused.status, 422);
  EXPECT_FALSE(refused.fault("/title").empty()) << refused.body;
}

}  // namespace
}  // namespace thon::test
