#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace thon::print {

/// text: as it is, never a formula, leading zeros kept. date_time: milliseconds UTC, shown on the Vietnamese
/// clock. date: "YYYY-MM-DD" in text form; one that is not a day is written as text.
enum class ColumnKind { text, integer, date_time, date };

struct SheetColumn {
  std::string title;
  ColumnKind kind = ColumnKind::text;
  double width = 16;  ///< in characters
};

struct SheetInfo {
  std::string tab;    ///< name of the sheet, shortened to what Excel allows
  std::string title;  ///< first line; empty: the header row comes first
  std::vector<std::pair<std::string, std::string>> about;  ///< lines under it: "Xã", "Song Phượng"
  std::vector<SheetColumn> columns;
};

using SheetValue = std::variant<std::monostate, std::string, std::int64_t>;

/// Writes one xlsx file row by row; memory does not grow with the rows. The header stays in view, can be
/// filtered and is repeated on every printed page.
class XlsxWriter {
 public:
  explicit XlsxWriter(SheetInfo info);
  ~XlsxWriter();
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  void row(const std::vector<SheetValue>& values);
  /// The bytes of the file; the writer is used up.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thon::print
