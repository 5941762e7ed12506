#include "rollcall/context.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "rollcall/calls/rules.hpp"

namespace thon::rollcall {

bool touches(const areas::Tree& tree, std::string_view area_id, const std::vector<std::string>& area_ids) {
  return std::any_of(area_ids.begin(), area_ids.end(), [&](const auto& id) {
    return tree.is_under(id, area_id) || tree.is_under(area_id, id);
  });
}

RollCall concerning(Tx& tx, const Sight& sight, std::string_view id) {
  auto call = call_store::find(tx, id);
  if (!call) throw Error::not_found(kMissing);
  const auto units = call_store::area_ids(tx, id);
  const bool near = std::any_of(sight.roots.begin(), sight.roots.end(), [&](const auto* root) {
    return touches(*sight.tree, root->id, units) || sight.tree->is_under(call->area_id, root->id);
  });
  if (!near) throw Error::not_found(kMissing);
  return std::move(*call);
}

Marked marked(Tx& tx, const Context& context, const Actor& actor, const RollPartQuery& query) {
  auto sight = context.areas.sight(tx, actor, kMark);
  const auto& unit = sight.unit(query.area.value);
  auto call = concerning(tx, sight, query.call_id.value);
  return {std::move(call), std::move(sight), &unit};
}

void set_milestones(Tx& tx, RollCall& call) {
  const auto reached = [&](int percent) {
    return call_store::seen_at(tx, call.id, rules::share(call.households, percent));
  };
  call.half_at = reached(50);
  call.most_at = reached(90);
  call.all_at = reached(100);
}

void record(Tx& tx, const Actor& actor, const char* verb, const RollCall& call, std::string detail_json) {
  if (detail_json.empty())
    detail_json = boost::json::serialize(boost::json::object{{"title", call.title}, {"drill", call.drill}});
  audit::record(tx, actor, verb, "rollcall", call.id, call.area_id, detail_json);
}

}  // namespace thon::rollcall
