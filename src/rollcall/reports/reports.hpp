#pragma once
#include "rollcall/context.hpp"
#include "rollcall/reports/store.hpp"
#include "rollcall/roll/model.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {

/// What is said of households: by themselves, at their doors, by those who help.
class Reports {
 public:
  explicit Reports(Context& context) : context_(context) {}

  /// A household's own taps, in any order; each for itself. Sent again, they change nothing.
  RollResults answer(Tx& tx, const Actor& actor, const RollAnswers& input);
  /// What was found at doors; each for itself: one that cannot be recorded does not keep the others from it.
  RollResults mark(Tx& tx, const Actor& actor, const RollMarks& input);
  /// Somebody goes to help, no longer does, or has helped. Twice is once. Also after the end: help takes
  /// longer.
  RollHouse help(Tx& tx, const Actor& actor, const RollHelpInput& input);

 private:
  RollOutcome take(Tx& tx, RollCall& call, const roll_store::Row& house, report_store::Report report);
  void put(Tx& tx, RollCall& call, const roll_store::Row& house, const report_store::Report& report,
           std::vector<report_store::Report> known);

  Context& context_;
};

}  // namespace thon::rollcall
