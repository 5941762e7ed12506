#include "households/store.hpp"

namespace thon::households::store {
namespace {

// The page is found first, and only its rows are looked into.
const Sql kList{
    "households.list",
    "SELECT p.id, p.code, p.head_name, p.address, p.area_id, p.status, "
    "(SELECT n.number FROM households_phone n WHERE n.household_id = p.id "
    "ORDER BY n.is_representative DESC, n.position LIMIT 1), "
    "(SELECT COUNT(*) FROM households_member m WHERE m.household_id = p.id AND m.valid_to IS NULL), "
    "COALESCE((SELECT d.devices FROM identity_device_v d WHERE d.household_id = p.id), 0), p.walk_order, "
    "p.sort_key "
    "FROM (SELECT h.id, h.code, h.head_name, h.address, h.area_id, h.status, h.walk_order, a.sort_key "
    "FROM areas_area_v a JOIN households_household h ON h.area_id = a.id "
    "WHERE a.sort_key >= :from AND a.sort_key <= :until AND a.valid_to IS NULL "
    "AND a.sort_key >= :after_key AND (a.sort_key > :after_key OR h.walk_order > :after_walk "
    "OR (h.walk_order = :after_walk AND h.id > :after_id)) "
    "AND ((:status = '' AND h.valid_to IS NULL) OR h.status = :status) "
    "AND h.search_text LIKE :w0 ESCAPE '!' AND h.search_text LIKE :w1 ESCAPE '!' "
    "AND h.search_text LIKE :w2 ESCAPE '!' AND h.search_text LIKE :w3 ESCAPE '!' "
    "AND h.search_text LIKE :w4 ESCAPE '!' AND h.search_text LIKE :w5 ESCAPE '!' "
    "AND h.search_text LIKE :w6 ESCAPE '!' AND h.search_text LIKE :w7 ESCAPE '!' "
    "ORDER BY a.sort_key, h.walk_order, h.id LIMIT :limit) p ORDER BY p.sort_key, p.walk_order, p.id"};

const Sql kCount{"households.count",
                 "SELECT COUNT(*) FROM areas_area_v a JOIN households_household h ON h.area_id = a.id "
                 "WHERE a.sort_key >= :from AND a.sort_key <= :until AND a.valid_to IS NULL "
                 "AND ((:status = '' AND h.valid_to IS NULL) OR h.status = :status) "
                 "AND h.search_text LIKE :w0 ESCAPE '!' AND h.search_text LIKE :w1 ESCAPE '!' "
                 "AND h.search_text LIKE :w2 ESCAPE '!' AND h.search_text LIKE :w3 ESCAPE '!' "
                 "AND h.search_text LIKE :w4 ESCAPE '!' AND h.search_text LIKE :w5 ESCAPE '!' "
                 "AND h.search_text LIKE :w6 ESCAPE '!' AND h.search_text LIKE :w7 ESCAPE '!'"};

SqlParams params_of(const Filter& filter) {
  SqlParams params{{"from", filter.from}, {"until", filter.until}, {"status", filter.status}};
  static constexpr std::array<const char*, rules::kSearchWords> names{"w0", "w1", "w2", "w3",
                                                                      "w4", "w5", "w6", "w7"};
  for (std::size_t i = 0; i < names.size(); ++i) params.push_back({names[i], filter.patterns[i]});
  return params;
}

}  // namespace

std::vector<ListRow> list(Tx& tx, const Filter& filter, const rules::Place& after, std::int64_t limit) {
  auto params = params_of(filter);
  params.push_back({"after_key", after.sort_key});
  params.push_back({"after_walk", after.walk_order});
  params.push_back({"after_id", after.id});
  params.push_back({"limit", limit});
  return tx.rows<ListRow>(kList, params);
}

std::int64_t count(Tx& tx, const Filter& filter) {
  return tx.value<std::int64_t>(kCount, params_of(filter)).value_or(0);
}

}  // namespace thon::households::store
