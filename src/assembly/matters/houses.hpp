#pragma once
#include <vector>

#include "assembly/context.hpp"
#include "assembly/matters/roll_store.hpp"

namespace thon::assembly {

/// All households of the roll in walking order with what they answered; what an open vote's households chose
/// only for someone who may count.
std::vector<MatterHouse> houses_of(Tx& tx, const Matter& matter, bool may_count);

}  // namespace thon::assembly
