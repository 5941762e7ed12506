#pragma once
#include <span>

#include "platform/http/api.hpp"
#include "reach/context.hpp"
#include "reach/walk/model.hpp"

namespace thon::reach {

/// One tick as it is to be recorded, from a phone or from paper.
struct NewTick {
  std::string announcement_id;
  std::string household_id;
  Millis made_at = 0;  ///< by the device's clock: with the account it tells one tick from another
  Millis at = 0;       ///< when the household was told, as far as it can be known
  std::string note;
  std::optional<ToldPlace> place;
  std::optional<std::string> sheet_id;
};

/// The last mile: whose door is still to be knocked on, and the ticks of those who did.
class Walks {
 public:
  explicit Walks(Context& context) : context_(context) {}

  /// Households of the unit that miss a live announcement of the last 30 days, in walking order.
  Walk walk(Tx& tx, const Actor& actor, const WalkQuery& query);
  /// Each item for itself: one that cannot be recorded does not keep the others from it. Sending a batch
  /// again changes nothing.
  ToldResults tell(Tx& tx, const Actor& actor, const ToldInput& input);
  /// The same for ticks that are put together here; one result for each, in order.
  std::vector<ToldOutcome> record(Tx& tx, const Actor& actor, std::span<const NewTick> ticks);
  /// Takes back what was ticked at a door up to the moment named; a tick of somebody else that is later
  /// stays.
  void retract(Tx& tx, const Actor& actor, const RetractInput& input);

 private:
  Context& context_;
};

}  // namespace thon::reach
