#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/channels/channel.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// What became of a household's message, as officers see it. "waiting" has not been taken yet, "late" never will be.
enum class DeliveryState {
  waiting,
  sending,
  retry,
  accepted,
  delivered,
  seen,
  refused,
  gone,
  uncertain,
  spared,
  stopped,
  late
};
BOOST_DESCRIBE_ENUM(DeliveryState, waiting, sending, retry, accepted, delivered, seen, refused, gone, uncertain, spared,
                    stopped, late)

struct DeliveryQuery {
  Id announcement_id;
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(DeliveryQuery, (), (announcement_id, area))

/// Households (outlets, where the channel speaks to many) in one state for one reason.
struct DeliveryCount {
  DeliveryState state = DeliveryState::waiting;
  std::string reason;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(DeliveryCount, (), (state, reason, count))

struct ChannelDelivery {
  channels::Kind channel = channels::Kind::sms;
  bool configured = false;
  bool to_households = true;
  std::int64_t total = 0;
  std::int64_t cost = 0;  ///< đồng
  std::vector<DeliveryCount> counts;
};
BOOST_DESCRIBE_STRUCT(ChannelDelivery, (), (channel, configured, to_households, total, cost, counts))

struct DeliveryView {
  std::vector<ChannelDelivery> channels;
};
BOOST_DESCRIBE_STRUCT(DeliveryView, (), (channels))

struct DeliveryHousesQuery {
  Id announcement_id;
  channels::Kind channel = channels::Kind::sms;
  DeliveryState state = DeliveryState::waiting;
  std::optional<Text<0, 40>> reason;
  std::optional<Id> area;
  std::optional<Whole<0, 4'294'967'295>> after;  ///< the last household of the page before
};
BOOST_DESCRIBE_STRUCT(DeliveryHousesQuery, (), (announcement_id, channel, state, reason, area, after))

struct DeliveryHouse {
  std::string household_id;
  std::int64_t ordinal = 0;
  std::string code;
  std::string head_name;
  std::string address;
  std::string area_name;
  std::vector<std::string> phones;
  std::string reason;
  std::optional<std::int64_t> sent_at;
};
BOOST_DESCRIBE_STRUCT(DeliveryHouse, (),
                      (household_id, ordinal, code, head_name, address, area_name, phones, reason, sent_at))

struct DeliveryHouses {
  std::vector<DeliveryHouse> items;
  std::int64_t total = 0;
  std::optional<std::int64_t> next;
};
BOOST_DESCRIBE_STRUCT(DeliveryHouses, (), (items, total, next))

struct SendNowInput {
  Id announcement_id;
  List<channels::Kind, 1, 8> channels;
  bool urgent = false;  ///< also in quiet hours
};
BOOST_DESCRIBE_STRUCT(SendNowInput, (), (announcement_id, channels, urgent))

struct HandedOutRow {
  channels::Kind channel = channels::Kind::sms;
  std::int64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(HandedOutRow, (), (channel, count))

struct HandedOut {
  std::vector<HandedOutRow> channels;
};
BOOST_DESCRIBE_STRUCT(HandedOut, (), (channels))

struct UnsentQuery {
  Id announcement_id;
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(UnsentQuery, (), (announcement_id, area))

}  // namespace thon::reach
