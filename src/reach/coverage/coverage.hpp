#pragma once
#include "reach/context.hpp"
#include "reach/coverage/model.hpp"
#include "reach/register/store.hpp"

namespace thon::reach {

/// Figures of an announcement, unit by unit down to the doors not yet reached.
class CoveragePages {
 public:
  explicit CoveragePages(Context& context) : context_(context) {}

  CoverageView coverage(Tx& tx, const Actor& actor, const CoverageQuery& query);
  /// Households of the audience without any evidence, unit by unit in walking order.
  UnreachedPage unreached(Tx& tx, const Actor& actor, const UnreachedQuery& query);

 private:
  Context& context_;
};

/// Rows as walking lists show them, in the order given, with their phones. Of a household that has moved out
/// of sight only what the unit knew of it is told: not where it lives now, nor its phones.
std::vector<WalkRow> walk_rows(Tx& tx, const Sight& sight,
                               const std::vector<register_store::House>& houses);

}  // namespace thon::reach
