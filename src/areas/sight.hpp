#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "areas/tree.hpp"

namespace thon::areas {

/// Today's tree and where in it a caller may look: the units at which a permission is held, none below
/// another.
struct Sight {
  std::shared_ptr<const Tree> tree;
  std::vector<const TreeUnit*> roots;

  /// False for a unit that is not in the tree.
  bool covers(std::string_view area_id) const;
  /// The unit of that id; throws not_found when it is missing or out of sight.
  const TreeUnit& unit(std::string_view area_id) const;
  /// The same, narrowed to one unit in sight when `area_id` is given.
  Sight narrowed(const std::optional<Id>& area_id) const;
  /// The ids sorted, each once. Throws not_found with that key when one of them is out of sight.
  std::vector<std::string> checked(const std::vector<Id>& area_ids, const char* key) const;
  /// The one of the roots that covers all the units; nullptr when none does.
  const TreeUnit* root_over(const std::vector<std::string>& area_ids) const;
};

}  // namespace thon::areas
