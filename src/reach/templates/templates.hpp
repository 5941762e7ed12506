#pragma once
#include "reach/context.hpp"
#include "reach/templates/model.hpp"

namespace thon::reach {

/// Announcements that are written again and again.
class Templates {
 public:
  explicit Templates(Context& context) : context_(context) {}

  /// Those of the caller's units, of the units above and of those below.
  TemplateList list(Tx& tx, const Actor& actor) const;
  /// The same id twice answers the first result.
  Template save(Tx& tx, const Actor& actor, const SaveTemplate& input) const;
  void remove(Tx& tx, const Actor& actor, std::string_view id) const;

 private:
  Context& context_;
};

}  // namespace thon::reach
