#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reach/context.hpp"
#include "reach/register/store.hpp"

/// Which doors of a unit miss what, for the list on a phone and the one on paper.
namespace thon::reach {

struct Door {
  register_store::House house;
  std::int64_t number = 0;           ///< its place among all houses of its own unit in walking order, from 1
  std::vector<std::size_t> missing;  ///< places among the books
};

struct Doors {
  std::vector<std::shared_ptr<Book>> books;  ///< announcements that some house misses, newest first
  std::vector<Door> doors;                   ///< where something is missing, unit by unit in walking order
  std::map<std::string, std::int64_t, std::less<>> houses;  ///< how many a unit has in all
};

/// Doors of the unit that miss a live announcement of the last 30 days, or the one that is named. Throws
/// invalid at /area for a unit that nobody walks, because it is too large.
Doors doors_of(Tx& tx, Context& context, const Sight& sight, const areas::TreeUnit& unit,
               const std::optional<Id>& only = std::nullopt);

}  // namespace thon::reach
