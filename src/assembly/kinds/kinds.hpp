#pragma once
#include "assembly/context.hpp"
#include "assembly/kinds/model.hpp"

namespace thon::assembly {

/// Which matters may be put to a vote: a setting of the commune.
class Kinds {
 public:
  explicit Kinds(Context& context) : context_(context) {}

  VoteKindList list(Tx& tx, const Actor& actor, const KindsQuery& query) const;
  /// Gives the unit a list of its own. Twice is once.
  VoteKindList save(Tx& tx, const Actor& actor, const SaveKinds& input);
  /// The kind of that name in force at the unit; throws invalid at "/kind" when there is none or when the law
  /// does not let it be voted on online.
  VoteKindRow votable(Tx& tx, std::string_view area_id, const std::string& name) const;

 private:
  VoteKindList in_force(Tx& tx, std::string_view area_id) const;
  Context& context_;
};

}  // namespace thon::assembly
