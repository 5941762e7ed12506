#include "reach/ledger/bitmap.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace thon::reach {
namespace {

using Ordinals = std::set<std::uint32_t>;

/// Ordinals as registers have them: runs with single ones between, over several containers.
rc::Gen<Ordinals> ordinals() {
  return rc::gen::map(
      rc::gen::container<std::vector<std::pair<std::uint32_t, std::uint32_t>>>(rc::gen::pair(
          rc::gen::inRange<std::uint32_t>(0, 200'000), rc::gen::inRange<std::uint32_t>(1, 300))),
      [](const auto& runs) {
        Ordinals set;
        for (const auto& [first, count] : runs)
          for (std::uint32_t i = 0; i < count; ++i) set.insert(first + i);
        return set;
      });
}

Bitmap bitmap_of(const Ordinals& set) {
  const std::vector<std::uint32_t> values(set.begin(), set.end());
  return Bitmap::of(values);
}

Ordinals set_of(const Bitmap& bitmap) {
  const auto values = bitmap.values();
  return {values.begin(), values.end()};
}

RC_GTEST_PROP(Bitmap, packs_and_unpacks, ()) {
  const auto set = *ordinals();
  const auto bitmap = bitmap_of(set);
  RC_ASSERT(set_of(Bitmap::unpack(bitmap.pack())) == set);
  RC_ASSERT(bitmap.size() == set.size());
}

RC_GTEST_PROP(Bitmap, combines_as_sets_do, ()) {
  const auto a = *ordinals(), b = *ordinals();
  auto compact = bitmap_of(a);
  compact.compact();
  const auto other = bitmap_of(b);
  Ordinals both, either = a, only = a;
  for (const auto value : b) {
    if (a.contains(value)) both.insert(value);
    either.insert(value);
    only.erase(value);
  }
  RC_ASSERT(set_of(compact & other) == both);
  RC_ASSERT(set_of(compact | other) == either);
  RC_ASSERT(set_of(compact - other) == only);
  RC_ASSERT(compact.common(other) == both.size());
  RC_ASSERT(compact.meets(other) == !both.empty());
  auto in_place = compact;
  in_place -= other;
  RC_ASSERT(set_of(in_place) == only);
}

TEST(Bitmap, keeps_the_largest_ordinal) {
  Bitmap bitmap;
  EXPECT_TRUE(bitmap.add(UINT32_MAX));
  EXPECT_FALSE(bitmap.add(UINT32_MAX));
  EXPECT_EQ(Bitmap::unpack(bitmap.pack()), bitmap);
}

TEST(Bitmap, takes_few_bytes) {
  Bitmap one;
  one.add(26'999'999);
  EXPECT_LE(one.pack().size(), 6u);
  Bitmap run;
  run.add_range(0, 26'999'999);
  EXPECT_LE(run.pack().size(), 8'000u);
}

TEST(Bitmap, refuses_damaged_bytes) {
  EXPECT_THROW(Bitmap::unpack(""), std::runtime_error);
  EXPECT_THROW(Bitmap::unpack("x"), std::runtime_error);
  EXPECT_THROW(Bitmap::unpack("r\x01\x02"), std::runtime_error);
  EXPECT_THROW(Bitmap::unpack("g\xff"), std::runtime_error);
}

TEST(Bitmap, is_empty_after_a_move) {
  Bitmap a;
  a.add(7);
  Bitmap b = std::move(a);
  EXPECT_TRUE(b.has(7));
  EXPECT_TRUE(a.empty());
}

}  // namespace
}  // namespace thon::reach
