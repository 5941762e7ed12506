#include "rollcall/roll/figures.hpp"

#include "base/error.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

std::int64_t& place_of(RollFigures& figures, RollState state) {
  switch (state) {
    case RollState::safe:
      return figures.safe;
    case RollState::elsewhere:
      return figures.elsewhere;
    case RollState::helped:
      return figures.helped;
    case RollState::needs_help:
      return figures.needs_help;
    case RollState::helping:
      return figures.helping;
    case RollState::not_found:
      return figures.not_found;
    case RollState::silent:
      break;
  }
  return figures.silent;
}

constexpr std::int64_t RollFigures::*kParts[] = {
    &RollFigures::households, &RollFigures::safe,    &RollFigures::elsewhere, &RollFigures::helped,
    &RollFigures::needs_help, &RollFigures::helping, &RollFigures::not_found, &RollFigures::silent};

/// The unit itself, or what it stood under last; nullptr when nothing of that stands any more.
const areas::TreeUnit* standing_unit(Tx& tx, const areas::Tree& tree, std::string area_id) {
  // No tree is deeper; a loop among links of different days ends here too.
  for (int steps = 0; steps < 20; ++steps) {
    if (const auto* unit = tree.find(area_id)) return unit;
    auto parent = call_store::former_parent(tx, area_id);
    if (!parent) return nullptr;
    area_id = std::move(*parent);
  }
  return nullptr;
}

}  // namespace

Figures::Figures(Tx& tx, const areas::Tree& tree, const RollCall& call)
    : tree_(tree), sums_(tree.units().size() + 1) {
  for (const auto& count : roll_store::counts(tx, call.id)) {
    const auto* unit = standing_unit(tx, tree, count.area_id);
    if (!unit) continue;
    auto& own = sums_[tree.position(*unit) + 1];
    own.households += count.households;
    place_of(own, count.state) += count.households;
  }
  // The tree is in pre-order, so what a unit and everything below it have is the difference of two sums.
  for (std::size_t at = 1; at < sums_.size(); ++at)
    for (const auto part : kParts) sums_[at].*part += sums_[at - 1].*part;
}

RollUnitFigures Figures::of(const areas::TreeUnit& unit) const {
  RollUnitFigures found{unit.id, unit.name, unit.kind, sums_[unit.end]};
  const auto& before = sums_[tree_.position(unit)];
  for (const auto part : kParts) found.figures.*part -= before.*part;
  return found;
}

const areas::TreeUnit* widest(const Sight& sight, const RollCall& call,
                              const std::vector<std::string>& area_ids) {
  if (sight.covers(call.area_id)) return sight.tree->find(call.area_id);
  for (const auto* root : sight.roots)
    if (touches(*sight.tree, root->id, area_ids)) return root;
  throw Error::not_found(kMissing);
}

}  // namespace thon::rollcall
