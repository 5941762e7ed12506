#pragma once
#include <cstdint>
#include <string>
#include <string_view>

/// Codes that are read aloud, printed on paper and typed by hand: six characters without 0, O, 1 and I, the
/// last of which checks the others.
namespace thon {

/// What a code is of. A code of one kind is never one of another, so a house's code typed where a sheet's
/// belongs is noticed.
enum class CodeOf { house, sheet };

/// The code of a number below 2^25. Different numbers have different codes, and neighbours look nothing
/// alike.
std::string short_code(std::uint32_t number, CodeOf kind);

/// A code as typed ("k7 m2-qx") in its stored form; empty when it is not one of that kind. One wrong
/// character, or two swapped ones, always make it not one.
std::string read_short_code(std::string_view typed, CodeOf kind);

}  // namespace thon
