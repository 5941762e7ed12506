#pragma once
#include "assembly/context.hpp"

namespace thon::assembly {

/// What can be done with any matter, whatever kind it is.
class Matters {
 public:
  explicit Matters(Context& context) : context_(context) {}

  /// Everything in the caller's sight, the newest first.
  MatterPage list(Tx& tx, const Actor& actor, const MattersQuery& query) const;
  /// The households of the roll in the caller's sight, in walking order, and what they answered.
  MatterHouses houses(Tx& tx, const Actor& actor, const HousesQuery& query) const;
  /// Takes it away from the households, for a reason they read. What was answered is kept. Twice is once.
  MatterView cancel(Tx& tx, const Actor& actor, const CancelMatter& input);
  /// Gives households more time to answer, or puts a meeting off. Twice is once.
  MatterView extend(Tx& tx, const Actor& actor, const ExtendMatter& input);
  bool any_overdue(Tx& tx) const;
  /// Closes votes and polls whose time is up; answers how many.
  std::size_t close_overdue(Tx& tx);

 private:
  Context& context_;
};

}  // namespace thon::assembly
