#include <gtest/gtest.h>

#include "base/error.hpp"
#include "samples/rules.hpp"

namespace thon::samples {
namespace {

TEST(SamplesRules, LimitsADay) {
  EXPECT_NO_THROW(rules::check_new(rules::kMostADay - 1));
  EXPECT_THROW(rules::check_new(rules::kMostADay), Error);
}

}  // namespace
}  // namespace thon::samples
