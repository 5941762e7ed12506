#include "platform/print/sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "platform/print/grid.hpp"
#include "platform/print/unzip.hpp"

namespace thon::print {

void refuse(const std::string& key, Params params) {
  throw Error::invalid("/file", "print.error." + key, std::move(params));
}

const std::string& Sheet::at(std::size_t row, std::size_t column) const {
  static const std::string kNothing;
  if (row >= rows.size() || column >= rows[row].size()) return kNothing;
  return rows[row][column];
}

std::string cell_address(std::size_t row, std::size_t column) {
  std::string address;
  for (auto rest = column + 1; rest > 0; rest = (rest - 1) / 26)
    address.insert(address.begin(), static_cast<char>('A' + (rest - 1) % 26));
  return address + std::to_string(row + 1);
}

void Grid::put(std::size_t row, std::size_t column, std::string text) {
  if (text.empty()) return;
  if (row >= limits_.rows) refuse("too_many_rows", {{"rows", std::to_string(limits_.rows)}});
  if (column >= limits_.columns) refuse("too_many_columns", {{"columns", std::to_string(limits_.columns)}});
  if (row >= sheet_.rows.size()) sheet_.rows.resize(row + 1);
  auto& cells = sheet_.rows[row];
  if (column >= cells.size()) {
    bytes_ += (column + 1 - cells.size()) * sizeof(std::string);
    cells.resize(column + 1);
  }
  bytes_ += text.size();
  if (bytes_ > limits_.cell_bytes)
    refuse("file_too_big", {{"megabytes", std::to_string(limits_.file_bytes >> 20)}});
  cells[column] = std::move(text);
}

Sheet Grid::take(std::string name) {
  sheet_.name = std::move(name);
  return std::move(sheet_);
}

std::string plain_number(std::string_view text) {
  double number = 0;
  const auto* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) return std::string(text);
  // Fifteen digits are what a spreadsheet shows; the rest is noise of the binary fraction.
  char digits[40];
  const int size = std::snprintf(digits, sizeof digits, "%.15g", number);
  std::from_chars(digits, digits + size, number);
  if (number == 0) return "0";
  std::array<char, 400> plain;
  const auto written =
      std::to_chars(plain.data(), plain.data() + plain.size(), number, std::chars_format::fixed);
  return {plain.data(), written.ptr};
}

namespace {

Sheet read_packed(std::string_view file, const SheetLimits& limits) {
  const Unzip archive(file, limits.unpacked_bytes);
  if (archive.has("[Content_Types].xml")) return read_xlsx(file, limits);
  if (archive.has("content.xml")) return read_ods(file, limits);
  refuse("file_unknown");
}

}  // namespace

Sheet read_sheet(std::string_view file, const SheetLimits& limits) {
  if (file.empty()) refuse("file_empty");
  if (file.size() > limits.file_bytes)
    refuse("file_too_big", {{"megabytes", std::to_string(limits.file_bytes >> 20)}});
  if (file.starts_with("\xD0\xCF\x11\xE0")) refuse("file_old_excel");
  Sheet sheet = file.starts_with("PK\x03\x04") ? read_packed(file, limits) : read_csv(file, limits);
  if (sheet.rows.empty()) refuse("file_empty");
  return sheet;
}

}  // namespace thon::print
