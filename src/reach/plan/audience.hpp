#pragma once
#include <memory>

#include "reach/announcements/store.hpp"
#include "reach/context.hpp"
#include "reach/plan/store.hpp"

namespace thon::reach {

/// Households of units as they live there today: what an announcement to these units would be for.
struct TodaysAudience {
  Roster roster;
  Bitmap households;
  Bitmap with_app;
};
TodaysAudience audience_today(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids);

}  // namespace thon::reach
