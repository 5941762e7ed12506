#include "base/error.hpp"
#include "reach/templates/rules.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using Names = std::vector<std::string>;

constexpr const char* kTemplates = "/api/reach/templates";

json::object meeting(TestApp& app, const std::string& id, const char* unit = "song_phuong") {
  return {{"id", id},
          {"area_id", app.id(unit)},
          {"name", "Họp thôn"},
          {"content_class", 14},
          {"ask_confirmation", true},
          {"title", "Mời họp thôn ngày {ngày}"},
          {"body", "Đúng {giờ} ngày {ngày}, mời bà con họp tại {nơi họp}."}};
}

TEST(TemplateRules, FieldsStandInBraces) {
  EXPECT_EQ(rules::fields_of("Họp {ngày}, {giờ}, {ngày}"), (Names{"ngày", "giờ"}));
  EXPECT_EQ(rules::fields_of("{} { } {chưa đóng"), Names{});
  EXPECT_EQ(rules::fields_of("{hai\ndòng} {a{b}"), Names{"b"});
  EXPECT_EQ(rules::fields_of("{" + std::string(41, 'a') + "}"), Names{});
  std::string forty;
  for (int i = 0; i < 40; ++i) forty += "ộ";
  EXPECT_EQ(rules::fields_of("{" + forty + "}"), Names{forty});
  std::string many;
  for (int i = 0; i < 13; ++i) many += "{" + std::to_string(i) + "}";
  EXPECT_THROW(rules::checked_fields("Họp", many), Error);
}

TEST(Templates, AreThereForTheUnitAndThoseBelow) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const auto id = new_id();
    const auto first = hoa.post(kTemplates, meeting(app, id));
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/fields"), (json::array{"ngày", "giờ", "nơi họp"}));
    EXPECT_EQ(hoa.post(kTemplates, meeting(app, id)).body, first.body) << "the same request twice";
    EXPECT_EQ(hoa.get(kTemplates).at("/items").as_array().size(), 1u);
    const auto below = app.as("truong").get(kTemplates);
    ASSERT_EQ(below.at("/items").as_array().size(), 1u) << below.body;
    EXPECT_EQ(below.at("/items/0/own"), false);
    EXPECT_TRUE(app.as("dung").get(kTemplates).at("/items").as_array().empty()) << "another commune";

    EXPECT_EQ(app.guest().post(kTemplates, meeting(app, new_id())).status, 401);
    for (const char* stranger : {"dung", "truong", "lan", "nam", "vinh"}) {
      EXPECT_EQ(app.as(stranger).post(kTemplates, meeting(app, new_id())).status, 404) << stranger;
      EXPECT_EQ(app.as(stranger).del(kTemplates + ("/" + id)).status, 404) << stranger;
    }
    EXPECT_EQ(app.as("dung").post(kTemplates, meeting(app, id, "thap_thuong")).key(), "reach.error.id_taken");
    auto bad = meeting(app, new_id());
    bad["title"] = "";
    bad["content_class"] = 15;
    EXPECT_NE(hoa.post(kTemplates, bad).fault("/title"), "");
    EXPECT_NE(hoa.post(kTemplates, bad).fault("/content_class"), "");
    EXPECT_EQ(hoa.del(kTemplates + ("/" + id)).status, 204);
    EXPECT_EQ(hoa.del(kTemplates + ("/" + id)).status, 404);
    EXPECT_TRUE(hoa.get(kTemplates).at("/items").as_array().empty());
  }
}

}  // namespace
}  // namespace thon::reach::test
