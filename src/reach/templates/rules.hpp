#pragma once
#include <string>
#include <string_view>
#include <vector>

/// Decisions about templates, without I/O.
namespace thon::reach::rules {

inline constexpr std::size_t kMostFields = 12;

/// What stands in braces, in order, each once: "{ngày}". Braces around nothing, more than 40 letters or a line's end
/// are no field.
std::vector<std::string> fields_of(std::string_view text);

/// The fields of a template; throws when there are too many to be asked for.
std::vector<std::string> checked_fields(const std::string& title, const std::string& body);

}  // namespace thon::reach::rules
