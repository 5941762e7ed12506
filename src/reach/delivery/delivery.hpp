#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/timed_cache.hpp"
#include "platform/capability.hpp"
#include "reach/delivery/sender.hpp"
#include "reach/delivery/view.hpp"

namespace thon::reach {

/// Messages outside the app: who is written to about an announcement, on which channel, and what became of it.
class Deliveries {
 public:
  explicit Deliveries(Context& context);

  /// Households with an address on the channel that is not gone and not opted out. Kept in memory for a while.
  Bitmap reachable(Tx& tx, channels::Kind kind);

  /// Puts messages on their way to those of `households` that were not handed out on this channel for this
  /// announcement before; answers how many. At most one message per announcement, channel and household, for ever.
  std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind, const Bitmap& households,
                        const Terms& terms);
  /// The same for an officer who does not want to wait: to those without evidence. Answers how many for each channel.
  HandedOut send_now(Tx& tx, const Actor& actor, const SendNowInput& input);
  Bitmap handed_out(Tx& tx, std::string_view announcement_id, channels::Kind kind);

  /// What sending to so many in the name of a unit would cost, and what the quotas leave. Without a unit: by the first
  /// contract that a commune or a unit above has.
  struct Budget {
    std::int64_t price_each = 0;  ///< đồng
    std::int64_t cost = 0;
    std::optional<std::int64_t> left_today, left_month;  ///< messages; nothing for a channel without a cap
    bool configured = false;
    std::string trouble;  ///< a text key, empty when there is none
  };
  Budget budget(Tx& tx, channels::Kind kind, std::int64_t messages,
                std::string_view sender_area_id = {});

  /// Stops everything that was not yet handed to a provider: the announcement was withdrawn, its plan stopped.
  void stop(Tx& tx, std::string_view announcement_id);

  /// What verified webhooks say. The same report twice changes nothing; one about no message known is kept for a while.
  void reported(Tx& tx, channels::Kind kind, const std::vector<channels::Report>& reports);

  /// The work of all channels, for the crew, and what is done now and then.
  std::vector<jobs::Stream> streams();
  std::vector<jobs::Timer> timers();
  /// Somebody's addresses or wishes have changed, in this transaction.
  void addresses_changed(Tx& tx);

 private:
  std::shared_ptr<channels::Channel> any_channel(Tx& tx, channels::Kind kind);
  Bitmap targets(Tx& tx, const Book& book, channels::Kind kind, const Bitmap& households);

  Context& context_;
  Sender sender_;
  TimedCache<channels::Kind, std::shared_ptr<const Bitmap>> reachable_;
};

}  // namespace thon::reach
