#include "reach/audience/units.hpp"

#include "base/error.hpp"

namespace thon::reach {

std::vector<const areas::TreeUnit*> outermost(const areas::Tree& tree,
                                              const std::vector<std::string>& area_ids) {
  std::vector<const areas::TreeUnit*> units;
  for (const auto& id : area_ids)
    if (const auto* unit = tree.find(id)) units.push_back(unit);
  std::sort(units.begin(), units.end());
  std::vector<const areas::TreeUnit*> kept;
  for (const auto* unit : units)
    if (kept.empty() || tree.position(*unit) >= kept.back()->end) kept.push_back(unit);
  return kept;
}

void check_areas(const Sight& sight, const std::vector<std::string>& area_ids) {
  for (const auto& id : area_ids)
    if (!sight.covers(id)) throw Error::not_found("reach.error.area_not_found");
}

}  // namespace thon::reach
