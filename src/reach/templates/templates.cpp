#include "reach/templates/templates.hpp"

#include <boost/json.hpp>
#include <set>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "reach/templates/rules.hpp"
#include "reach/templates/store.hpp"

namespace thon::reach {

namespace store = template_store;

namespace {

Template view(const Sight& sight, const TemplateText& text) {
  Template shown;
  static_cast<TemplateText&>(shown) = text;
  shown.area_name = sight.tree->name(text.area_id);
  shown.fields = rules::fields_of(text.title + "\n" + text.body);
  shown.own = sight.covers(text.area_id);
  return shown;
}

void record(Tx& tx, const Actor& actor, const char* verb, const TemplateText& text) {
  const boost::json::object detail{{"name", text.name}};
  audit::record(tx, actor, verb, "template", text.id, text.area_id, boost::json::serialize(detail));
}

}  // namespace

TemplateList Templates::list(Tx& tx, const Actor& actor) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  TemplateList found;
  // Units held apart from one another stand below the same ones.
  std::set<std::string> seen;
  for (const auto* root : sight.roots)
    for (const auto& text : store::around(tx, root->id))
      if (seen.insert(text.id).second) found.items.push_back(view(sight, text));
  return found;
}

Template Templates::save(Tx& tx, const Actor& actor, const SaveTemplate& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  if (const auto known = store::find(tx, input.id.value)) {
    if (!sight.covers(known->area_id)) throw Error(ErrorKind::conflict, "reach.error.id_taken");
    return view(sight, *known);
  }
  if (!sight.covers(input.area_id.value)) throw Error::not_found("reach.error.area_not_found");
  rules::checked_fields(input.title.value, input.body.value);
  const TemplateText text{input.id.value,           input.area_id.value,     input.name.value,
                          input.content_class.value, input.ask_confirmation, input.title.value,
                          input.body.value};
  store::insert(tx, text, actor.name);
  record(tx, actor, "reach.save_template", text);
  return view(sight, text);
}

void Templates::remove(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto text = store::find(tx, id);
  if (!text || !sight.covers(text->area_id)) throw Error::not_found("reach.error.template_not_found");
  store::remove(tx, id);
  record(tx, actor, "reach.remove_template", *text);
}

}  // namespace thon::reach
