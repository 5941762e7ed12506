#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/channels/channel.hpp"
#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// Something that speaks to all who live in a unit.
struct Outlet {
  std::int64_t number = 0;
  channels::Kind channel = channels::Kind::loudspeaker;
  std::string address;
  std::string name;
  std::string area_id;
};
BOOST_DESCRIBE_STRUCT(Outlet, (), (number, channel, address, name, area_id))

struct OutletRow : Outlet {
  std::string area_name;
};
BOOST_DESCRIBE_STRUCT(OutletRow, (Outlet), (area_name))

struct OutletsQuery {
  std::optional<Id> area;
};
BOOST_DESCRIBE_STRUCT(OutletsQuery, (), (area))

struct OutletRows {
  std::vector<OutletRow> items;
};
BOOST_DESCRIBE_STRUCT(OutletRows, (), (items))

struct OutletInput {
  Id area_id;
  channels::Kind channel = channels::Kind::loudspeaker;
  Text<1, 100> address;
  Text<1, 120> name;
};
BOOST_DESCRIBE_STRUCT(OutletInput, (), (area_id, channel, address, name))

struct RemoveOutletInput {
  Whole<1, 1'000'000'000> number;
};
BOOST_DESCRIBE_STRUCT(RemoveOutletInput, (), (number))

}  // namespace thon::reach
