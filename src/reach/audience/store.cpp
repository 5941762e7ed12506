#include "reach/audience/store.hpp"

namespace thon::reach::audience_store {
namespace {

// Households that live below the units today. A unit named twice counts once.
#define THON_REACH_RESIDENTS                                                                             \
  "FROM areas_closure c JOIN households_household_v h ON h.area_id = c.descendant_id "
#define THON_REACH_WITHIN                                                                                \
  "WHERE c.ancestor_id IN (:u0, :u1, :u2, :u3, :u4, :u5, :u6, :u7, :u8, :u9, :u10, :u11, :u12, :u13, "   \
  ":u14, :u15) AND h.valid_to IS NULL AND h.status NOT IN ('moved', 'closed')"

const Sql kResidents{"reach.residents",
                     "SELECT h.area_id, h.ordinal, h.status " THON_REACH_RESIDENTS THON_REACH_WITHIN};
const Sql kWithDevice{"reach.with_device",
                      "SELECT h.ordinal " THON_REACH_RESIDENTS THON_REACH_WITHIN
                      " AND EXISTS (SELECT 1 FROM identity_device_v d WHERE d.household_id = h.id)"};
const Sql kPhones{"reach.with_phones",
                  "SELECT h.ordinal, p.has_zalo, p.has_smartphone " THON_REACH_RESIDENTS
                  "JOIN households_phone_v p ON p.household_id = h.id " THON_REACH_WITHIN};
const Sql kBornBetween{"reach.born_between",
                       "SELECT h.ordinal " THON_REACH_RESIDENTS
                       "JOIN households_age_v m ON m.household_id = h.id " THON_REACH_WITHIN
                       " AND m.birth_year BETWEEN :first AND :last"};
const Sql kTagged{"reach.tagged",
                  "SELECT h.ordinal, t.tag_key " THON_REACH_RESIDENTS
                  "JOIN households_tag_v t ON t.household_id = h.id " THON_REACH_WITHIN};

const Sql kFind{"reach.find_audience",
                "SELECT id, area_id, name, area_ids, filter, words FROM reach_saved_audience WHERE id = :id"};
const Sql kInsert{"reach.save_audience",
                  "INSERT INTO reach_saved_audience (id, area_id, name, area_ids, filter, words, "
                  "saved_by_name, saved_at) "
                  "VALUES (:id, :area_id, :name, :area_ids, :filter, :words, :by_name, :now)"};
const Sql kRemove{"reach.remove_audience", "DELETE FROM reach_saved_audience WHERE id = :id"};
const Sql kSavedBelow{"reach.saved_audiences",
                      "SELECT a.id, a.area_id, a.name, a.area_ids, a.filter, a.words FROM areas_closure c "
                      "JOIN reach_saved_audience a ON a.area_id = c.descendant_id "
                      "WHERE c.ancestor_id = :area_id ORDER BY a.name, a.id LIMIT 100"};

/// Calls `each` with the parameters of as many statements as the units take.
void in_parts(const Units& units, const std::function<void(SqlParams)>& each) {
  static constexpr std::array<const char*, kMostUnits> kNames{"u0", "u1", "u2",  "u3",  "u4",  "u5",  "u6",  "u7",
                                                              "u8", "u9", "u10", "u11", "u12", "u13", "u14", "u15"};
  for (std::size_t from = 0; from < units.size(); from += kMostUnits) {
    SqlParams params;
    for (std::size_t i = 0; i < kMostUnits; ++i)
      params.push_back({kNames[i], units[std::min(from + i, units.size() - 1)]});
    each(std::move(params));
  }
}

std::int64_t number(const Row& row, std::size_t column) { return std::get<std::int64_t>(row[column]); }
std::uint32_t ordinal(const Row& row, std::size_t column) {
  return static_cast<std::uint32_t>(number(row, column));
}

}  // namespace

Residents residents(Tx& tx, const Units& units) {
  Residents found;
  const std::vector<Column> columns{Column::text, Column::integer, Column::text};
  in_parts(units, [&](const SqlParams& params) {
    tx.run(kResidents, params, columns, [&](const Row& row) {
      found.by_unit[std::get<std::string>(row[0])].add(ordinal(row, 1));
      Standing standing = Standing::permanent;
      if (boost::describe::enum_from_string(std::get<std::string>(row[2]).c_str(), standing))
        found.by_standing[static_cast<std::size_t>(standing)].add(ordinal(row, 1));
      return true;
    });
  });
  return found;
}

Bitmap with_device(Tx& tx, const Units& units) {
  Bitmap found;
  in_parts(units, [&](const SqlParams& params) {
    tx.run(kWithDevice, params, {Column::integer}, [&](const Row& row) {
      found.add(ordinal(row, 0));
      return true;
    });
  });
  return found;
}

Phones phones(Tx& tx, const Units& units) {
  Phones found;
  const std::vector<Column> columns{Column::integer, Column::integer, Column::integer};
  in_parts(units, [&](const SqlParams& params) {
    tx.run(kPhones, params, columns, [&](const Row& row) {
      found.any.add(ordinal(row, 0));
      if (number(row, 1)) found.zalo.add(ordinal(row, 0));
      if (number(row, 2)) found.smartphone.add(ordinal(row, 0));
      return true;
    });
  });
  return found;
}

Bitmap born_between(Tx& tx, const Units& units, std::int64_t first, std::int64_t last) {
  Bitmap found;
  in_parts(units, [&](SqlParams params) {
    params.push_back({"first", first});
    params.push_back({"last", last});
    tx.run(kBornBetween, params, {Column::integer}, [&](const Row& row) {
      found.add(ordinal(row, 0));
      return true;
    });
  });
  return found;
}

std::map<std::string, Bitmap, std::less<>> tagged(Tx& tx, const Units& units) {
  std::map<std::string, Bitmap, std::less<>> found;
  in_parts(units, [&](const SqlParams& params) {
    tx.run(kTagged, params, {Column::integer, Column::text}, [&](const Row& row) {
      found[std::get<std::string>(row[1])].add(ordinal(row, 0));
      return true;
    });
  });
  return found;
}

std::optional<Saved> find(Tx& tx, std::string_view id) { return tx.one<Saved>(kFind, {{"id", id}}); }

void insert(Tx& tx, const Saved& saved, std::string_view by_name) {
  tx.exec(kInsert, {{"id", saved.id},
                    {"area_id", saved.area_id},
                    {"name", saved.name},
                    {"area_ids", saved.area_ids},
                    {"filter", saved.filter},
                    {"words", saved.words},
                    {"by_name", by_name},
                    {"now", tx.now()}});
}

void remove(Tx& tx, std::string_view id) { tx.exec(kRemove, {{"id", id}}); }

std::vector<Saved> saved_below(Tx& tx, std::string_view area_id) {
  return tx.rows<Saved>(kSavedBelow, {{"area_id", area_id}});
}

}  // namespace thon::reach::audience_store
