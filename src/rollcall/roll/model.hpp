#pragma once
#include "rollcall/model.hpp"

namespace thon::rollcall {

struct RollHousesQuery {
  Id call_id;
  Id area;
  RollList list = RollList::unseen;
  std::optional<Text<0, 100>> q;
  std::optional<Text<0, 60>> cursor;
};
BOOST_DESCRIBE_STRUCT(RollHousesQuery, (), (call_id, area, list, q, cursor))

struct RollHouseQuery {
  Id call_id;
  Id household_id;
};
BOOST_DESCRIBE_STRUCT(RollHouseQuery, (), (call_id, household_id))

/// A household of a roll-call and how it stands, for those who may mark it.
struct RollHouse : RollWant {
  std::string code;
  std::string household_id;
  std::string name;  ///< who speaks for it
  std::string area_id;
  std::string area_name;
  std::string head_name;
  std::string address;
  std::int64_t elders = 0;
  std::int64_t children = 0;
  RollState state = RollState::silent;
  std::optional<std::int64_t> at;
  std::optional<RollSource> source;
  std::string by_name;
  std::optional<std::int64_t> need_since;
  std::string helper_id;
  std::string helper_name;
  std::optional<std::string> phone;
  std::optional<std::string> other_phone;
};
BOOST_DESCRIBE_STRUCT(RollHouse, (RollWant),
                      (code, household_id, name, area_id, area_name, head_name, address, elders, children,
                       state, at, source, by_name, need_since, helper_id, helper_name, phone, other_phone))

struct RollHouses {
  std::vector<RollHouse> items;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(RollHouses, (), (items, next))

/// The roll of one part of the tree, to walk with.
struct RollDoors {
  std::string call_id;
  std::string title;
  bool drill = false;
  std::optional<std::int64_t> ended_at;
  std::string area_id;
  std::string area_name;
  std::vector<RollHouse> items;  ///< in walking order
};
BOOST_DESCRIBE_STRUCT(RollDoors, (), (call_id, title, drill, ended_at, area_id, area_name, items))

}  // namespace thon::rollcall
