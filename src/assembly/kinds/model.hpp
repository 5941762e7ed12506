#pragma once
#include "assembly/model.hpp"

namespace thon::assembly {

/// A kind of matter that a village decides by itself, by the clause of Điều 15 (Luật 10/2022/QH15) that names
/// it.
struct VoteKind {
  Text<1, 200> name;
  Whole<1, 6> clause;
  Text<0, 500> legal_basis;
};
BOOST_DESCRIBE_STRUCT(VoteKind, (), (name, clause, legal_basis))

using VoteKinds = List<VoteKind, 1, 60>;

struct KindsQuery {
  Id area;
};
BOOST_DESCRIBE_STRUCT(KindsQuery, (), (area))

struct SaveKinds {
  Id area_id;
  std::int64_t version = 0;
  VoteKinds items;
};
BOOST_DESCRIBE_STRUCT(SaveKinds, (), (area_id, version, items))

struct VoteKindRow {
  std::string name;
  std::int64_t clause = 6;
  std::string legal_basis;
  bool online = true;  ///< the law lets it be voted on online
};
BOOST_DESCRIBE_STRUCT(VoteKindRow, (), (name, clause, legal_basis, online))

/// The list in force at a unit: its own, that of the nearest unit above it that has one, else the one that
/// comes with the program (then `owner_name` is empty).
struct VoteKindList {
  std::string area_id;
  std::string owner_name;
  std::int64_t version = 0;  ///< of the unit's own list; 0 when it has none
  std::vector<VoteKindRow> items;
};
BOOST_DESCRIBE_STRUCT(VoteKindList, (), (area_id, owner_name, version, items))

}  // namespace thon::assembly
