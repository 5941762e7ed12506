#pragma once
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"

namespace thon::reach::register_store {

/// Reading this many households too many costs less than another statement.
inline constexpr std::uint32_t kGap = 24;

/// Every row whose ordinal is wanted, range by range. The statement takes :first and :last and answers in
/// ascending order of ordinal.
template <class T>
std::vector<T> by_ranges(Tx& tx, const Sql& sql, const Bitmap& ordinals) {
  std::vector<T> found;
  const auto values = ordinals.values();
  for (std::size_t from = 0, to = 0; from < values.size(); from = to) {
    for (to = from + 1; to < values.size() && values[to] - values[to - 1] <= kGap;) ++to;
    for (auto& row : tx.rows<T>(sql, {{"first", values[from]}, {"last", values[to - 1]}}))
      if (ordinals.has(static_cast<std::uint32_t>(row.ordinal))) found.push_back(std::move(row));
  }
  return found;
}

}  // namespace thon::reach::register_store
