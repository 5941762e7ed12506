#pragma once
#include "rollcall/context.hpp"

namespace thon::rollcall {

/// Roll-calls: started after a disaster, widened while they are open, ended by hand.
class Calls {
 public:
  explicit Calls(Context& context) : context_(context) {}

  /// Every one in the caller's sight, the newest first.
  RollCallPage list(Tx& tx, const Actor& actor, const RollCallsQuery& query) const;
  /// The figures of the unit asked for, else of the widest one that the caller may look at.
  RollCallView find(Tx& tx, const Actor& actor, const RollCallLook& query) const;
  /// Calls the households that live in the units on that day. The same id twice answers the first result.
  RollCallView start(Tx& tx, const Actor& actor, const RollCallStart& input);
  /// Calls those of more units too; who is on the roll stays there, once. Twice is once.
  RollCallView widen(Tx& tx, const Actor& actor, const RollCallWidening& input);
  /// Ends it, for a reason that is kept. What was said before and comes later is still taken. Twice is once.
  RollCallView end(Tx& tx, const Actor& actor, const RollCallEnd& input);

 private:
  RollCallView view(Tx& tx, const Actor& actor, const RollCall& call, const Sight& sight,
                    const areas::TreeUnit* unit) const;
  RollCallView changed(Tx& tx, const Actor& actor, const RollCall& call) const;

  Context& context_;
};

}  // namespace thon::rollcall
