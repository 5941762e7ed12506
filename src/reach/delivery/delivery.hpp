#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/channels/channel.hpp"
#include "reach/context.hpp"

namespace thon::reach {

/// Messages outside the app: who is written to about an announcement, on which channel, and what became of it.
class Deliveries {
 public:
  explicit Deliveries(Context& context) : context_(context) {}

  /// Households with an address on the channel that is not gone and not opted out. Kept in memory for a while.
  Bitmap reachable(Tx& tx, channels::Kind kind);

  /// Puts messages on their way to those of `households` that were not handed out on this channel for this
  /// announcement before; answers how many. At most one message per announcement, channel and household, for ever.
  std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind, const Bitmap& households,
                        Millis not_before);
  Bitmap handed_out(Tx& tx, std::string_view announcement_id, channels::Kind kind);

  /// What sending to so many would cost, and what the quotas leave.
  struct Budget {
    std::int64_t price_each = 0;  ///< đồng
    std::int64_t cost = 0;
    std::optional<std::int64_t> left_today, left_month;  ///< messages; nothing for a channel without a cap
    bool configured = false;
    std::string trouble;  ///< a text key, empty when there is none
  };
  Budget budget(Tx& tx, channels::Kind kind, std::int64_t messages);

  /// Stops everything that was not yet handed to a provider: the announcement was withdrawn, its plan stopped.
  void stop(Tx& tx, std::string_view announcement_id);

 private:
  Context& context_;
};

}  // namespace thon::reach
