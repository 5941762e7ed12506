#include "assembly/kinds/kinds.hpp"

#include <boost/json.hpp>
#include <set>

#include "assembly/kinds/store.hpp"
#include "assembly/votes/rules.hpp"
#include "audit/service.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

constexpr const char* kNoArea = "assembly.error.area_not_found";

/// The list that comes with the program: sentences "assembly.kind.<clause>.<number>".
VoteKinds default_kinds() {
  VoteKinds kinds;
  // The matters that may be voted on online first: they are what the list is mostly opened for.
  for (const int clause : {6, 1, 2, 3, 4, 5})
    for (int number = 1;
         has_sentence("vi", "assembly.kind." + std::to_string(clause) + "." + std::to_string(number));
         ++number) {
      VoteKind kind;
      kind.name.value = say("vi", "assembly.kind." + std::to_string(clause) + "." + std::to_string(number));
      kind.clause.value = clause;
      kind.legal_basis.value = say("vi", "assembly.legal_basis", {{"clause", std::to_string(clause)}});
      kinds.push_back(std::move(kind));
    }
  return kinds;
}

bool same(const VoteKinds& one, const VoteKinds& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [](const VoteKind& a, const VoteKind& b) {
                      return a.name.value == b.name.value && a.clause.value == b.clause.value &&
                             a.legal_basis.value == b.legal_basis.value;
                    });
}

void check_names(const VoteKinds& kinds) {
  std::set<std::string> names;
  std::vector<FieldError> faults;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (!names.insert(fold(kinds[i].name.value)).second)
      faults.push_back({"/items/" + std::to_string(i) + "/name", "assembly.error.kind_twice", {}});
  if (!faults.empty()) throw Error::invalid(std::move(faults));
}

}  // namespace

VoteKindList Kinds::in_force(Tx& tx, std::string_view area_id) const {
  const auto tree = context_.areas.tree(tx);
  VoteKindList list;
  list.area_id = area_id;
  list.version = kind_store::version(tx, area_id).value_or(0);
  VoteKinds kinds;
  const auto path = tree->path(area_id);
  for (auto step = path.rbegin(); step != path.rend() && kinds.empty(); ++step) {
    kinds = kind_store::kinds(tx, (*step)->id);
    if (!kinds.empty()) list.owner_name = (*step)->name;
  }
  if (kinds.empty()) kinds = default_kinds();
  for (const auto& kind : kinds)
    list.items.push_back({kind.name.value, kind.clause.value, kind.legal_basis.value,
                          rules::may_vote_online(kind.clause.value)});
  return list;
}

VoteKindList Kinds::list(Tx& tx, const Actor& actor, const KindsQuery& query) const {
  context_.authority.require(tx, actor, "assembly.view", query.area.value, kNoArea);
  return in_force(tx, query.area.value);
}

VoteKindList Kinds::save(Tx& tx, const Actor& actor, const SaveKinds& input) {
  const auto& area_id = input.area_id.value;
  context_.authority.require(tx, actor, "assembly.settings", area_id, kNoArea);
  check_names(input.items);
  const auto version = kind_store::version(tx, area_id).value_or(0);
  if (version == input.version + 1 && same(kind_store::kinds(tx, area_id), input.items))
    return in_force(tx, area_id);
  if (version != input.version) throw Error(ErrorKind::conflict, "assembly.error.kinds_changed");
  kind_store::save(tx, area_id, version + 1, input.items);
  audit::record(tx, actor, "assembly.kinds", "area", area_id, area_id,
                boost::json::serialize(boost::json::object{{"kinds", input.items.size()}}));
  return in_force(tx, area_id);
}

VoteKindRow Kinds::votable(Tx& tx, std::string_view area_id, const std::string& name) const {
  for (auto& kind : in_force(tx, area_id).items) {
    if (kind.name != name) continue;
    if (!kind.online) throw Error::invalid("/kind", "assembly.error.kind_needs_meeting");
    return std::move(kind);
  }
  throw Error::invalid("/kind", "assembly.error.kind_unknown");
}

}  // namespace thon::assembly
