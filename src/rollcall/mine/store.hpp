#pragma once
#include <string>
#include <vector>

#include "platform/db/db.hpp"

/// SQL of what a household sees.
namespace thon::rollcall::mine_store {

/// Ids of the roll-calls with the household on their roll that are open or ended since, the newest first.
std::vector<std::string> calls(Tx& tx, std::string_view household_id, Millis since, std::int64_t limit);

}  // namespace thon::rollcall::mine_store
