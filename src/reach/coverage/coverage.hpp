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

/// Rows as walking lists show them, in the order given. `phones` are read here.
std::vector<WalkRow> walk_rows(Tx& tx, const areas::Tree& tree,
                               const std::vector<register_store::House>& houses);

}  // namespace thon::reach
