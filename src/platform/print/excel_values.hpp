#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace thon::print {

/// How a cell format shows a number.
enum class Shown { number, date, date_time, time };

/// Of the formats every Excel knows by number (ECMA-376 part 1, §18.8.30).
Shown shown_by_builtin(std::size_t id);
/// Of a format code such as "dd/mm/yyyy hh:mm".
Shown shown_by_code(std::string_view code);

/// An Excel serial day as "2026-11-23", "2026-11-23 08:05" or "08:05"; nothing when it is shown as a number,
/// or is none that has a day.
std::optional<std::string> shown_moment(std::string_view serial, Shown shown, bool from_1904);

/// Characters XML cannot hold are written _x000D_ in a workbook; line ends become \n, others are dropped.
std::string unescaped(std::string_view text);

}  // namespace thon::print
