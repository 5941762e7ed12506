#pragma once
#include "reach/context.hpp"
#include "reach/visits/model.hpp"

namespace thon::reach {

/// Doors at which nobody could be told: why, and until when they are left in peace. Never evidence.
class Visits {
 public:
  explicit Visits(Context& context) : context_(context) {}

  /// Each item for itself, like ticks. Sending a batch again changes nothing.
  VisitResults record(Tx& tx, const Actor& actor, const VisitsInput& input);
  /// Households that reminders leave out today. A tick at the door ends it, and so does its day.
  Bitmap muted(Tx& tx) const;

 private:
  Context& context_;
};

}  // namespace thon::reach
