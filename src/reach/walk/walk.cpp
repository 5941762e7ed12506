#include "reach/walk/walk.hpp"

#include <tuple>

#include "base/error.hpp"
#include "platform/print/walking_list.hpp"
#include "platform/text/text.hpp"
#include "reach/announcements/store.hpp"
#include "reach/coverage/coverage.hpp"

namespace thon::reach {
namespace {

using register_store::House;

constexpr Millis kLive = 30 * kDay;
/// A walk with more announcements than this would not fit on a door's row.
constexpr std::size_t kMostAnnouncements = 26;
/// More than are ever live at once in a unit that is walked.
constexpr std::int64_t kMostCandidates = 500;
/// A commune before the mergers: nobody walks more, and a list of a province would fill the memory.
constexpr std::int64_t kMostHouses = 5000;

struct Door {
  House house;
  std::vector<std::size_t> missing;  ///< places among the books
};

/// The households of the unit, unit by unit in walking order.
std::vector<House> walked(Tx& tx, const areas::Tree& tree, const areas::TreeUnit& unit) {
  auto houses = register_store::houses_in(tx, unit.id, kMostHouses + 1);
  if (static_cast<std::int64_t>(houses.size()) > kMostHouses)
    throw Error::invalid("/area", "reach.error.walk_too_long", {{"unit", unit.name}});
  std::sort(houses.begin(), houses.end(), [&](const House& a, const House& b) {
    if (a.area_id != b.area_id) return tree.find(a.area_id) < tree.find(b.area_id);
    return std::tie(a.walk_order, a.ordinal) < std::tie(b.walk_order, b.ordinal);
  });
  return houses;
}

/// Those where something is missing.
std::vector<Door> doors(std::vector<House> houses, const std::vector<std::shared_ptr<Book>>& books) {
  std::vector<Bitmap> missing;
  for (const auto& book : books) missing.push_back(book->unreached());
  std::vector<Door> found;
  for (auto& house : houses) {
    Door door{std::move(house), {}};
    for (std::size_t i = 0; i < missing.size(); ++i)
      if (missing[i].has(static_cast<std::uint32_t>(door.house.ordinal))) door.missing.push_back(i);
    if (!door.missing.empty()) found.push_back(std::move(door));
  }
  return found;
}

std::string name_above(const areas::Tree& tree, const areas::TreeUnit& unit, areas::AreaKind kind) {
  for (const auto* step : tree.path(unit.id))
    if (step->kind == kind) return step->name;
  return {};
}

}  // namespace

Walks::Books Walks::live(Tx& tx, const areas::TreeUnit& unit, const std::vector<House>& houses) {
  Bitmap ordinals;
  for (const auto& house : houses) ordinals.add(static_cast<std::uint32_t>(house.ordinal));
  Books books;
  for (const auto& id : announcement_store::live(tx, unit.id, tx.now() - kLive, kMostCandidates)) {
    auto book = context_.ledger.find(tx, id);
    if (book && book->unreached().meets(ordinals)) books.push_back(std::move(book));
    if (books.size() == kMostAnnouncements) break;
  }
  return books;
}

Walk Walks::walk(Tx& tx, const Actor& actor, const WalkQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kDoors);
  const auto& unit = sight.unit(query.area.value);
  auto houses_of_unit = walked(tx, *sight.tree, unit);
  const auto books = live(tx, unit, houses_of_unit);
  Walk walk{{unit.id, unit.name}, {}, {}};
  for (const auto& book : books) walk.announcements.push_back({book->notice().id, book->notice().title});
  auto found = doors(std::move(houses_of_unit), books);
  std::vector<House> houses;
  for (const auto& door : found) houses.push_back(door.house);
  auto rows = walk_rows(tx, sight, houses);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    WalkItem item;
    static_cast<WalkRow&>(item) = std::move(rows[i]);
    for (const auto at : found[i].missing) item.missing.push_back(books[at]->notice().id);
    walk.items.push_back(std::move(item));
  }
  return walk;
}

http::File Walks::pdf(Tx& tx, const Actor& actor, const WalkPdfQuery& query) {
  const auto sight = sight_of(tx, context_, actor, kDoors);
  const auto& unit = sight.unit(query.area.value);
  auto houses_of_unit = walked(tx, *sight.tree, unit);
  const auto books = query.announcement
                         ? Books{book_in_sight(tx, context_, sight, query.announcement->value)}
                         : live(tx, unit, houses_of_unit);
  print::WalkingList list;
  for (const auto& book : books) list.announcements.push_back(book->notice().title);
  if (unit.kind == areas::AreaKind::group) list.group_name = unit.name;
  list.village_name = name_above(*sight.tree, unit, areas::AreaKind::village);
  list.commune_name = name_above(*sight.tree, unit, areas::AreaKind::commune);
  list.printed_at = tx.now();
  list.households = static_cast<int>(houses_of_unit.size());
  const auto found = doors(std::move(houses_of_unit), books);
  std::vector<House> houses;
  for (const auto& door : found) houses.push_back(door.house);
  const auto rows = walk_rows(tx, sight, houses);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    list.rows.push_back({static_cast<int>(row.walk_order),
                         row.code,
                         row.head_name,
                         row.address,
                         row.phones,
                         {found[i].missing.begin(), found[i].missing.end()}});
  }
  return {say(actor.language, "reach.walk_file", {{"unit", unit.name}}) + ".pdf", "application/pdf",
          print::walking_list(list, actor.language)};
}

}  // namespace thon::reach
