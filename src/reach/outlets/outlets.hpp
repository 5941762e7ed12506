#pragma once
#include "reach/context.hpp"
#include "reach/outlets/model.hpp"

namespace thon::reach {

/// What speaks to a whole neighbourhood, and to which.
class Outlets {
 public:
  explicit Outlets(Context& context) : context_(context) {}

  OutletRows list(Tx& tx, const Actor& actor, const OutletsQuery& query);
  /// The same address again moves it to the unit, under the new name.
  OutletRow add(Tx& tx, const Actor& actor, const OutletInput& input);
  void remove(Tx& tx, const Actor& actor, const RemoveOutletInput& input);

 private:
  Context& context_;
};

}  // namespace thon::reach
