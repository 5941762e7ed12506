#pragma once
#include "talk/context.hpp"
#include "talk/settings/store.hpp"

namespace thon::talk {

/// Who answers for a unit at first, and within how many working days. The answerer is the unit's own, and
/// empty when there is none who still may answer there; the days may come from a unit above.
settings_store::Unit answering_of(Tx& tx, const Context& context, std::string_view area_id);

/// How units answer: a setting of each.
class Settings {
 public:
  explicit Settings(Context& context) : context_(context) {}

  Answering find(Tx& tx, const Actor& actor, const AnsweringQuery& query) const;
  Answering save(Tx& tx, const Actor& actor, const SaveAnswering& input);

  /// The unit's own answers and those of units above it.
  CannedAnswers canned(Tx& tx, const Actor& actor, const CannedQuery& query) const;
  /// The same id twice answers the first result.
  CannedAnswer add(Tx& tx, const Actor& actor, const AddCanned& input);
  CannedAnswer edit(Tx& tx, const Actor& actor, const EditCanned& input);
  void remove(Tx& tx, const Actor& actor, const RemoveCanned& input);

 private:
  settings_store::Canned kept(Tx& tx, const Actor& actor, std::string_view id) const;
  CannedAnswer view(Tx& tx, const settings_store::Canned& canned) const;
  Context& context_;
};

}  // namespace thon::talk
