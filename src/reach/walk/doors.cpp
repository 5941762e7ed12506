#include "reach/walk/doors.hpp"

#include <algorithm>
#include <tuple>

#include "base/error.hpp"
#include "reach/announcements/store.hpp"

namespace thon::reach {
namespace {

using register_store::House;

constexpr Millis kLive = 30 * kDay;
/// A walk with more announcements than this would not fit on a door's row.
constexpr std::size_t kMostAnnouncements = 26;
/// More than are ever live at once in a unit that is walked.
constexpr std::int64_t kMostCandidates = 500;

/// The households of the unit, unit by unit in walking order.
std::vector<House> walked(Tx& tx, const areas::Tree& tree, const areas::TreeUnit& unit) {
  auto houses = register_store::houses_in(tx, unit.id, register_store::kMostHouses + 1);
  if (static_cast<std::int64_t>(houses.size()) > register_store::kMostHouses)
    throw Error::invalid("/area", "reach.error.walk_too_long", {{"unit", unit.name}});
  std::sort(houses.begin(), houses.end(), [&](const House& a, const House& b) {
    if (a.area_id != b.area_id) return tree.find(a.area_id) < tree.find(b.area_id);
    return std::tie(a.walk_order, a.ordinal) < std::tie(b.walk_order, b.ordinal);
  });
  return houses;
}

/// Announcements that some of the houses still miss, newest first.
std::vector<std::shared_ptr<Book>> live(Tx& tx, Context& context, const areas::TreeUnit& unit,
                                        const std::vector<House>& houses) {
  Bitmap ordinals;
  for (const auto& house : houses) ordinals.add(static_cast<std::uint32_t>(house.ordinal));
  std::vector<std::shared_ptr<Book>> books;
  for (const auto& id : announcement_store::live(tx, unit.id, tx.now() - kLive, kMostCandidates)) {
    auto book = context.ledger.find(tx, id);
    if (book && book->unreached().meets(ordinals)) books.push_back(std::move(book));
    if (books.size() == kMostAnnouncements) break;
  }
  return books;
}

}  // namespace

Doors doors_of(Tx& tx, Context& context, const Sight& sight, const areas::TreeUnit& unit,
               const std::optional<Id>& only) {
  auto houses = walked(tx, *sight.tree, unit);
  Doors found;
  if (only)
    found.books.push_back(book_in_sight(tx, context, sight, only->value));
  else
    found.books = live(tx, context, unit, houses);
  std::vector<Bitmap> missing;
  for (const auto& book : found.books) missing.push_back(book->unreached());
  for (auto& house : houses) {
    Door door{{}, ++found.houses[house.area_id], {}};
    for (std::size_t i = 0; i < missing.size(); ++i)
      if (missing[i].has(static_cast<std::uint32_t>(house.ordinal))) door.missing.push_back(i);
    if (door.missing.empty()) continue;
    door.house = std::move(house);
    found.doors.push_back(std::move(door));
  }
  return found;
}

}  // namespace thon::reach
