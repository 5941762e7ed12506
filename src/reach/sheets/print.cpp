#include "base/error.hpp"
#include "base/id.hpp"
#include "platform/print/walking_list.hpp"
#include "platform/reflect/json.hpp"
#include "platform/text/text.hpp"
#include "reach/coverage/coverage.hpp"
#include "reach/sheets/rules.hpp"
#include "reach/sheets/sheets.hpp"
#include "reach/sheets/store.hpp"
#include "reach/walk/doors.hpp"

namespace thon::reach {
namespace {

/// Two sheets out of millions have the same code by chance; the second takes another.
constexpr int kMostAttempts = 8;

std::string name_above(const areas::Tree& tree, const areas::TreeUnit& unit, areas::AreaKind kind) {
  for (const auto* step : tree.path(unit.id))
    if (step->kind == kind) return step->name;
  return {};
}

/// The sheet of this content, written down when it is new.
sheet_store::Record sheet_of(Tx& tx, const Actor& actor, const SheetContent& content) {
  const auto digest = rules::digest_of(content);
  if (auto known = sheet_store::find_by_digest(tx, digest)) return *known;
  sheet_store::Record record{new_id(), {}, digest, content.area_id, actor.name, tx.now(), to_json(content)};
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    record.code = rules::sheet_code(digest, attempt);
    if (sheet_store::find_by_code(tx, record.code)) continue;
    sheet_store::insert(tx, record);
    return record;
  }
  throw std::runtime_error("every code of the sheet " + digest + " is taken");
}

/// One unit's list as it is drawn and as it is stored.
class UnitList {
 public:
  UnitList(const areas::Tree& tree, const areas::TreeUnit& unit, std::int64_t houses, Millis now) {
    content_.area_id = unit.id;
    list_.group_name = unit.kind == areas::AreaKind::group ? unit.name : std::string();
    list_.village_name = name_above(tree, unit, areas::AreaKind::village);
    list_.commune_name = name_above(tree, unit, areas::AreaKind::commune);
    list_.printed_at = now;
    list_.households = static_cast<int>(houses);
  }

  void add(const Door& door, const WalkRow& row, const std::vector<std::shared_ptr<Book>>& books) {
    SheetRow stored{door.number, door.house.id, {}};
    for (const auto book : door.missing) stored.missing.push_back(place_of(*books[book]));
    std::sort(stored.missing.begin(), stored.missing.end());
    list_.rows.push_back({static_cast<int>(door.number),
                          row.code,
                          row.head_name,
                          row.address,
                          row.phones,
                          {stored.missing.begin(), stored.missing.end()}});
    content_.rows.push_back(std::move(stored));
  }

  print::WalkingList finish(Tx& tx, const Actor& actor) {
    if (!list_.rows.empty()) list_.sheet_code = sheet_of(tx, actor, content_).code;
    return std::move(list_);
  }

 private:
  /// Only what somebody in the unit misses takes up a letter.
  std::int64_t place_of(const Book& book) {
    const auto& id = book.notice().id;
    const auto known = std::find(content_.announcements.begin(), content_.announcements.end(), id);
    const auto place = known - content_.announcements.begin();
    if (known == content_.announcements.end()) {
      content_.announcements.push_back(id);
      list_.announcements.push_back(book.notice().title);
    }
    return place;
  }

  SheetContent content_;
  print::WalkingList list_;
};

std::vector<print::WalkingList> lists_of(Tx& tx, const Actor& actor, const Sight& sight,
                                         const areas::TreeUnit& unit, const Doors& found) {
  const auto& tree = *sight.tree;
  std::vector<register_store::House> houses;
  for (const auto& door : found.doors) houses.push_back(door.house);
  const auto rows = walk_rows(tx, sight, houses);
  std::vector<print::WalkingList> lists;
  for (std::size_t i = 0; i < rows.size();) {
    const auto& area_id = rows[i].area_id;
    UnitList list(tree, *tree.find(area_id), found.houses.find(area_id)->second, tx.now());
    for (; i < rows.size() && rows[i].area_id == area_id; ++i) list.add(found.doors[i], rows[i], found.books);
    lists.push_back(list.finish(tx, actor));
  }
  if (!lists.empty()) return lists;
  std::int64_t all = 0;
  for (const auto& [id, count] : found.houses) all += count;
  lists.push_back(UnitList(tree, unit, all, tx.now()).finish(tx, actor));
  return lists;
}

}  // namespace

http::File Sheets::print(Db& db, const Actor& actor, const WalkPdfQuery& query) {
  std::vector<print::WalkingList> lists;
  std::string name;
  db.write([&](Tx& tx) {
    const auto sight = sight_of(tx, context_, actor, kDoors);
    const auto& unit = sight.unit(query.area.value);
    name = unit.name;
    lists = lists_of(tx, actor, sight, unit, doors_of(tx, context_, sight, unit, query.announcement));
  });
  return {say(actor.language, "reach.walk_file", {{"unit", name}}) + ".pdf", "application/pdf",
          print::walking_lists(lists, actor.language)};
}

}  // namespace thon::reach
