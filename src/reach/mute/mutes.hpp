#pragma once
#include "reach/context.hpp"
#include "reach/mute/model.hpp"

namespace thon::reach {

/// Households that waves leave alone for a while, because they are away, moved, or want no visits. Whoever knocks
/// there knows first. They stay in every denominator.
class Mutes {
 public:
  explicit Mutes(Context& context) : context_(context) {}

  /// The same twice changes nothing.
  MutedHouse mute(Tx& tx, const Actor& actor, const MuteInput& input);
  void lift(Tx& tx, const Actor& actor, const LiftInput& input);
  /// Those in the caller's units, and those that the register knows to be away.
  MutedPage list(Tx& tx, const Actor& actor, const MutesQuery& query);

 private:
  Context& context_;
};

}  // namespace thon::reach
