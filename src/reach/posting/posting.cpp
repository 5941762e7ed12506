#include "reach/posting/posting.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "reach/posting/rules.hpp"
#include "reach/posting/store.hpp"

namespace thon::reach {
namespace {

template <class W>
std::optional<std::int64_t> number(const std::optional<W>& value) {
  return value ? std::optional(value->value) : std::nullopt;
}

}  // namespace

ClassRules Postings::rules_of(Tx& tx, const Sight& sight, const std::string& area_id) const {
  return {area_id, std::string(sight.tree->name(area_id)),
          rules::with_own(posting_store::own_rules(tx, area_id))};
}

void Postings::record(Tx& tx, const Actor& actor, const char* verb, const std::string& area_id,
                      std::int64_t content_class) const {
  const boost::json::object detail{{"class", content_class}};
  audit::record(tx, actor, verb, "area", area_id, area_id, boost::json::serialize(detail));
}

ClassRules Postings::class_rules(Tx& tx, const Actor& actor, const ClassRulesQuery& query) const {
  const auto sight = sight_of(tx, context_, actor, "reach.view").narrowed(query.area);
  if (sight.roots.empty()) throw Error::not_found();
  return rules_of(tx, sight, sight.roots.front()->id);
}

ClassRules Postings::set_rule(Tx& tx, const Actor& actor, const SetClassRule& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.rules");
  const auto& area_id = sight.unit(input.area_id.value).id;
  const ClassRule rule{input.content_class.value,
                       number(input.deadline_days),
                       number(input.loudspeaker_days),
                       input.permanent ? std::nullopt : number(input.posting_days),
                       input.permanent,
                       true};
  posting_store::put_rule(tx, area_id, rule, actor.name);
  record(tx, actor, "reach.set_rule", area_id, rule.content_class);
  return rules_of(tx, sight, area_id);
}

ClassRules Postings::reset_rule(Tx& tx, const Actor& actor, const ResetClassRule& input) const {
  const auto sight = sight_of(tx, context_, actor, "reach.rules");
  const auto& area_id = sight.unit(input.area_id.value).id;
  if (posting_store::remove_rule(tx, area_id, input.content_class.value))
    record(tx, actor, "reach.reset_rule", area_id, input.content_class.value);
  return rules_of(tx, sight, area_id);
}

}  // namespace thon::reach
