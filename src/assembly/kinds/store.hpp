#pragma once
#include <optional>

#include "assembly/kinds/model.hpp"
#include "platform/db/db.hpp"

/// SQL of the lists of kinds.
namespace thon::assembly::kind_store {

std::optional<std::int64_t> version(Tx& tx, std::string_view area_id);
VoteKinds kinds(Tx& tx, std::string_view area_id);
void save(Tx& tx, std::string_view area_id, std::int64_t version, const VoteKinds& kinds);

}  // namespace thon::assembly::kind_store
