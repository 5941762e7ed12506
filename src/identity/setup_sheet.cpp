#include "identity/setup_sheet.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"

namespace thon::identity {
namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr std::array kVillageHeads =
    std::to_array<std::string_view>({"thon", "ten thon", "thon/tdp", "thon, to dan pho", "thon (to dan pho)", "xom",
                                     "ban", "ap", "khu", "village"});
constexpr std::array kGroupHeads = std::to_array<std::string_view>(
    {"to", "ten to", "to tu quan", "ten to tu quan", "to lien gia", "nhom", "cum", "cum dan cu", "group"});
constexpr std::array kCommuneKinds = std::to_array<std::string_view>({"xa ", "phuong ", "thi tran ", "dac khu "});

struct Columns {
  std::size_t village = 0, group = 1;
  std::size_t first_row = 0;
};

template <class Heads>
std::optional<std::size_t> column_of(const std::vector<std::string>& row, const Heads& heads) {
  for (std::size_t c = 0; c < row.size(); ++c)
    if (std::find(heads.begin(), heads.end(), fold(row[c])) != heads.end()) return c;
  return std::nullopt;
}

Columns find_columns(const Rows& rows) {
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const auto village = column_of(rows[r], kVillageHeads);
    if (!village) continue;
    // Without a column of groups there is none to read, not the one beside the village.
    return {*village, column_of(rows[r], kGroupHeads).value_or(rows[r].size()), r + 1};
  }
  return {};
}

std::string commune_above(const Rows& rows, std::size_t end) {
  for (std::size_t r = 0; r < end; ++r)
    for (const auto& cell : rows[r]) {
      const std::string folded = fold(cell);
      for (const auto kind : kCommuneKinds)
        if (folded.starts_with(kind)) return tidy(cell);
    }
  return {};
}

std::string cell_of(const std::vector<std::string>& row, std::size_t column) {
  return column < row.size() ? tidy(row[column]) : std::string{};
}

SheetVillage& village_named(std::vector<SheetVillage>& villages, const std::string& name) {
  const auto found =
      std::find_if(villages.begin(), villages.end(), [&](const SheetVillage& v) { return v.name == name; });
  if (found != villages.end()) return *found;
  return villages.emplace_back(SheetVillage{name, {}});
}

}  // namespace

SheetPreview read_setup_sheet(const Rows& rows) {
  const Columns columns = find_columns(rows);
  SheetPreview preview;
  preview.commune.name = commune_above(rows, columns.first_row);
  std::string village;
  for (std::size_t r = columns.first_row; r < rows.size(); ++r) {
    const std::string named = cell_of(rows[r], columns.village);
    const std::string group = cell_of(rows[r], columns.group);
    if (!named.empty()) village = named;
    if (village.empty() || (named.empty() && group.empty())) continue;
    auto& groups = village_named(preview.villages, village).groups;
    if (!group.empty() && std::find(groups.begin(), groups.end(), group) == groups.end()) groups.push_back(group);
  }
  if (preview.villages.empty()) throw Error::invalid("/file", "identity.error.setup_sheet_empty");
  return preview;
}

}  // namespace thon::identity
