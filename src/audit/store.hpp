#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "audit/model.hpp"
#include "audit/rules.hpp"
#include "platform/db/db.hpp"

namespace thon::audit::store {

/// The end of the lane's chain; seq 0 and the origin hash when it has no entry yet.
ChainWalk::Head head(Tx& tx, std::int64_t lane);
std::map<std::int64_t, ChainWalk::Head> heads(Tx& tx);
void append(Tx& tx, const Entry& entry);
void each(Tx& tx, const std::function<bool(const Entry&)>& visit);

/// Where a page begins: strictly before this.
struct Position {
  Millis at = INT64_MAX;
  std::int64_t lane = 0;
  std::int64_t seq = 0;
};
std::vector<Entry> before(Tx& tx, std::string_view subject, const Position& position, std::int64_t limit);

}  // namespace thon::audit::store
