#pragma once
#include "reach/context.hpp"
#include "reach/visits/model.hpp"
#include "reach/visits/store.hpp"

namespace thon::reach {

/// Doors at which nobody could be told: why, and until when they are left in peace. Never evidence.
class Visits {
 public:
  explicit Visits(Context& context) : context_(context) {}

  /// Each item for itself, like ticks. Sending a batch again changes nothing.
  VisitResults record(Tx& tx, const Actor& actor, const VisitsInput& input);

 private:
  Context& context_;
};

/// Writes a word on a door down, and mutes or unmutes the household when the word stands: until its day, or until
/// somebody was met there. False when this very word is there already.
bool say_at_door(Tx& tx, const visit_store::Word& word);

}  // namespace thon::reach
