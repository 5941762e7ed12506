#include "base/error.hpp"
#include "households/code.hpp"
#include "households/service.hpp"
#include "households/store.hpp"

/// Reading the register: lists, one household, what other capabilities ask about one.
namespace thon::households {
namespace {

constexpr std::int64_t kPage = 50;

/// Behind every sort key that begins with this one: positions never reach six nines.
std::string end_of(const std::string& sort_key) { return sort_key + "999999"; }

/// Without filters the counts tell how far the page reaches, so that units behind it are not looked at.
std::string bounded(const areas::Tree& tree, const std::map<std::string, std::int64_t, std::less<>>& counts,
                    const store::Filter& range, const rules::Place& after) {
  std::int64_t sure = 0;
  for (const auto& unit : tree.units()) {
    if (unit.sort_key < range.from || unit.sort_key <= after.sort_key) continue;
    if (unit.sort_key > range.until) break;
    const auto own = counts.find(unit.id);
    if (own != counts.end()) sure += own->second;
    if (sure > kPage) return unit.sort_key;
  }
  return range.until;
}

std::int64_t total_in(const areas::Tree& tree, const std::map<std::string, std::int64_t, std::less<>>& counts,
                      const store::Filter& range) {
  std::int64_t total = 0;
  for (const auto& unit : tree.units()) {
    const auto own = counts.find(unit.id);
    if (own != counts.end() && unit.sort_key >= range.from && unit.sort_key <= range.until)
      total += own->second;
  }
  return total;
}

RegisterItem item_of(const store::ListRow& row, const areas::Tree& tree) {
  return {
      row.id,     row.code,  row.head_name, row.address,    row.area_id, std::string(tree.name(row.area_id)),
      row.status, row.phone, row.members,   row.devices > 0};
}

}  // namespace

std::shared_ptr<const Service::Counts> Service::cached_counts(Tx& tx) const {
  const auto revision = store::revision(tx);
  {
    const std::lock_guard lock(mutex_);
    if (counts_ && counted_at_ == revision) return counts_;
  }
  auto fresh = std::make_shared<const Counts>(store::counts(tx));
  // What a write sees may still be rolled back, and its revision would then come again with other counts.
  if (!tx.writable()) {
    const std::lock_guard lock(mutex_);
    if (counted_at_ < revision) {
      counts_ = fresh;
      counted_at_ = revision;
    }
  }
  return fresh;
}

std::map<std::string, std::int64_t, std::less<>> Service::counts(Tx& tx) const { return *cached_counts(tx); }

std::vector<store::Filter> Service::ranges(Tx& tx, const Actor& actor, std::string_view permission,
                                           const areas::Tree& tree, const std::optional<Id>& area) const {
  std::vector<const areas::TreeUnit*> roots;
  if (area) {
    authority_.require(tx, actor, permission, area->value, "households.error.area_not_found");
    roots.push_back(tree.find(area->value));
  } else if (actor.system()) {
    for (const auto& unit : tree.units())
      if (!tree.parent(unit)) roots.push_back(&unit);
  } else {
    for (const auto& id : authority_.roots(actor, permission)) roots.push_back(tree.find(id));
  }
  std::erase(roots, nullptr);
  std::sort(roots.begin(), roots.end());
  std::vector<store::Filter> found;
  for (const auto* root : roots) {
    // A unit below one that is already there adds nothing.
    if (!found.empty() && root->sort_key <= found.back().until) continue;
    found.push_back({root->sort_key, end_of(root->sort_key), "", rules::search_patterns("")});
  }
  return found;
}

RegisterPage Service::list(Tx& tx, const Actor& actor, const RegisterQuery& query) const {
  const auto tree = areas_.tree(tx);
  auto after = query.cursor ? rules::read_cursor(query.cursor->value) : rules::Place{};
  const auto patterns = rules::search_patterns(query.q ? query.q->value : "");
  const bool everything = rules::matches_all(patterns) && !query.status;
  const auto counts = everything ? cached_counts(tx) : nullptr;
  RegisterPage result;
  std::vector<store::ListRow> rows;
  for (auto& range : ranges(tx, actor, "households.view", *tree, query.area)) {
    range.patterns = patterns;
    if (query.status) range.status = rules::name_of(*query.status);
    result.total += everything ? total_in(*tree, *counts, range) : store::count(tx, range);
    const auto missing = kPage + 1 - static_cast<std::int64_t>(rows.size());
    if (missing <= 0) continue;
    if (everything) range.until = bounded(*tree, *counts, range, after);
    for (auto& row : store::list(tx, range, after, missing)) rows.push_back(std::move(row));
  }
  if (static_cast<std::int64_t>(rows.size()) > kPage) {
    rows.pop_back();
    result.next = rules::cursor_of({rows.back().sort_key, rows.back().walk_order, rows.back().id});
  }
  for (const auto& row : rows) result.items.push_back(item_of(row, *tree));
  return result;
}

HouseholdPage Service::page(Tx& tx, const Household& own) const {
  HouseholdPage result;
  result.id = own.id;
  result.code = own.code;
  result.ordinal = own.ordinal;
  result.head_name = own.head_name;
  result.address = own.address;
  result.area_id = own.area_id;
  const auto tree = areas_.tree(tx);
  for (const auto* unit : tree->path(own.area_id))
    result.area_path.push_back({unit->id, unit->name, unit->kind});
  result.walk_order = own.walk_order;
  result.status = own.status;
  result.note = own.note;
  result.latitude = own.latitude;
  result.longitude = own.longitude;
  result.version = own.version;
  result.members = store::members(tx, own.id);
  result.phones = store::phones(tx, own.id);
  result.moves = store::moves(tx, own.id);
  result.tags = store::tags(tx, own.id);
  result.app.devices = store::devices(tx, own.id);
  if (const auto invitation = identity_.find_invitation(tx, own.id))
    result.app.invited_at = invitation->issued_at;
  return result;
}

HouseholdPage Service::find(Tx& tx, const Actor& actor, std::string_view id) const {
  return page(tx, reach(tx, actor, "households.view", id));
}

HouseholdHistory Service::history(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto own = reach(tx, actor, "households.view", id);
  if (actor.household()) throw Error::not_found("households.error.not_found");
  return {store::changes(tx, own.id)};
}

void Service::complete(Tx& tx, Actor& actor) const {
  if (!actor.household()) return;
  const auto own = store::find(tx, actor.household_id);
  if (!own) return;
  actor.ordinal = own->ordinal;
  actor.area_id = own->area_id;
}

identity::HouseholdCard Service::describe(Tx& tx, const std::string& household_id) const {
  const auto own = store::find(tx, household_id);
  if (!own) throw Error::not_found("households.error.not_found");
  return {
      own->id,     own->code, own->head_name, own->address, std::string(areas_.tree(tx)->name(own->area_id)),
      own->ordinal};
}

}  // namespace thon::households
