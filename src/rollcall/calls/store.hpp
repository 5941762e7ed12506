#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/actor.hpp"
#include "platform/db/db.hpp"
#include "rollcall/calls/model.hpp"

/// SQL of the roll-calls themselves.
namespace thon::rollcall::call_store {

struct RollCall {
  std::string id;
  std::string area_id;
  RollKind kind = RollKind::other;
  std::string title;
  std::string body;
  std::string meeting_point;
  bool drill = false;
  std::int64_t households = 0;
  std::int64_t started_at = 0;
  std::string started_by_name;
  std::optional<std::int64_t> ended_at;
  std::string ended_by_name;
  std::string reason;
  std::optional<std::int64_t> half_at;
  std::optional<std::int64_t> most_at;
  std::optional<std::int64_t> all_at;
};
BOOST_DESCRIBE_STRUCT(RollCall, (),
                      (id, area_id, kind, title, body, meeting_point, drill, households, started_at,
                       started_by_name, ended_at, ended_by_name, reason, half_at, most_at, all_at))

std::optional<RollCall> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const RollCall& call, const Actor& actor);
/// Writes what changes in a life: the unit that holds it, how many households, its end.
void update(Tx& tx, const RollCall& call);

std::vector<std::string> area_ids(Tx& tx, std::string_view id);
void add_unit(Tx& tx, std::string_view id, std::string_view area_id, const Actor& actor);

struct Line : RollCall {
  std::int64_t seen = 0;
  std::int64_t needs = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (RollCall), (seen, needs))
/// What concerns the unit: held for it, for a unit above or below it; newest first.
std::vector<Line> lines(Tx& tx, std::string_view area_id, std::string_view before_id, std::int64_t limit);
std::optional<Line> line(Tx& tx, std::string_view id);

/// When that many households of the roll had been seen.
std::optional<Millis> seen_at(Tx& tx, std::string_view id, std::int64_t count);

/// The last unit that a closed unit stood under.
std::optional<std::string> former_parent(Tx& tx, std::string_view area_id);

}  // namespace thon::rollcall::call_store
