#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "rollcall/reports/rules.hpp"
#include "rollcall/roll/model.hpp"

/// SQL of the roll: the households of a roll-call and how they stand.
namespace thon::rollcall::roll_store {

/// Puts whoever lives in the roll-call's units today, and is not on the roll, behind those who are; answers
/// how many came.
std::int64_t add(Tx& tx, std::string_view call_id, std::int64_t already, std::int64_t elder_year,
                 std::int64_t child_year);

struct Count {
  std::string area_id;
  RollState state = RollState::silent;
  std::int64_t households = 0;
};
BOOST_DESCRIBE_STRUCT(Count, (), (area_id, state, households))
std::vector<Count> counts(Tx& tx, std::string_view call_id);

struct Row : RollHouse {
  std::int64_t turn = 0;
  std::int64_t position = 0;
};
BOOST_DESCRIBE_STRUCT(Row, (RollHouse), (turn, position))

/// Behind which row a page begins.
struct Place {
  std::int64_t turn = -1;
  std::int64_t position = -1;
};
using Patterns = std::array<std::string, 4>;
/// One list of the unit and what is below it, in its order.
std::vector<Row> list(Tx& tx, std::string_view call_id, std::string_view area_id, RollList list,
                      const Patterns& patterns, const Place& after, std::int64_t limit);
/// All households of the unit and what is below it, in walking order.
std::vector<Row> walk(Tx& tx, std::string_view call_id, std::string_view area_id, std::int64_t limit);
std::optional<Row> find(Tx& tx, std::string_view call_id, std::string_view household_id);
/// In ascending order.
std::vector<std::int64_t> ordinals(Tx& tx, std::string_view call_id);

/// Writes down how a household stands now.
void stand(Tx& tx, std::string_view call_id, const Row& house, const rules::Standing& standing);

}  // namespace thon::rollcall::roll_store
