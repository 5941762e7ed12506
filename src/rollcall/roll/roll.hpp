#pragma once
#include "rollcall/context.hpp"
#include "rollcall/reports/model.hpp"
#include "rollcall/roll/model.hpp"

namespace thon::rollcall {

/// A household with everything that was said of it.
struct RollHouseView : RollHouse {
  std::vector<RollReportView> reports;  ///< in the order of the moments they tell of
};
BOOST_DESCRIBE_STRUCT(RollHouseView, (RollHouse), (reports))

/// The households of a roll-call, for those who may mark them.
class Roll {
 public:
  explicit Roll(Context& context) : context_(context) {}

  /// One list of a unit, a page at a time: who needs help, who was not seen, who is safe.
  RollHouses houses(Tx& tx, const Actor& actor, const RollHousesQuery& query) const;
  /// Every household of a unit in walking order.
  RollDoors doors(Tx& tx, const Actor& actor, const RollPartQuery& query) const;
  RollHouseView house(Tx& tx, const Actor& actor, const RollHouseQuery& query) const;

 private:
  Context& context_;
};

}  // namespace thon::rollcall
