#pragma once
#include "base/short_code.hpp"

/// The house code: what stands on a household's slip and on paper lists.
namespace thon::households {

/// The code of a household's ordinal (below 2^25).
inline std::string house_code(std::int64_t ordinal) {
  return short_code(static_cast<std::uint32_t>(ordinal), CodeOf::house);
}

/// A house code as typed in its stored form; empty when it is not one.
inline std::string read_house_code(std::string_view typed) { return read_short_code(typed, CodeOf::house); }

}  // namespace thon::households
