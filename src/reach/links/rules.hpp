#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "reach/register/store.hpp"

/// Decisions about links, without I/O.
namespace thon::reach::rules {

/// Who confirmed, when all that is known is that he held the household's link.
inline constexpr const char* kByLink = "link";

/// The letter of a head's own name, which in Vietnamese is the last: enough to tell neighbours apart.
std::string initial_of(std::string_view name);
/// Three digits, never beginning with 0, that are not in use; with nearly all in use, some that are.
std::string free_code(const std::vector<std::string>& used);
/// True when one of the numbers ends with the digits.
bool ends_with(const std::vector<register_store::HousePhone>& phones, std::string_view digits);
/// What only this commune can have made of the text.
std::string keyed_digest(std::string_view secret, std::string_view text);

}  // namespace thon::reach::rules
