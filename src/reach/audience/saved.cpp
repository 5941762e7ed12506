#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "platform/reflect/json.hpp"
#include "reach/audience/audience.hpp"
#include "reach/audience/rules.hpp"
#include "reach/audience/store.hpp"

/// Audiences under a name.
namespace thon::reach {

namespace store = audience_store;

namespace {

/// A list of ids, as it is kept.
struct TickedUnits {
  std::vector<std::string> ids;
};
BOOST_DESCRIBE_STRUCT(TickedUnits, (), (ids))

SavedAudience view(const areas::Tree& tree, const store::Saved& saved) {
  return {saved.id,
          saved.name,
          saved.area_id,
          std::string(tree.name(saved.area_id)),
          from_json<TickedUnits>(saved.area_ids).ids,
          rules::filter_from(saved.filter),
          saved.words};
}

}  // namespace

std::string sender_for(const Sight& sight, const std::vector<std::string>& area_ids) {
  if (const auto* root = sight.root_over(area_ids)) return root->id;
  throw Error::invalid("/area_ids", "reach.error.areas_of_two_units");
}

SavedAudiences Audiences::saved(Tx& tx, const Actor& actor) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  SavedAudiences all;
  for (const auto* root : sight.roots)
    for (const auto& saved : store::saved_below(tx, root->id)) all.items.push_back(view(*sight.tree, saved));
  return all;
}

SavedAudience Audiences::save(Tx& tx, const Actor& actor, const SaveAudienceInput& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  if (const auto known = store::find(tx, input.id.value)) {
    if (!sight.covers(known->area_id)) throw Error(ErrorKind::conflict, "reach.error.id_taken");
    return view(*sight.tree, *known);
  }
  const auto area_ids = sight.checked(input.area_ids, kNoArea);
  check(tx, sight, input.filter);
  const store::Saved saved{input.id.value,        sender_for(sight, area_ids), input.name.value,
                           to_json(TickedUnits{area_ids}), rules::to_text(input.filter), words(tx, input.filter)};
  store::insert(tx, saved, actor.name);
  const boost::json::object detail{{"name", saved.name}};
  audit::record(tx, actor, "reach.save_audience", "audience", saved.id, saved.area_id,
                boost::json::serialize(detail));
  return view(*sight.tree, saved);
}

void Audiences::remove(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto sight = sight_of(tx, context_, actor, "reach.publish");
  const auto saved = store::find(tx, id);
  if (!saved || !sight.covers(saved->area_id)) throw Error::not_found("reach.error.audience_not_found");
  store::remove(tx, id);
  const boost::json::object detail{{"name", saved->name}};
  audit::record(tx, actor, "reach.remove_audience", "audience", saved->id, saved->area_id,
                boost::json::serialize(detail));
}

}  // namespace thon::reach
