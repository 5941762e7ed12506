#pragma once
#include "platform/http/api.hpp"
#include "reach/context.hpp"
#include "reach/sheets/model.hpp"
#include "reach/visits/visits.hpp"
#include "reach/walk/walk.hpp"

namespace thon::reach {

/// Walking lists on paper: printed with a code, and entered again with a few key strokes.
class Sheets {
 public:
  Sheets(Context& context, Walks& walks, Visits& visits)
      : context_(context), walks_(walks), visits_(visits) {}

  /// One list for each group of the unit, each with the code by which it is entered. Opens its own
  /// transactions.
  http::File print(Db& db, const Actor& actor, const WalkPdfQuery& query);
  /// The sheet of a code, with what is missing today.
  Sheet find(Tx& tx, const Actor& actor, const SheetQuery& query);
  /// Writes down what was ticked on paper. Entering a sheet twice adds nothing.
  SheetEntryResult enter(Tx& tx, const Actor& actor, const SheetEntry& entry);

 private:
  Context& context_;
  Walks& walks_;
  Visits& visits_;
};

}  // namespace thon::reach
