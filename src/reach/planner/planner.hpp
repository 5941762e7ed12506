#pragma once
#include "reach/context.hpp"
#include "reach/planner/outlook.hpp"

namespace thon::reach {

/// What is to be expected of a plan, from what the ledger has shown so far.
struct Prediction {
  Outlook outlook;
  Range range;
};

/// Reads what is known, chunk by chunk: memory grows with a byte a household for the answer, with the groups and
/// the communes of the audience, and with nothing else.
Prediction predict(Tx& tx, const Context& context, const Bitmap& audience, const Bitmap& missing,
                   const Roster& roster, const Course& course);

/// Learns from one step of a finished announcement, of whose forecast it says what became of it before; false
/// when there is nothing to learn.
bool learn_step(Db& db, Context& context);

/// All that is due.
void learn(Db& db, Context& context);

}  // namespace thon::reach
