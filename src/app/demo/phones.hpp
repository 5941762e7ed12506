#pragma once
#include <string>
#include <vector>

#include "app/demo/staff.hpp"
#include "platform/actor.hpp"
#include "platform/db/db.hpp"

namespace thon::demo {

/// The phones of the demo that are signed in, one a household, in the order of the households.
std::vector<Actor> phones(Db& db);

/// Someone of the demo's staff at work.
Actor at_work(const Staff& who);

}  // namespace thon::demo
