#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "platform/jobs/crew.hpp"
#include "reach/delivery/claim.hpp"

namespace thon::reach {

/// Hands messages to the providers. Before a message leaves, its row says so; after it has left, what became of it is
/// written down. A server that dies in between leaves a row in "sending" behind, which is sent again under the same
/// key where that cannot double, and otherwise stays in doubt, for ever unsent on this channel.
class Sender {
 public:
  explicit Sender(Context& context);

  /// The work of one channel, for the crew.
  jobs::Stream stream(channels::Kind kind);

 private:
  std::vector<jobs::Piece> take(Db& db, channels::Kind kind, std::size_t most);
  void send(Sending& sending, Db& db);
  void settle(Tx& tx, const Sending& sending);

  Context& context_;
  const std::string me_;  // this server, in leases
  std::atomic<bool> took_over_{false};
};

}  // namespace thon::reach
