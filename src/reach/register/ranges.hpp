#pragma once
#include <vector>

#include "platform/db/db.hpp"
#include "reach/ledger/bitmap.hpp"

namespace thon::reach {

/// Every row whose `ordinal` is wanted. The statement is run once for each range of near ordinals, with :first and
/// :last beside the other parameters; its rows come in their order.
template <class T>
std::vector<T> by_ranges(Tx& tx, const Sql& sql, const Bitmap& ordinals, const SqlParams& others = {}) {
  // Reading this many households too many costs less than another statement.
  constexpr std::uint32_t kGap = 24;
  std::vector<T> found;
  const auto values = ordinals.values();
  for (std::size_t from = 0, to = 0; from < values.size(); from = to) {
    for (to = from + 1; to < values.size() && values[to] - values[to - 1] <= kGap;) ++to;
    SqlParams params = others;
    params.push_back({"first", values[from]});
    params.push_back({"last", values[to - 1]});
    for (auto& row : tx.rows<T>(sql, params))
      if (ordinals.has(static_cast<std::uint32_t>(row.ordinal))) found.push_back(std::move(row));
  }
  return found;
}

}  // namespace thon::reach
