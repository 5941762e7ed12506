#include "reach/plan/carrier.hpp"

namespace thon::reach {

std::vector<channels::Kind> channels_of(WaveKind kind) {
  switch (kind) {
    case WaveKind::push:
      return {channels::Kind::push};
    case WaveKind::zalo:
      return {channels::Kind::zalo_oa, channels::Kind::zns};
    case WaveKind::sms:
      return {channels::Kind::sms};
    case WaveKind::loudspeaker:
      return {channels::Kind::loudspeaker};
    default:
      return {};
  }
}

Bitmap DeliveryCarrier::reachable(Tx& tx, channels::Kind kind) { return deliveries_.reachable(tx, kind); }

std::int64_t DeliveryCarrier::hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind,
                                       const Bitmap& households, const Errand& errand) {
  Terms terms(tx.now());
  terms.not_after = errand.not_after;
  terms.quiet = errand.quiet;
  terms.wanted = errand.wanted;
  return deliveries_.hand_out(tx, announcement_id, kind, households, terms);
}

Bitmap DeliveryCarrier::handed_out(Tx& tx, std::string_view announcement_id, channels::Kind kind) {
  return deliveries_.handed_out(tx, announcement_id, kind);
}

Deliveries::Budget DeliveryCarrier::budget(Tx& tx, channels::Kind kind, std::int64_t messages) {
  return deliveries_.budget(tx, kind, messages);
}

void DeliveryCarrier::stop(Tx& tx, std::string_view announcement_id) {
  deliveries_.stop(tx, announcement_id);
}

}  // namespace thon::reach
