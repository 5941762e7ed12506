#include "reach/templates/store.hpp"

namespace thon::reach::template_store {
namespace {

#define THON_REACH_TEMPLATE \
  "SELECT t.id, t.area_id, t.name, t.content_class, t.ask_confirmation, t.title, t.body FROM reach_template t "

const Sql kFind{"reach.find_template", THON_REACH_TEMPLATE "WHERE t.id = :id"};
const Sql kInsert{
    "reach.save_template",
    "INSERT INTO reach_template (id, area_id, name, content_class, ask_confirmation, title, body, saved_by_name, "
    "saved_at) VALUES (:id, :area_id, :name, :content_class, :ask_confirmation, :title, :body, :by_name, :now)"};
const Sql kRemove{"reach.remove_template", "DELETE FROM reach_template WHERE id = :id"};
const Sql kAround{"reach.templates",
                  THON_REACH_TEMPLATE
                  "WHERE t.area_id IN (SELECT c.ancestor_id FROM areas_closure c WHERE c.descendant_id = :area_id "
                  "UNION SELECT c.descendant_id FROM areas_closure c WHERE c.ancestor_id = :area_id) "
                  "ORDER BY t.name, t.id LIMIT 200"};

}  // namespace

std::optional<TemplateText> find(Tx& tx, std::string_view id) { return tx.one<TemplateText>(kFind, {{"id", id}}); }

void insert(Tx& tx, const TemplateText& text, std::string_view by_name) {
  tx.exec(kInsert, {{"id", text.id},
                    {"area_id", text.area_id},
                    {"name", text.name},
                    {"content_class", text.content_class},
                    {"ask_confirmation", text.ask_confirmation},
                    {"title", text.title},
                    {"body", text.body},
                    {"by_name", by_name},
                    {"now", tx.now()}});
}

void remove(Tx& tx, std::string_view id) { tx.exec(kRemove, {{"id", id}}); }

std::vector<TemplateText> around(Tx& tx, std::string_view area_id) {
  return tx.rows<TemplateText>(kAround, {{"area_id", area_id}});
}

}  // namespace thon::reach::template_store
