#pragma once
#include <map>
#include <string>
#include <vector>

#include "reach/audience/model.hpp"
#include "reach/context.hpp"

namespace thon::reach {

inline constexpr const char* kNoArea = "reach.error.area_not_found";

struct TodaysAudience {
  Roster roster;
  Bitmap households;
  Bitmap with_app;  ///< a device is signed in; may hold others too
};

/// Whom an announcement is for: ticked units, and which of their households.
///
/// Every fact is one statement for all units together, whatever their number, and becomes a set of ordinals; the
/// conditions are then intersections, unions and differences of sets.
class Audiences {
 public:
  explicit Audiences(Context& context) : context_(context) {}

  AudiencePreview preview(Tx& tx, const Actor& actor, const AudienceInput& input) const;
  /// Households as they live there today: what an announcement to these units would be for.
  TodaysAudience today(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids,
                       const AudienceFilter& filter) const;
  /// Households of the units with a device that is signed in, and of some units beside them.
  Bitmap with_app(Tx& tx, const areas::Tree& tree, const std::vector<std::string>& area_ids) const;
  /// The filter as people read it, in Vietnamese: what is kept with an announcement.
  std::string words(Tx& tx, const AudienceFilter& filter) const;
  /// Throws not_found when the filter names an announcement that is out of sight.
  void check(Tx& tx, const Sight& sight, const AudienceFilter& filter) const;

  // --- saved under a name (saved.cpp)
  /// Those of the caller's units and of the units below.
  SavedAudiences saved(Tx& tx, const Actor& actor) const;
  /// The same id twice answers the first result.
  SavedAudience save(Tx& tx, const Actor& actor, const SaveAudienceInput& input) const;
  void remove(Tx& tx, const Actor& actor, std::string_view id) const;

 private:
  Context& context_;
};

/// One of the actor's units speaks: the one that covers all that is ticked; the first for nothing.
std::string sender_for(const Sight& sight, const std::vector<std::string>& area_ids);

}  // namespace thon::reach
