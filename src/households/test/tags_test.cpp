#include <gtest/gtest.h>

#include "base/id.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

json::object tags(json::array add, json::array remove = {}) {
  return {{"add", std::move(add)}, {"remove", std::move(remove)}};
}

TEST(Tags, ArePutOnAHouseholdAndTakenAway) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto house = "/api/households/" + app.id("to_1_1");
    const auto first = hoa.post(house + "/tags", tags({"Hộ nghèo", "Trồng bưởi"}));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/tags"), (json::array{"Hộ nghèo", "Trồng bưởi"}));
    EXPECT_EQ(first.at("/version"), 2);
    EXPECT_EQ(hoa.post(house + "/tags", tags({"ho ngheo"})).body, first.body) << "the same, otherwise written";
    EXPECT_EQ(app.as("nam").get(house).at("/tags").as_array().size(), 2u) << "a household sees its own";
    const auto history = hoa.get(house + "/history");
    EXPECT_EQ(history.at("/items/0/field"), "tags");
    EXPECT_EQ(history.at("/items/0/after"), "Hộ nghèo, Trồng bưởi");
    // Another edit of the version before does not clash with it.
    EXPECT_EQ(hoa.patch(house, {{"version", 1}, {"address", "Ngõ 9"}}).status, 200);
    EXPECT_EQ(hoa.post(house + "/tags", tags({"Không có mạng"}, {"HỘ NGHÈO"})).at("/tags"),
              (json::array{"Không có mạng", "Trồng bưởi"}));

    hoa.post("/api/households/" + app.id("to_2_1") + "/tags", tags({"trồng bưởi"}));
    const auto used = app.as("truong").get("/api/households/tags");
    ASSERT_EQ(used.status, 200) << used.body;
    EXPECT_EQ(used.at("/items/0/tag"), "Trồng bưởi");
    EXPECT_EQ(used.at("/items/0/households"), 2);
    EXPECT_EQ(app.as("lan").get("/api/households/tags").at("/items/1/households"), 1);
    EXPECT_EQ(app.as("dung").get("/api/households/tags").at("/items").as_array().size(), 0u);
  }
}

TEST(Tags, AreForThoseWhoMayEditTheHousehold) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto path = "/api/households/" + app.id("to_1_1") + "/tags";
    for (const char* stranger : {"dung", "thuan", "lan", "vinh", "nam", "mai"})
      EXPECT_EQ(app.as(stranger).post(path, tags({"x"})).status, 404) << stranger;
    EXPECT_EQ(app.guest().post(path, tags({"x"})).status, 401);
    EXPECT_EQ(app.as("lan").get("/api/households/tags?area=" + app.id("to_2")).status, 404);
    EXPECT_EQ(app.guest().get("/api/households/tags").status, 401);
    auto hoa = app.as("hoa");
    EXPECT_EQ(hoa.post("/api/households/" + new_id() + "/tags", tags({"x"})).status, 404);
    EXPECT_EQ(hoa.post(path, tags({""})).fault("/add/0"), "error.required");
    EXPECT_EQ(hoa.post(path, tags({std::string(41, 'x')})).fault("/add/0"), "error.too_long");
    json::array many;
    for (int i = 0; i < 15; ++i) many.emplace_back("nhãn " + std::to_string(i));
    EXPECT_EQ(hoa.post(path, tags(many)).status, 200);
    json::array more;
    for (int i = 15; i < 21; ++i) more.emplace_back("nhãn " + std::to_string(i));
    EXPECT_EQ(hoa.post(path, tags(more)).fault("/add"), "households.error.too_many_tags");
    hoa.post("/api/households/" + app.id("to_1_2") + "/close", {{"date", "2023-06-02"}, {"reason", "moved"}});
    EXPECT_EQ(hoa.post("/api/households/" + app.id("to_1_2") + "/tags", tags({"x"})).key(),
              "households.error.closed");
  }
}

}  // namespace
}  // namespace thon::test
