#include "areas/tree.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace thon::areas {
namespace {

/// Rows of a random forest: each unit stands under an earlier one or is a root.
std::vector<Tree::Row> forest(const std::vector<unsigned>& choices) {
  std::vector<Tree::Row> rows;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    Tree::Row row;
    row.id = "unit " + std::to_string(i);
    const auto parent = choices[i] % (i + 1);
    if (parent < i) row.parent_id = "unit " + std::to_string(parent);
    rows.push_back(row);
  }
  return rows;
}

bool under(const std::vector<Tree::Row>& rows, std::size_t unit, std::size_t ancestor) {
  while (unit != ancestor) {
    if (!rows[unit].parent_id) return false;
    unit = std::stoul(rows[unit].parent_id->substr(5));
  }
  return true;
}

RC_GTEST_PROP(AreaTree, AgreesWithWalkingUpTheParents, (const std::vector<unsigned>& choices)) {
  const auto rows = forest(choices);
  const Tree tree(1, rows);
  RC_ASSERT(tree.units().size() == rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto* unit = tree.find(rows[i].id);
    RC_ASSERT(unit != nullptr);
    RC_ASSERT(unit->parent_id == rows[i].parent_id);
    RC_ASSERT(tree.path(rows[i].id).size() == static_cast<std::size_t>(unit->depth) + 1);
    for (std::size_t j = 0; j < rows.size(); ++j)
      RC_ASSERT(tree.is_under(rows[i].id, rows[j].id) == under(rows, i, j));
    for (const auto* child : tree.children(*unit)) RC_ASSERT(tree.parent(*child) == unit);
  }
}

TEST(AreaTree, KeepsTheOrderOfSiblingsAndAnswersNothingForStrangers) {
  const Tree tree(7, {{"xã", {}, AreaKind::commune, "Xã", {}, "0"},
                      {"thôn b", "xã", AreaKind::village, "Thôn B", {}, "00"},
                      {"thôn a", "xã", AreaKind::village, "Thôn A", {}, "01"},
                      {"tổ 1", "thôn b", AreaKind::group, "Tổ 1", {}, "000"}});
  std::string order;
  for (const auto& unit : tree.units()) order += unit.name + " ";
  EXPECT_EQ(order, "Xã Thôn B Tổ 1 Thôn A ");
  EXPECT_EQ(tree.name("tổ 1"), "Tổ 1");
  EXPECT_EQ(tree.find("khác"), nullptr);
  EXPECT_EQ(tree.name("khác"), "");
  EXPECT_TRUE(tree.path("khác").empty());
  EXPECT_FALSE(tree.is_under("khác", "xã"));
  EXPECT_FALSE(tree.is_under("xã", "khác"));
}

}  // namespace
}  // namespace thon::areas
