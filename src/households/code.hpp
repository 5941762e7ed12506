#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// The house code: six characters that are read aloud, written on doors and typed by hand. Without 0, O, 1
/// and I; the last character checks the others.
namespace thon::households {

/// The code of a household's ordinal (below 2^25). Different ordinals have different codes, and neighbours
/// look nothing alike.
std::string house_code(std::int64_t ordinal);

/// A code as typed ("k7 m2-qx") in its stored form; empty when it is not one. One wrong character, or two
/// swapped ones, always make it not one.
std::string read_house_code(std::string_view typed);

}  // namespace thon::households
