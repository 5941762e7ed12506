#pragma once
#include "rollcall/context.hpp"
#include "rollcall/mine/model.hpp"

namespace thon::rollcall {

/// What a household sees.
class Mine {
 public:
  explicit Mine(Context& context) : context_(context) {}

  /// The roll-calls that call this household and those that have lately ended, the newest first.
  MyRollCalls list(Tx& tx, const Actor& actor) const;

 private:
  Context& context_;
};

}  // namespace thon::rollcall
