#include "talk/settings/answering.hpp"

#include <boost/json.hpp>
#include <set>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace thon::talk {
namespace {

constexpr const char* kSettings = "talk.settings";
constexpr const char* kNoCanned = "talk.error.canned_not_found";

/// Those who may answer for a unit, each once, those who are nearest first.
std::vector<Answerer> answerers(Tx& tx, const Context& context, std::string_view area_id) {
  std::vector<Answerer> found;
  std::set<std::string> known;
  for (const auto& holder : settings_store::holders(tx, area_id)) {
    Actor someone;
    someone.kind = "officer";
    someone.roles.push_back({holder.role, holder.area_id});
    if (context.authority.holds(someone, kAnswer) && known.insert(holder.account_id).second)
      found.push_back({holder.account_id, holder.name, holder.role});
  }
  return found;
}

void record(Tx& tx, const Actor& actor, const char* verb, std::string_view id, std::string_view area_id,
            const boost::json::object& detail) {
  audit::record(tx, actor, verb, "talk_settings", id, area_id, boost::json::serialize(detail));
}

std::string search_text(const settings_store::Canned& canned) {
  return fold(canned.title + " " + canned.body);
}

}  // namespace

settings_store::Unit answering_of(Tx& tx, const Context& context, std::string_view area_id) {
  auto unit = settings_store::nearest(tx, area_id).value_or(settings_store::Unit{});
  bool may = false;
  if (unit.area_id == area_id && !unit.answerer_id.empty())
    for (const auto& answerer : answerers(tx, context, area_id))
      may = may || answerer.account_id == unit.answerer_id;
  if (!may) unit.answerer_id = unit.answerer_name = "";
  unit.area_id = area_id;
  return unit;
}

Answering Settings::find(Tx& tx, const Actor& actor, const AnsweringQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, kSettings);
  const auto& unit = sight.unit(query.area.value);
  const auto answering = answering_of(tx, context_, unit.id);
  Answering found{unit.id, unit.name, std::nullopt, answering.due_days, answerers(tx, context_, unit.id)};
  if (!answering.answerer_id.empty()) found.answerer_id = answering.answerer_id;
  return found;
}

Answering Settings::save(Tx& tx, const Actor& actor, const SaveAnswering& input) {
  const auto sight = context_.areas.sight(tx, actor, kSettings);
  if (!sight.covers(input.area_id.value)) throw Error::not_found(kNoArea);
  settings_store::Unit unit{input.area_id.value, "", "", input.due_days.value};
  if (input.account_id) {
    for (const auto& answerer : answerers(tx, context_, unit.area_id))
      if (answerer.account_id == input.account_id->value) {
        unit.answerer_id = answerer.account_id;
        unit.answerer_name = answerer.name;
      }
    if (unit.answerer_id.empty()) throw Error::invalid("/account_id", "talk.error.may_not_answer");
  }
  settings_store::put(tx, unit);
  record(tx, actor, "talk.settings", unit.area_id, unit.area_id,
         {{"name", sight.unit(unit.area_id).name},
          {"answerer", unit.answerer_name},
          {"due_days", unit.due_days}});
  return find(tx, actor, {input.area_id});
}

CannedAnswers Settings::canned(Tx& tx, const Actor& actor, const CannedQuery& query) const {
  const auto sight = context_.areas.sight(tx, actor, kAnswer);
  const auto& unit = sight.unit(query.area.value);
  CannedAnswers found;
  const auto pattern = pattern_of(query.q ? query.q->value : "");
  for (const auto& canned : settings_store::canned_for(tx, unit.id, pattern))
    found.items.push_back(view(tx, canned));
  return found;
}

CannedAnswer Settings::add(Tx& tx, const Actor& actor, const AddCanned& input) {
  if (!context_.areas.sight(tx, actor, kSettings).covers(input.area_id.value))
    throw Error::not_found(kNoArea);
  if (settings_store::canned(tx, input.id.value)) return view(tx, kept(tx, actor, input.id.value));
  const settings_store::Canned canned{input.id.value, input.area_id.value, input.title.value,
                                      input.body.value, 1};
  settings_store::insert(tx, canned, search_text(canned));
  record(tx, actor, "talk.add_canned", canned.id, canned.area_id, {{"title", canned.title}});
  return view(tx, canned);
}

CannedAnswer Settings::edit(Tx& tx, const Actor& actor, const EditCanned& input) {
  auto canned = kept(tx, actor, input.canned_id.value);
  const bool same = canned.title == input.title.value && canned.body == input.body.value;
  if (same) return view(tx, canned);
  if (canned.version != input.version) throw Error(ErrorKind::conflict, "talk.error.canned_changed");
  canned.title = input.title.value;
  canned.body = input.body.value;
  ++canned.version;
  settings_store::update(tx, canned, search_text(canned));
  record(tx, actor, "talk.edit_canned", canned.id, canned.area_id, {{"title", canned.title}});
  return view(tx, canned);
}

void Settings::remove(Tx& tx, const Actor& actor, const RemoveCanned& input) {
  const auto canned = kept(tx, actor, input.canned_id.value);
  settings_store::remove(tx, canned.id);
  record(tx, actor, "talk.remove_canned", canned.id, canned.area_id, {{"title", canned.title}});
}

settings_store::Canned Settings::kept(Tx& tx, const Actor& actor, std::string_view id) const {
  auto canned = settings_store::canned(tx, id);
  if (!canned) throw Error::not_found(kNoCanned);
  context_.authority.require(tx, actor, kSettings, canned->area_id, kNoCanned);
  return std::move(*canned);
}

CannedAnswer Settings::view(Tx& tx, const settings_store::Canned& canned) const {
  return {canned.id,    canned.area_id, std::string(context_.areas.tree(tx)->name(canned.area_id)),
          canned.title, canned.body,    canned.version};
}

}  // namespace thon::talk
