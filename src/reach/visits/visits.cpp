#include "reach/visits/visits.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "reach/register/store.hpp"
#include "reach/visits/rules.hpp"
#include "reach/visits/store.hpp"
#include "reach/walk/rules.hpp"

namespace thon::reach {

VisitResults Visits::record(Tx& tx, const Actor& actor, const VisitsInput& input) {
  const auto sight = sight_of(tx, context_, actor, "reach.tell");
  VisitResults results;
  for (const auto& item : input.items) {
    auto& result = results.items.emplace_back(item.household_id.value);
    const auto house = register_store::find(tx, item.household_id.value);
    if (!house || !sight.covers(house->area_id)) continue;
    const auto at = rules::bounded(rules::corrected(item.at, input.sent_at, tx.now()), 0, tx.now());
    const auto until = rules::muted_until(item.outcome, item.until, at);
    const std::string outcome = boost::describe::enum_to_string(item.outcome, "");
    const bool fresh =
        visit_store::say(tx, {house->id, actor.account_id, item.at, house->ordinal, actor.name, outcome, at,
                              until, item.note ? item.note->value : std::string()});
    result.result = fresh ? VisitRecord::recorded : VisitRecord::already;
    if (!fresh) continue;
    boost::json::object detail{{"outcome", outcome}};
    if (until) detail["until"] = *until;
    audit::record(tx, actor, "reach.visit", "household", house->id, house->area_id,
                  boost::json::serialize(detail));
  }
  return results;
}

Bitmap Visits::muted(Tx& tx) const { return visit_store::muted(tx, date_of(tx.now())); }

}  // namespace thon::reach
