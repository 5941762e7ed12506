#pragma once
#include "reach/context.hpp"
#include "reach/posting/model.hpp"

namespace thon::reach {

/// What the law asks of each class of content, and what a unit has set instead.
class Postings {
 public:
  explicit Postings(Context& context) : context_(context) {}

  ClassRules class_rules(Tx& tx, const Actor& actor, const ClassRulesQuery& query) const;
  ClassRules set_rule(Tx& tx, const Actor& actor, const SetClassRule& input) const;
  /// Back to the rule of the unit above, or the program's.
  ClassRules reset_rule(Tx& tx, const Actor& actor, const ResetClassRule& input) const;

 private:
  ClassRules rules_of(Tx& tx, const Sight& sight, const std::string& area_id) const;
  void record(Tx& tx, const Actor& actor, const char* verb, const std::string& area_id,
              std::int64_t content_class) const;

  Context& context_;
};

}  // namespace thon::reach
