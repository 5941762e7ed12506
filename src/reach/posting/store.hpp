#pragma once
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/posting/model.hpp"

/// SQL of what the law asks.
namespace thon::reach::posting_store {

/// Rules set at the unit or above it, those of the outermost unit first.
std::vector<ClassRule> own_rules(Tx& tx, std::string_view area_id);
void put_rule(Tx& tx, std::string_view area_id, const ClassRule& rule, std::string_view by_name);
/// False when there was none.
bool remove_rule(Tx& tx, std::string_view area_id, std::int64_t content_class);

}  // namespace thon::reach::posting_store
