#pragma once
#include "reach/context.hpp"
#include "reach/feed/model.hpp"

namespace thon::reach {

/// What a household reads, and what its devices answer.
class Feeds {
 public:
  explicit Feeds(Context& context) : context_(context) {}

  /// What waits for an answer first, then the newest first.
  Feed feed(Tx& tx, const Actor& actor, const FeedQuery& query);
  /// Takes in what is about this household's announcements and passes over the rest: a device that sends a
  /// batch cannot do anything about one stray receipt. Throws not_found when all of them are strays.
  void receive(Tx& tx, const Actor& actor, const ReceiptsInput& input);

 private:
  Context& context_;
};

}  // namespace thon::reach
