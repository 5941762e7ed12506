#include "reach/ledger/roster.hpp"

#include <gtest/gtest.h>

#include "base/id.hpp"

namespace thon::reach {
namespace {

using areas::AreaKind;
using areas::Tree;

const std::string kCommune = seeded_id(1, 1), kUpper = seeded_id(1, 2), kLower = seeded_id(1, 3),
                  kFirst = seeded_id(1, 4), kSecond = seeded_id(1, 5), kThird = seeded_id(1, 6);

Tree::Row row(const std::string& id, std::optional<std::string> parent, AreaKind kind) {
  return {id, std::move(parent), kind, "Tên", std::nullopt, ""};
}

std::shared_ptr<const Tree> whole_tree() {
  return std::make_shared<const Tree>(
      1, std::vector{row(kCommune, std::nullopt, AreaKind::commune), row(kUpper, kCommune, AreaKind::village),
                     row(kLower, kCommune, AreaKind::village), row(kFirst, kUpper, AreaKind::group),
                     row(kSecond, kUpper, AreaKind::group), row(kThird, kLower, AreaKind::group)});
}

Bitmap range(std::uint32_t first, std::uint32_t last) {
  Bitmap bitmap;
  bitmap.add_range(first, last);
  return bitmap;
}

Roster sample(const Tree& tree) {
  Bitmap scattered = range(20, 29);
  scattered.add(5'000'000);
  return Roster::make({{kFirst, range(0, 9)}, {kSecond, scattered}, {kThird, range(30, 35)}}, tree);
}

TEST(Roster, survives_packing) {
  const auto tree = whole_tree();
  const auto roster = sample(*tree);
  const auto packed = roster.pack();
  const auto again = Roster::unpack(packed);
  EXPECT_EQ(again.pack(), packed);
  EXPECT_EQ(again.households(), roster.households());
  EXPECT_EQ(Roster::digest(packed), Roster::digest(again.pack()));
  EXPECT_THROW(Roster::unpack(packed.substr(0, packed.size() - 1)), std::runtime_error);
}

TEST(Roster, counts_every_unit) {
  const auto tree = whole_tree();
  const auto roster = sample(*tree);
  const auto units = roster.on(tree);
  EXPECT_EQ(units->of(*tree->find(kCommune))->size(), 27u);
  EXPECT_EQ(units->of(*tree->find(kUpper))->size(), 21u);
  EXPECT_EQ(units->of(*tree->find(kSecond))->size(), 11u);
  EXPECT_TRUE(units->directly_in(*tree->find(kUpper)).empty());
  EXPECT_TRUE(roster.concerns(kCommune));
  EXPECT_FALSE(roster.concerns(seeded_id(9, 9)));
}

TEST(Roster, leaves_out_units_without_households) {
  const auto tree = whole_tree();
  const auto roster = Roster::make({{kThird, range(1, 2)}}, *tree);
  EXPECT_TRUE(roster.concerns(kLower));
  EXPECT_FALSE(roster.concerns(kUpper));
  EXPECT_FALSE(roster.on(tree)->any(*tree->find(kUpper)));
}

TEST(Units, count_a_closed_group_for_its_village) {
  const auto then = whole_tree();
  const auto roster = sample(*then);
  const auto today = std::make_shared<const Tree>(
      2, std::vector{row(kCommune, std::nullopt, AreaKind::commune), row(kUpper, kCommune, AreaKind::village),
                     row(kSecond, kUpper, AreaKind::group)});
  const auto units = roster.on(today);
  EXPECT_EQ(units->of(*today->find(kCommune))->size(), 27u);
  EXPECT_EQ(units->of(*today->find(kUpper))->size(), 21u);
  const auto closed = units->closed_below(*today->find(kUpper));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed.at(kFirst), range(0, 9));
  // The closed village stands for its closed group.
  const auto villages = units->closed_below(*today->find(kCommune));
  ASSERT_EQ(villages.size(), 1u);
  EXPECT_EQ(villages.at(kLower), range(30, 35));
}

TEST(Units, follow_a_group_that_moved_to_another_village) {
  const auto then = whole_tree();
  const auto roster = sample(*then);
  const auto today = std::make_shared<const Tree>(
      2, std::vector{row(kCommune, std::nullopt, AreaKind::commune), row(kUpper, kCommune, AreaKind::village),
                     row(kLower, kCommune, AreaKind::village), row(kFirst, kLower, AreaKind::group),
                     row(kSecond, kUpper, AreaKind::group), row(kThird, kLower, AreaKind::group)});
  const auto units = roster.on(today);
  EXPECT_EQ(units->of(*today->find(kLower))->size(), 16u);
  EXPECT_EQ(units->of(*today->find(kUpper))->size(), 11u);
}

}  // namespace
}  // namespace thon::reach
