#pragma once
#include <string>
#include <vector>

#include "reach/audience/model.hpp"
#include "reach/context.hpp"

/// Ticked units of an audience.
namespace thon::reach {

/// The ticked units in the tree's order, without those below another ticked one; closed ones are left out.
std::vector<const areas::TreeUnit*> outermost(const areas::Tree& tree, const std::vector<std::string>& area_ids);

/// Every ticked unit must be in sight: one that is not might as well not exist.
void check_areas(const Sight& sight, const std::vector<std::string>& area_ids);

/// Sorted, each once.
template <class Ids>
std::vector<std::string> texts_of(const Ids& ids) {
  std::vector<std::string> texts;
  for (const auto& id : ids) texts.push_back(id.value);
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

}  // namespace thon::reach
