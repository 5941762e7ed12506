#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace thon::print {

/// Whoever uploads a file is not trusted; above these it is refused.
struct SheetLimits {
  std::size_t file_bytes = 8u << 20;
  std::size_t unpacked_bytes = 64u << 20;  ///< all packed parts that are read
  std::size_t cell_bytes = 48u << 20;      ///< all cells in memory
  std::size_t rows = 20'000;
  std::size_t columns = 100;
};

/// A table as text. Dates are "2026-11-23", with " 08:05" when there is a time; numbers are written out
/// without exponent, whole ones without a fraction; text keeps its leading zeros; a formula is its last
/// result.
struct Sheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;  ///< empty rows stay, so that rows[r][c] is cell_address(r, c)

  /// The cell's text, empty outside the table.
  const std::string& at(std::size_t row, std::size_t column) const;
};

/// "B7" for row 6, column 1.
std::string cell_address(std::size_t row, std::size_t column);

/// Reads the first sheet that has any cell of an xlsx, ods or csv file, told apart by their content. Throws
/// Error (invalid, path "/file") with a key "print.error.*" that tells a citizen what to do.
Sheet read_sheet(std::string_view file, const SheetLimits& limits = {});

}  // namespace thon::print
