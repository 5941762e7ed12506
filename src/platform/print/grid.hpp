#pragma once
#include <string>

#include "base/error.hpp"
#include "platform/print/sheet.hpp"

namespace thon::print {

/// A sheet being read: refuses what goes beyond the limits before it takes memory.
class Grid {
 public:
  explicit Grid(const SheetLimits& limits) : limits_(limits) {}
  /// Empty text is no cell.
  void put(std::size_t row, std::size_t column, std::string text);
  bool empty() const { return sheet_.rows.empty(); }
  Sheet take(std::string name);

 private:
  SheetLimits limits_;
  Sheet sheet_;
  std::size_t bytes_ = 0;
};

/// The Error for a file a citizen chose.
[[noreturn]] void refuse(const std::string& key, Params params = {});

/// "1.20E+2" → "120", "0.30000000000000004" → "0.3"; anything that is no number stays as it is.
std::string plain_number(std::string_view text);

Sheet read_xlsx(std::string_view file, const SheetLimits& limits);
Sheet read_ods(std::string_view file, const SheetLimits& limits);
Sheet read_csv(std::string_view file, const SheetLimits& limits);

}  // namespace thon::print
