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
constexpr std::int64_t kMostAnnouncements = 26;

struct Door {
  House house;
  std::vector<std::size_t> missing;  ///< places among the books
};

/// Doors of the unit where something is missing, unit by unit in walking order.
std::vector<Door> doors(Tx& tx, const areas::Tree& tree, const areas::TreeUnit& unit,
                        const std::vector<std::shared_ptr<Book>>& books, std::size_t* households) {
  std::vector<Bitmap> missing;
  for (const auto& book : books) missing.push_back(book->unreached());
  auto houses = register_store::houses_in(tx, unit.id);
  *households = houses.size();
  std::sort(houses.begin(), houses.end(), [&](const House& a, const House& b) {
    if (a.area_id != b.area_id) return tree.find(a.area_id) < tree.find(b.area_id);
    return std::tie(a.walk_order, a.ordinal) < std::tie(b.walk_order, b.ordinal);
  });
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

Walks::Books Walks::live(Tx& tx, const areas::TreeUnit& unit, const std::optional<Id>& only) {
  Books books;
  for (const auto& line : announcement_store::live_lines(tx, unit.id, tx.now() - kLive, kMostAnnouncements)) {
    if (only && line.id != only->value) continue;
    if (auto book = context_.ledger.find(tx, line.id)) books.push_back(std::move(book));
  }
  if (only && books.empty()) throw Error::not_found("reach.error.not_found");
  return books;
}

Walk Walks::walk(Tx& tx, const Actor& actor, const WalkQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view");
  const auto& unit = sight.unit(query.area.value);
  const auto books = live(tx, unit, std::nullopt);
  Walk walk{{unit.id, unit.name}, {}, {}};
  for (const auto& book : books) walk.announcements.push_back({book->notice().id, book->notice().title});
  std::size_t households = 0;
  auto found = doors(tx, *sight.tree, unit, books, &households);
  std::vector<House> houses;
  for (const auto& door : found) houses.push_back(door.house);
  auto rows = walk_rows(tx, *sight.tree, houses);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    WalkItem item;
    static_cast<WalkRow&>(item) = std::move(rows[i]);
    for (const auto at : found[i].missing) item.missing.push_back(books[at]->notice().id);
    walk.items.push_back(std::move(item));
  }
  return walk;
}

http::File Walks::pdf(Tx& tx, const Actor& actor, const WalkPdfQuery& query) {
  const auto sight = sight_of(tx, context_, actor, "reach.view");
  const auto& unit = sight.unit(query.area.value);
  const auto books = live(tx, unit, query.announcement);
  print::WalkingList list;
  for (const auto& book : books) list.announcements.push_back(book->notice().title);
  if (unit.kind == areas::AreaKind::group) list.group_name = unit.name;
  list.village_name = name_above(*sight.tree, unit, areas::AreaKind::village);
  list.commune_name = name_above(*sight.tree, unit, areas::AreaKind::commune);
  list.printed_at = tx.now();
  std::size_t households = 0;
  const auto found = doors(tx, *sight.tree, unit, books, &households);
  list.households = static_cast<int>(households);
  std::vector<House> houses;
  for (const auto& door : found) houses.push_back(door.house);
  const auto rows = walk_rows(tx, *sight.tree, houses);
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
