#pragma once
#include "platform/http/api.hpp"
#include "rollcall/context.hpp"

namespace thon::rollcall {

/// What is carried along: a spreadsheet of whom to look for, the roll to tick on paper.
class Paper {
 public:
  explicit Paper(Context& context) : context_(context) {}

  /// Who needs help and who was not seen, in one unit.
  http::File sheet(Tx& tx, const Actor& actor, const RollPartQuery& query) const;
  /// The roll of one unit as PDF, each group on pages of its own.
  http::File roll(Tx& tx, const Actor& actor, const RollPartQuery& query) const;

 private:
  Context& context_;
};

}  // namespace thon::rollcall
