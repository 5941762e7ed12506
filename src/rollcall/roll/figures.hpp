#pragma once
#include "rollcall/context.hpp"

namespace thon::rollcall {

/// The households of a roll-call by unit and by how they stand, each counted once. A unit closed since counts
/// for the nearest unit above it that still stands.
class Figures {
 public:
  Figures(Tx& tx, const areas::Tree& tree, const RollCall& call);
  /// Of the unit and everything below it.
  RollUnitFigures of(const areas::TreeUnit& unit) const;

 private:
  const areas::Tree& tree_;
  std::vector<RollFigures> sums_;  ///< by place in the tree: of what stands before it
};

/// The widest unit of the roll-call that the sight covers.
const areas::TreeUnit* widest(const Sight& sight, const RollCall& call,
                              const std::vector<std::string>& area_ids);

}  // namespace thon::rollcall
