#pragma once
#include "platform/http/api.hpp"
#include "reach/context.hpp"
#include "reach/register/store.hpp"
#include "reach/walk/model.hpp"

namespace thon::reach {

/// The last mile: whose door is still to be knocked on, and the ticks of those who did.
class Walks {
 public:
  explicit Walks(Context& context) : context_(context) {}

  /// Households of the unit that miss a live announcement of the last 30 days, in walking order.
  Walk walk(Tx& tx, const Actor& actor, const WalkQuery& query);
  http::File pdf(Tx& tx, const Actor& actor, const WalkPdfQuery& query);
  /// Each item for itself: one that cannot be recorded does not keep the others from it. Sending a batch
  /// again changes nothing.
  ToldResults tell(Tx& tx, const Actor& actor, const ToldInput& input);
  /// Takes back what was told at a door up to the moment it was undone on the device; what is told later stands.
  void retract(Tx& tx, const Actor& actor, const RetractInput& input);

 private:
  using Books = std::vector<std::shared_ptr<Book>>;
  /// Announcements that some of the houses still miss, newest first.
  Books live(Tx& tx, const areas::TreeUnit& unit, const std::vector<register_store::House>& houses);

  Context& context_;
};

}  // namespace thon::reach
