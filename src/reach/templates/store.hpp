#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "reach/templates/model.hpp"

/// SQL of templates.
namespace thon::reach::template_store {

std::optional<TemplateText> find(Tx& tx, std::string_view id);
void insert(Tx& tx, const TemplateText& text, std::string_view by_name);
void remove(Tx& tx, std::string_view id);
/// Those of the unit, of the units above it and below it, by name.
std::vector<TemplateText> around(Tx& tx, std::string_view area_id);

}  // namespace thon::reach::template_store
