#include "areas/rules.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace thon::areas {
namespace {

template <class Call>
std::string key_of(const Call& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.fields().empty() ? error.key()
                                  : error.fields().front().path + " " + error.fields().front().key;
  }
  return "";
}

TEST(AreaRules, NarrowerUnitsStandBelowWiderOnesAndKindsMayBeLeftOut) {
  EXPECT_TRUE(rules::fits_below(AreaKind::commune, AreaKind::district));
  EXPECT_TRUE(rules::fits_below(AreaKind::commune, AreaKind::province));
  EXPECT_TRUE(rules::fits_below(AreaKind::group, AreaKind::commune));
  EXPECT_FALSE(rules::fits_below(AreaKind::village, AreaKind::group));
  EXPECT_FALSE(rules::fits_below(AreaKind::village, AreaKind::village));
}

TEST(AreaRules, AUnitIsClosedOnADayItWasThere) {
  Area area;
  area.name = "Tổ 1";
  area.valid_from = "2022-10-05";
  EXPECT_EQ(key_of([&] { rules::check_close(area, "2023-06-02", "2023-06-02"); }), "");
  EXPECT_EQ(key_of([&] { rules::check_close(area, "2023-06-03", "2023-06-02"); }),
            "/date areas.error.date_future");
  EXPECT_EQ(key_of([&] { rules::check_close(area, "2022-10-05", "2023-06-02"); }),
            "/date areas.error.date_before_start");
  area.valid_to = "2023-01-01";
  EXPECT_EQ(key_of([&] { rules::check_close(area, "2023-06-02", "2023-06-02"); }), "areas.error.closed");
}

TEST(AreaRules, AUnitIsPutAtItsPlaceAmongSiblings) {
  const std::vector<std::string> abc{"a", "b", "c"};
  EXPECT_EQ(rules::placed(abc, "c", 0), (std::vector<std::string>{"c", "a", "b"}));
  EXPECT_EQ(rules::placed(abc, "a", 1), (std::vector<std::string>{"b", "a", "c"}));
  EXPECT_EQ(rules::placed(abc, "a", 99), (std::vector<std::string>{"b", "c", "a"}));
}

}  // namespace
}  // namespace thon::areas
