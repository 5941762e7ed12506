#include "households/service.hpp"

#include <boost/json.hpp>

#include "audit/service.hpp"
#include "base/error.hpp"
#include "households/code.hpp"
#include "households/store.hpp"

namespace thon::households {

Service::Service(const areas::Authority& authority, areas::Service& areas, identity::Service& identity,
                 std::string public_url)
    : authority_(authority), areas_(areas), identity_(identity), public_url_(std::move(public_url)) {
  areas_.set_counts([this](Tx& tx) { return counts(tx); });
}

Household Service::reach(Tx& tx, const Actor& actor, std::string_view permission, std::string_view id) const {
  const auto own = store::find(tx, id);
  if (!own) throw Error::not_found("households.error.not_found");
  const bool reads_itself =
      actor.household() && permission == "households.view" && actor.household_id == own->id;
  if (!reads_itself) authority_.require(tx, actor, permission, own->area_id, "households.error.not_found");
  return *own;
}

const areas::TreeUnit& Service::home(Tx& tx, const Actor& actor, const areas::Tree& tree,
                                     std::string_view area_id) const {
  authority_.require(tx, actor, "households.edit", area_id, "households.error.area_not_found");
  const auto* unit = tree.find(area_id);
  if (!unit) throw Error::not_found("households.error.area_not_found");
  return *unit;
}

HouseholdPage Service::changed(Tx& tx, const Actor& actor, const char* verb, const Household& own,
                               const std::vector<std::string>& fields) const {
  // The values stand in the household's history; the audit only needs to know which.
  const boost::json::object detail{{"code", own.code},
                                   {"version", own.version},
                                   {"fields", boost::json::array(fields.begin(), fields.end())}};
  audit::record(tx, actor, verb, "household", own.id, own.area_id, boost::json::serialize(detail));
  return page(tx, own);
}

void Service::save(Tx& tx, const Actor& actor, const Household& own, const char* field, std::string before,
                   std::string after) const {
  store::update(tx, {own, store::members(tx, own.id), store::phones(tx, own.id)});
  store::record_change(tx, actor, own, {field, std::move(before), std::move(after), {}, {}});
  store::bump_revision(tx);
}

HouseholdPage Service::add(Tx& tx, const Actor& actor, const AddHousehold& input) {
  const auto tree = areas_.tree(tx);
  const auto& unit = home(tx, actor, *tree, input.area_id.value);
  if (const auto known = store::find(tx, input.id.value)) {
    if (!authority_.can(tx, actor, "households.view", known->area_id))
      throw Error(ErrorKind::conflict, "households.error.id_taken");
    return page(tx, *known);
  }
  std::vector<FieldError> faults;
  rules::check_home(*tree, unit, faults);
  rules::check_status(input.status, faults);
  rules::check_people(input.members, input.phones, faults);
  if (!faults.empty()) throw Error::invalid(std::move(faults));

  WholeHousehold whole{{}, input.members, rules::with_representative(input.phones)};
  auto& own = whole.own;
  own.id = input.id.value;
  own.ordinal = store::next_ordinal(tx);
  own.code = house_code(own.ordinal);
  own.area_id = unit.id;
  own.head_name = input.head_name.value;
  own.address = input.address.value;
  own.walk_order = input.walk_order ? input.walk_order->value : store::next_walk_order(tx, unit.id);
  own.status = input.status;
  own.note = input.note ? input.note->value : "";
  own.valid_from = date_of(tx.now());
  store::insert(tx, whole, false);
  store::bump_revision(tx);
  return changed(tx, actor, "households.add", own, {});
}

HouseholdPage Service::edit(Tx& tx, const Actor& actor, const EditHousehold& input) {
  WholeHousehold whole{reach(tx, actor, "households.edit", input.household_id.value), {}, {}};
  auto& own = whole.own;
  if (own.valid_to) throw Error(ErrorKind::conflict, "households.error.closed");
  std::vector<FieldError> faults;
  if (input.status) rules::check_status(*input.status, faults);
  rules::check_people(input.members.value_or(Members{}), input.phones.value_or(Phones{}), faults);
  if (input.version < 1 || input.version > own.version)
    faults.push_back({"/version", "households.error.version", {}});
  if (!faults.empty()) throw Error::invalid(std::move(faults));

  whole.members = store::members(tx, own.id);
  whole.phones = store::phones(tx, own.id);
  auto edits = rules::differences(whole, input);
  if (input.version < own.version)
    edits = rules::merged(std::move(edits), store::changed_since(tx, own.id, input.version));
  if (edits.empty()) return page(tx, own);

  const auto members_before = whole.members;
  rules::apply(whole, input, edits);
  ++own.version;
  std::vector<std::string> fields;
  for (const auto& edit : edits) {
    if (edit.field == "members") store::replace_members(tx, own, members_before, whole.members);
    if (edit.field == "phones") store::replace_phones(tx, own, whole.phones);
    store::record_change(tx, actor, own, edit);
    fields.push_back(edit.field);
  }
  store::update(tx, whole);
  return changed(tx, actor, "households.edit", own, fields);
}

HouseholdPage Service::move(Tx& tx, const Actor& actor, const MoveHousehold& input) {
  auto own = reach(tx, actor, "households.edit", input.household_id.value);
  const auto tree = areas_.tree(tx);
  const auto& unit = home(tx, actor, *tree, input.area_id.value);
  if (own.valid_to) throw Error(ErrorKind::conflict, "households.error.closed");
  if (own.area_id == unit.id) return page(tx, own);
  std::vector<FieldError> faults;
  rules::check_home(*tree, unit, faults);
  if (!faults.empty()) throw Error::invalid(std::move(faults));
  rules::check_day(input.date.value, store::membership(tx, own.id).valid_from, date_of(tx.now()));

  const std::string before = own.area_id;
  own.walk_order = store::next_walk_order(tx, unit.id);
  own.area_id = unit.id;
  ++own.version;
  store::end_membership(tx, own.id, input.date.value);
  store::begin_membership(tx, own.id, unit.id, input.date.value);
  save(tx, actor, own, "area", before, unit.id);
  return changed(tx, actor, "households.move", own, {"area"});
}

HouseholdPage Service::close(Tx& tx, const Actor& actor, const CloseHousehold& input) {
  auto own = reach(tx, actor, "households.edit", input.household_id.value);
  if (own.valid_to && *own.valid_to == input.date.value) return page(tx, own);
  if (own.valid_to) throw Error(ErrorKind::conflict, "households.error.closed");
  rules::check_day(input.date.value, store::membership(tx, own.id).valid_from, date_of(tx.now()));
  own.status = input.reason == CloseReason::moved ? HouseholdStatus::moved : HouseholdStatus::closed;
  own.valid_to = input.date.value;
  ++own.version;
  store::end_membership(tx, own.id, input.date.value);
  save(tx, actor, own, "closed", "", rules::name_of(input.reason));
  return changed(tx, actor, "households.close", own, {"closed"});
}

HouseholdPage Service::reopen(Tx& tx, const Actor& actor, std::string_view id) {
  auto own = reach(tx, actor, "households.edit", id);
  if (!own.valid_to) return page(tx, own);
  const std::string before = *own.valid_to;
  own.status = HouseholdStatus::permanent;
  own.valid_to = std::nullopt;
  ++own.version;
  store::begin_membership(tx, own.id, own.area_id, date_of(tx.now()));
  save(tx, actor, own, "closed", before, "");
  return changed(tx, actor, "households.reopen", own, {"closed"});
}

std::int64_t Service::load(Tx& tx, std::vector<WholeHousehold> households, bool is_demo) {
  const auto tree = areas_.tree(tx);
  const auto place = [&](const WholeHousehold& household) {
    const auto* unit = tree->find(household.own.area_id);
    if (!unit) throw Error::not_found("households.error.area_not_found");
    return std::pair(tree->position(*unit), household.own.walk_order);
  };
  std::stable_sort(households.begin(), households.end(),
                   [&](const WholeHousehold& a, const WholeHousehold& b) { return place(a) < place(b); });
  const std::int64_t first = store::next_ordinal(tx);
  std::int64_t ordinal = first;
  for (auto& household : households) {
    household.own.ordinal = ordinal;
    household.own.code = house_code(ordinal++);
    household.phones = rules::with_representative(std::move(household.phones));
    store::insert(tx, household, is_demo);
  }
  store::bump_revision(tx);
  return first;
}

}  // namespace thon::households
