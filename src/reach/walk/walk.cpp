#include "reach/walk/walk.hpp"

#include "reach/coverage/coverage.hpp"
#include "reach/walk/doors.hpp"

namespace thon::reach {

Walk Walks::walk(Tx& tx, const Actor& actor, const WalkQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kDoors);
  const auto& unit = sight.unit(query.area.value);
  const auto found = doors_of(tx, context_, sight, unit);
  Walk walk{{unit.id, unit.name}, {}, {}, tx.now()};
  for (const auto& book : found.books)
    walk.announcements.push_back({book->notice().id, book->notice().title});
  std::vector<register_store::House> houses;
  for (const auto& door : found.doors) houses.push_back(door.house);
  auto rows = walk_rows(tx, sight, houses);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    WalkItem item;
    static_cast<WalkRow&>(item) = std::move(rows[i]);
    item.number = found.doors[i].number;
    for (const auto at : found.doors[i].missing) item.missing.push_back(found.books[at]->notice().id);
    walk.items.push_back(std::move(item));
  }
  return walk;
}

}  // namespace thon::reach
