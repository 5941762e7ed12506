#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "areas/model.hpp"

namespace thon::areas {

/// One unit of a Tree. `end` is the position just behind its last descendant.
struct TreeUnit {
  std::string id;
  std::optional<std::string> parent_id;
  AreaKind kind = AreaKind::group;
  std::string name;
  std::optional<std::string> code;
  std::string sort_key;    ///< as in areas_area_v
  std::size_t parent = 0;  ///< position; a root's is its own
  std::size_t end = 0;
  std::int64_t depth = 0;
};

/// Today's units in pre-order, siblings in their order. Does not change: safe to read from any thread.
class Tree {
 public:
  struct Row {
    std::string id;
    std::optional<std::string> parent_id;
    AreaKind kind = AreaKind::group;
    std::string name;
    std::optional<std::string> code;
    std::string sort_key;
  };

  /// `rows` come in the order wanted among siblings. A unit whose parent is not among them is a root.
  Tree(std::int64_t revision, std::vector<Row> rows);

  std::int64_t revision() const { return revision_; }
  const std::vector<TreeUnit>& units() const { return units_; }
  const TreeUnit* find(std::string_view id) const;
  const TreeUnit* parent(const TreeUnit& unit) const;
  std::vector<const TreeUnit*> children(const TreeUnit& unit) const;
  /// True for the unit itself too; false when either is not in the tree.
  bool is_under(std::string_view id, std::string_view ancestor_id) const;
  /// From the root to the unit; empty when it is not in the tree.
  std::vector<const TreeUnit*> path(std::string_view id) const;
  /// Those of the units that are in the tree, in its order, without those below another of them.
  std::vector<const TreeUnit*> outermost(const std::vector<std::string>& ids) const;
  /// The unit's name, empty when it is not in the tree.
  std::string_view name(std::string_view id) const;
  /// The place of a unit in pre-order.
  std::size_t position(const TreeUnit& unit) const { return static_cast<std::size_t>(&unit - units_.data()); }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  std::int64_t revision_;
  std::vector<TreeUnit> units_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> by_id_;
};
BOOST_DESCRIBE_STRUCT(Tree::Row, (), (id, parent_id, kind, name, code, sort_key))

}  // namespace thon::areas
