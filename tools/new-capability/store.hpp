#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/actor.hpp"
#include "platform/db/db.hpp"
#include "samples/model.hpp"

/// All SQL of the capability.
namespace thon::samples::store {

/// At the unit and below it, before `cursor` (empty: from the newest on).
std::vector<Sample> list(Tx& tx, std::string_view area_id, std::string_view cursor, std::size_t limit);
std::optional<Sample> find(Tx& tx, std::string_view id);
std::int64_t count_since(Tx& tx, std::string_view area_id, Millis since);
void insert(Tx& tx, const AddSample& input, const Actor& author);

}  // namespace thon::samples::store
