#include "reach/visits/visits.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "reach/mute/store.hpp"
#include "reach/register/store.hpp"
#include "reach/visits/rules.hpp"
#include "reach/walk/rules.hpp"

namespace thon::reach {
namespace {

MuteReason reason_of(std::string_view outcome) {
  if (outcome == "refused") return MuteReason::refused;
  return outcome == "moved" ? MuteReason::moved : MuteReason::away;
}

}  // namespace

bool say_at_door(Tx& tx, const visit_store::Word& word) {
  const auto said = visit_store::say(tx, word);
  if (said != visit_store::Said::stands) return said == visit_store::Said::older;
  const auto mute = mute_store::find(tx, word.household_id);
  if (mute && mute->at > word.at) return true;
  if (word.until)
    mute_store::put(tx, {word.household_id, word.ordinal, reason_of(word.outcome), *word.until, word.note,
                         word.by_account, word.by_name, word.at});
  else if (mute && (word.outcome == "met" || word.outcome == "none"))
    mute_store::lift(tx, word.household_id);
  return true;
}

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
    const bool fresh = say_at_door(tx, {house->id, actor.account_id, item.at, house->ordinal, actor.name, outcome,
                                        at, until, item.note ? item.note->value : std::string()});
    result.result = fresh ? VisitRecord::recorded : VisitRecord::already;
    if (!fresh) continue;
    boost::json::object detail{{"outcome", outcome}};
    if (until) detail["until"] = *until;
    audit::record(tx, actor, "reach.visit", "household", house->id, house->area_id,
                  boost::json::serialize(detail));
  }
  return results;
}


}  // namespace thon::reach
