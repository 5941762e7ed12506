#pragma once
#include <vector>

#include "reach/delivery/delivery.hpp"
#include "reach/plan/model.hpp"

namespace thon::reach {

/// What holds for the messages of a wave until they have left.
struct Errand {
  Millis not_after = 0;  ///< the deadline: later they are of no use
  Quiet quiet;
  Evidence wanted = Evidence::opened;  ///< makes a message needless
};

/// Who brings messages to households outside the app, as far as plans are concerned.
class Carrier {
 public:
  virtual ~Carrier() = default;
  virtual Bitmap reachable(Tx& tx, channels::Kind kind) = 0;
  /// Answers how many messages are on their way; households that were written to before are passed over.
  virtual std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind,
                                const Bitmap& households, const Errand& errand) = 0;
  virtual Bitmap handed_out(Tx& tx, std::string_view announcement_id, channels::Kind kind) = 0;
  virtual Deliveries::Budget budget(Tx& tx, channels::Kind kind, std::int64_t messages) = 0;
  virtual void stop(Tx& tx, std::string_view announcement_id) = 0;
};

/// The channels of a wave, the cheaper first; a household gets one message in all. None for the app and for those
/// who walk.
std::vector<channels::Kind> channels_of(WaveKind kind);

/// The carrier of the program.
class DeliveryCarrier final : public Carrier {
 public:
  explicit DeliveryCarrier(Deliveries& deliveries) : deliveries_(deliveries) {}
  Bitmap reachable(Tx& tx, channels::Kind kind) override;
  std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind,
                        const Bitmap& households, const Errand& errand) override;
  Bitmap handed_out(Tx& tx, std::string_view announcement_id, channels::Kind kind) override;
  Deliveries::Budget budget(Tx& tx, channels::Kind kind, std::int64_t messages) override;
  void stop(Tx& tx, std::string_view announcement_id) override;

 private:
  Deliveries& deliveries_;
};

}  // namespace thon::reach
