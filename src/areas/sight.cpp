#include "areas/sight.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace thon::areas {

bool Sight::covers(std::string_view area_id) const {
  const auto* unit = tree->find(area_id);
  if (!unit) return false;
  const auto place = tree->position(*unit);
  for (const auto* root : roots)
    if (place >= tree->position(*root) && place < root->end) return true;
  return false;
}

const TreeUnit& Sight::unit(std::string_view area_id) const {
  if (!covers(area_id)) throw Error::not_found();
  return *tree->find(area_id);
}

Sight Sight::narrowed(const std::optional<Id>& area_id) const {
  if (!area_id) return *this;
  return {tree, {&unit(area_id->value)}};
}

std::vector<std::string> Sight::checked(const std::vector<Id>& area_ids, const char* key) const {
  std::vector<std::string> found;
  for (const auto& id : area_ids) {
    // One that is out of sight might as well not exist.
    if (!covers(id.value)) throw Error::not_found(key);
    found.push_back(id.value);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

const TreeUnit* Sight::root_over(const std::vector<std::string>& area_ids) const {
  for (const auto* root : roots) {
    const bool all = std::all_of(area_ids.begin(), area_ids.end(),
                                 [&](const auto& id) { return tree->is_under(id, root->id); });
    if (all) return root;
  }
  return nullptr;
}

}  // namespace thon::areas
