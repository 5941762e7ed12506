#include "areas/service.hpp"

#include <boost/json.hpp>

#include "areas/rules.hpp"
#include "areas/store.hpp"
#include "audit/service.hpp"
#include "base/error.hpp"

namespace thon::areas {
namespace {

/// Which places of the tree the caller may view, and which stand above one of those.
struct Sight {
  std::vector<char> viewed, shown;
};

Sight sight(const Tree& tree, const std::vector<std::string>& roots, bool everything) {
  const auto count = tree.units().size();
  Sight s{std::vector<char>(count, everything), std::vector<char>(count, everything)};
  for (const auto& id : roots) {
    const auto* root = tree.find(id);
    if (!root) continue;
    for (auto at = tree.position(*root); at < root->end; ++at) s.viewed[at] = s.shown[at] = 1;
    for (const auto* above = root; above; above = tree.parent(*above)) s.shown[tree.position(*above)] = 1;
  }
  return s;
}

std::string detail_of(const Area& area) {
  boost::json::object detail{{"name", area.name}, {"kind", name_of(area.kind)}};
  if (area.code) detail["code"] = *area.code;
  if (area.valid_to) detail["valid_to"] = *area.valid_to;
  return boost::json::serialize(detail);
}

}  // namespace

std::shared_ptr<const Tree> Service::tree(Tx& tx) const {
  const auto revision = store::revision(tx);
  {
    const std::lock_guard lock(mutex_);
    if (tree_ && tree_->revision() == revision) return tree_;
  }
  auto fresh = std::make_shared<const Tree>(revision, store::tree_rows(tx));
  // What a write sees may still be rolled back, and its revision would then come again with another tree.
  if (!tx.writable()) {
    const std::lock_guard lock(mutex_);
    if (!tree_ || tree_->revision() < revision) tree_ = fresh;
  }
  return fresh;
}

AreaTree Service::tree(Tx& tx, const Actor& actor) const {
  const auto whole = tree(tx);
  const auto [viewed, shown] = sight(*whole, authority_.roots(actor, "areas.view"), actor.system());
  const auto counts = counts_ ? counts_(tx) : std::map<std::string, std::int64_t, std::less<>>{};
  const auto& units = whole->units();
  // before[i]: households of the viewed units ahead of place i, so that a unit's sum is one subtraction.
  std::vector<std::int64_t> before(units.size() + 1, 0);
  for (std::size_t i = 0; i < units.size(); ++i) {
    const auto own = viewed[i] ? counts.find(units[i].id) : counts.end();
    before[i + 1] = before[i] + (own == counts.end() ? 0 : own->second);
  }
  AreaTree result;
  for (std::size_t i = 0; i < units.size(); ++i) {
    if (!shown[i]) continue;
    const auto& unit = units[i];
    result.items.push_back(
        {unit.id, unit.parent_id, unit.kind, unit.name, unit.code, before[unit.end] - before[i], unit.depth});
  }
  return result;
}

Area Service::visible(Tx& tx, const Actor& actor, std::string_view permission, std::string_view id) const {
  auto area = store::find(tx, id);
  if (!area) throw Error::not_found("areas.error.not_found");
  authority_.require(tx, actor, permission, area->id, "areas.error.not_found");
  return *area;
}

Area Service::changed(Tx& tx, const Actor& actor, const char* verb, std::string_view id) {
  store::bump_revision(tx);
  const auto area = store::find(tx, id);
  audit::record(tx, actor, verb, "area", area->id, area->id, detail_of(*area));
  return *area;
}

Area Service::find(Tx& tx, const Actor& actor, std::string_view id) const {
  return visible(tx, actor, "areas.view", id);
}

Area Service::add(Tx& tx, const Actor& actor, const AddArea& input) {
  const auto parent = visible(tx, actor, "areas.edit", input.parent_id.value);
  if (const auto known = store::find(tx, input.id.value)) {
    if (known->parent_id == parent.id) return *known;
    throw Error(ErrorKind::conflict, "areas.error.id_taken");
  }
  rules::check_new(input, parent);
  const std::string code = input.code ? input.code->value : "";
  std::vector<FieldError> faults;
  if (store::name_taken(tx, parent.id, input.name.value, input.id.value))
    faults.push_back({"/name", "areas.error.name_taken", {{"parent", parent.name}}});
  if (!code.empty() && store::code_taken(tx, input.kind, code, input.id.value))
    faults.push_back({"/code", "areas.error.code_taken", {}});
  if (!faults.empty()) throw Error::invalid(std::move(faults));
  store::insert(tx, {input.id.value, parent.id, input.kind, input.name.value, code, date_of(tx.now()), false},
                store::next_position(tx, parent.id));
  return changed(tx, actor, "areas.add", input.id.value);
}

Area Service::edit(Tx& tx, const Actor& actor, const EditArea& input) {
  auto area = visible(tx, actor, "areas.edit", input.area_id.value);
  if (area.valid_to) throw Error(ErrorKind::conflict, "areas.error.closed", {{"name", area.name}});
  if (area.version != input.version)
    throw Error(ErrorKind::conflict, "areas.error.changed", {{"name", area.name}});
  std::vector<FieldError> faults;
  if (input.name) {
    area.name = input.name->value;
    if (area.parent_id && store::name_taken(tx, *area.parent_id, area.name, area.id))
      faults.push_back(
          {"/name", "areas.error.name_taken", {{"parent", std::string(tree(tx)->name(*area.parent_id))}}});
  }
  if (input.code) {
    area.code = input.code->value.empty() ? std::nullopt : std::optional(input.code->value);
    if (area.code && store::code_taken(tx, area.kind, *area.code, area.id))
      faults.push_back({"/code", "areas.error.code_taken", {}});
  }
  if (!faults.empty()) throw Error::invalid(std::move(faults));
  ++area.version;
  store::update(tx, area);
  if (input.position && area.parent_id) {
    const auto order = rules::placed(store::children(tx, *area.parent_id), area.id, input.position->value);
    store::reorder(tx, *area.parent_id, order);
  }
  return changed(tx, actor, "areas.edit", area.id);
}

void Service::close(Tx& tx, const Actor& actor, const CloseArea& input) {
  const auto area = visible(tx, actor, "areas.edit", input.area_id.value);
  if (area.valid_to && *area.valid_to == input.date.value) return;
  rules::check_close(area, input.date.value, date_of(tx.now()));
  if (!store::children(tx, area.id).empty())
    throw Error(ErrorKind::conflict, "areas.error.has_units", {{"name", area.name}});
  if (counts_) {
    const auto counts = counts_(tx);
    const auto own = counts.find(area.id);
    if (own != counts.end() && own->second > 0)
      throw Error(ErrorKind::conflict, "areas.error.has_households",
                  {{"name", area.name}, {"count", std::to_string(own->second)}});
  }
  store::close(tx, area.id, input.date.value);
  changed(tx, actor, "areas.close", area.id);
}

void Service::load(Tx& tx, const std::vector<NewArea>& units) {
  std::map<std::string, std::int64_t> next;
  for (const auto& unit : units) {
    auto place = next.find(unit.parent_id);
    if (place == next.end())
      place = next.emplace(unit.parent_id, store::next_position(tx, unit.parent_id)).first;
    store::insert(tx, unit, place->second++);
  }
  store::bump_revision(tx);
}

}  // namespace thon::areas
