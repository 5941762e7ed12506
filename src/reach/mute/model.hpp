#pragma once
#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/reflect/shape.hpp"

namespace thon::reach {

/// Why a household is left alone for a while.
enum class MuteReason { away, moved, refused };
BOOST_DESCRIBE_ENUM(MuteReason, away, moved, refused)

struct MuteInput {
  Id household_id;
  MuteReason reason = MuteReason::away;
  std::optional<Date> until;  ///< the last day; absent: until somebody lifts it
  std::optional<Text<0, 300>> note;
};
BOOST_DESCRIBE_STRUCT(MuteInput, (), (household_id, reason, until, note))

struct LiftInput {
  Id household_id;
};
BOOST_DESCRIBE_STRUCT(LiftInput, (), (household_id))

struct MutesQuery {
  std::optional<Id> area;
  std::optional<Text<0, 100>> cursor;
};
BOOST_DESCRIBE_STRUCT(MutesQuery, (), (area, cursor))

/// A household that is left alone; `by_name` is empty when the register says that it is away.
struct MutedHouse {
  std::string household_id;
  std::string code;
  std::string head_name;
  std::string address;
  std::string area_id;
  std::string area_name;
  MuteReason reason = MuteReason::away;
  std::optional<std::string> until;
  std::string note;
  std::string by_name;
  std::optional<std::int64_t> at;
};
BOOST_DESCRIBE_STRUCT(MutedHouse, (),
                      (household_id, code, head_name, address, area_id, area_name, reason, until, note, by_name, at))

struct MutedPage {
  std::vector<MutedHouse> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(MutedPage, (), (items, next))

}  // namespace thon::reach
