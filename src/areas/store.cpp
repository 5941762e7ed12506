#include "areas/store.hpp"

#include "base/text.hpp"

namespace thon::areas::store {

const Sql kTreeRows{"areas.tree_rows",
                    "SELECT a.id, l.parent_id, a.kind, a.name, a.code, a.sort_key FROM areas_area a "
                    "LEFT JOIN areas_link l ON l.child_id = a.id AND l.valid_to IS NULL "
                    "WHERE a.valid_to IS NULL ORDER BY a.sort_key, a.id"};

const Sql kNextRoot{"areas.next_root",
                    "SELECT COALESCE(MAX(position), -1) + 1 FROM areas_area WHERE LENGTH(sort_key) = 6"};

namespace {

const Sql kAncestors{"areas.ancestors", "SELECT ancestor_id FROM areas_closure WHERE descendant_id = :id"};

const Sql kRevision{"areas.revision", "SELECT revision FROM areas_revision WHERE id = 1"};

const Sql kBumpRevision{"areas.bump_revision",
                        "UPDATE areas_revision SET revision = revision + 1 WHERE id = 1"};

const Sql kFind{
    "areas.find",
    "SELECT a.id, a.kind, a.name, a.code, a.version, "
    "(SELECT l.parent_id FROM areas_link l WHERE l.child_id = a.id ORDER BY l.valid_from DESC LIMIT 1), "
    "a.valid_from, a.valid_to FROM areas_area a WHERE a.id = :id"};

const Sql kInsert{
    "areas.insert",
    "INSERT INTO areas_area (id, kind, code, name, name_folded, position, sort_key, valid_from, version, "
    "is_demo, created_at, updated_at) VALUES (:id, :kind, :code, :name, :name_folded, :position, "
    "COALESCE((SELECT sort_key FROM areas_area WHERE id = :parent_id), '') || :step, :valid_from, 1, "
    ":is_demo, :now, :now)"};

const Sql kInsertLink{
    "areas.insert_link",
    "INSERT INTO areas_link (child_id, parent_id, valid_from) VALUES (:id, :parent_id, :valid_from)"};

const Sql kInsertSelf{"areas.insert_self",
                      "INSERT INTO areas_closure (ancestor_id, descendant_id, depth) VALUES (:id, :id, 0)"};

const Sql kInsertAbove{"areas.insert_above",
                       "INSERT INTO areas_closure (ancestor_id, descendant_id, depth) "
                       "SELECT ancestor_id, CAST(:id AS TEXT), depth + 1 FROM areas_closure "
                       "WHERE descendant_id = :parent_id"};

const Sql kUpdate{"areas.update",
                  "UPDATE areas_area SET name = :name, name_folded = :name_folded, code = :code, "
                  "version = :version, updated_at = :now WHERE id = :id"};

const Sql kMoveSubtree{
    "areas.move_subtree",
    "UPDATE areas_area SET sort_key = (SELECT p.sort_key FROM areas_area p WHERE p.id = :parent_id) "
    "|| :step || SUBSTR(sort_key, (SELECT LENGTH(p.sort_key) FROM areas_area p "
    "WHERE p.id = :parent_id) + 7) "
    "WHERE id IN (SELECT descendant_id FROM areas_closure WHERE ancestor_id = :id)"};

const Sql kSetPosition{"areas.set_position", "UPDATE areas_area SET position = :position WHERE id = :id"};

const Sql kNextPosition{
    "areas.next_position",
    "SELECT COALESCE(MAX(a.position), -1) + 1 FROM areas_link l "
    "JOIN areas_area a ON a.id = l.child_id WHERE l.parent_id = :id AND l.valid_to IS NULL"};

const Sql kNameTaken{
    "areas.name_taken",
    "SELECT 1 FROM areas_link l JOIN areas_area a ON a.id = l.child_id "
    "WHERE l.parent_id = :parent_id AND l.valid_to IS NULL AND a.name = :name AND a.id <> :except_id"};

const Sql kCodeTaken{"areas.code_taken",
                     "SELECT 1 FROM areas_area WHERE code = :code AND kind = :kind AND valid_to IS NULL "
                     "AND id <> :except_id"};

const Sql kChildren{"areas.children",
                    "SELECT a.id FROM areas_link l JOIN areas_area a ON a.id = l.child_id "
                    "WHERE l.parent_id = :id AND l.valid_to IS NULL ORDER BY a.sort_key, a.id"};

const Sql kCloseArea{
    "areas.close_area",
    "UPDATE areas_area SET valid_to = :date, version = version + 1, updated_at = :now WHERE id = :id"};

const Sql kCloseLink{"areas.close_link",
                     "UPDATE areas_link SET valid_to = :date WHERE child_id = :id AND valid_to IS NULL"};

const Sql kLeaveTree{"areas.leave_tree", "DELETE FROM areas_closure WHERE descendant_id = :id"};

/// One level of a sort key.
std::string step(std::int64_t position) {
  std::string digits = std::to_string(position);
  return std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

std::vector<std::string> ancestors(Tx& tx, std::string_view area_id) {
  return tx.values<std::string>(kAncestors, {{"id", area_id}});
}

std::int64_t revision(Tx& tx) { return tx.value<std::int64_t>(kRevision).value_or(0); }

void bump_revision(Tx& tx) { tx.exec(kBumpRevision); }

std::vector<Tree::Row> tree_rows(Tx& tx) { return tx.rows<Tree::Row>(kTreeRows); }

std::optional<Area> find(Tx& tx, std::string_view id) { return tx.one<Area>(kFind, {{"id", id}}); }

void insert(Tx& tx, const NewArea& area, std::int64_t position) {
  tx.exec(kInsert, {{"id", area.id},
                    {"kind", name_of(area.kind)},
                    {"code", or_null(area.code)},
                    {"name", area.name},
                    {"name_folded", fold(area.name)},
                    {"position", position},
                    {"parent_id", area.parent_id},
                    {"step", step(position)},
                    {"valid_from", area.valid_from},
                    {"is_demo", area.is_demo},
                    {"now", tx.now()}});
  tx.exec(kInsertSelf, {{"id", area.id}});
  if (area.parent_id.empty()) return;
  tx.exec(kInsertLink, {{"id", area.id}, {"parent_id", area.parent_id}, {"valid_from", area.valid_from}});
  tx.exec(kInsertAbove, {{"id", area.id}, {"parent_id", area.parent_id}});
}

void update(Tx& tx, const Area& area) {
  tx.exec(kUpdate, {{"id", area.id},
                    {"name", area.name},
                    {"name_folded", fold(area.name)},
                    {"code", area.code},
                    {"version", area.version},
                    {"now", tx.now()}});
}

void reorder(Tx& tx, std::string_view parent_id, const std::vector<std::string>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    tx.exec(kSetPosition, {{"id", ids[i]}, {"position", i}});
    tx.exec(kMoveSubtree,
            {{"id", ids[i]}, {"parent_id", parent_id}, {"step", step(static_cast<std::int64_t>(i))}});
  }
}

std::vector<std::string> children(Tx& tx, std::string_view parent_id) {
  return tx.values<std::string>(kChildren, {{"id", parent_id}});
}

std::int64_t next_position(Tx& tx, std::string_view parent_id) {
  if (parent_id.empty()) return tx.value<std::int64_t>(kNextRoot).value_or(0);
  return tx.value<std::int64_t>(kNextPosition, {{"id", parent_id}}).value_or(0);
}

bool name_taken(Tx& tx, std::string_view parent_id, std::string_view name, std::string_view except_id) {
  return tx
      .value<std::int64_t>(kNameTaken, {{"parent_id", parent_id}, {"name", name}, {"except_id", except_id}})
      .has_value();
}

bool code_taken(Tx& tx, AreaKind kind, std::string_view code, std::string_view except_id) {
  return tx
      .value<std::int64_t>(kCodeTaken, {{"code", code}, {"kind", name_of(kind)}, {"except_id", except_id}})
      .has_value();
}

void close(Tx& tx, std::string_view id, std::string_view date) {
  tx.exec(kCloseArea, {{"id", id}, {"date", date}, {"now", tx.now()}});
  tx.exec(kCloseLink, {{"id", id}, {"date", date}});
  tx.exec(kLeaveTree, {{"id", id}});
}

}  // namespace thon::areas::store
