#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/channels/channel.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::reach {

struct WaysQuery {
  Id household_id;
};
BOOST_DESCRIBE_STRUCT(WaysQuery, (), (household_id))

/// One address of a household beside its telephones, or a telephone that is gone.
struct OwnAddress {
  channels::Kind channel = channels::Kind::sms;
  std::string address;
  bool gone = false;  ///< the provider says that it no longer exists
};
BOOST_DESCRIBE_STRUCT(OwnAddress, (), (channel, address, gone))

struct Refusal {
  channels::Kind channel = channels::Kind::sms;
  std::string by_name;
  std::int64_t at = 0;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (channel, by_name, at))

/// How a household can be written to, and how it does not want to be.
struct Ways {
  std::vector<OwnAddress> ways;
  std::vector<Refusal> refusals;
};
BOOST_DESCRIBE_STRUCT(Ways, (), (ways, refusals))

struct AddressInput {
  Id household_id;
  channels::Kind channel = channels::Kind::email;
  Text<1, 250> address;
};
BOOST_DESCRIBE_STRUCT(AddressInput, (), (household_id, channel, address))

struct PreferenceInput {
  Id household_id;
  channels::Kind channel = channels::Kind::sms;
  bool wanted = true;
};
BOOST_DESCRIBE_STRUCT(PreferenceInput, (), (household_id, channel, wanted))

}  // namespace thon::reach
