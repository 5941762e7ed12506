#include "reach/plan/audience.hpp"

namespace thon::reach {

TodaysAudience audience_today(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids) {
  std::map<std::string, Bitmap> by_unit;
  Bitmap with_app;
  for (const auto& id : area_ids) {
    announcement_store::add_households(tx, id, by_unit);
    with_app |= plan_store::with_app(tx, id);
  }
  TodaysAudience today{Roster::make(by_unit, tree), {}, {}};
  today.households = today.roster.households();
  today.with_app = with_app & today.households;
  return today;
}

}  // namespace thon::reach
