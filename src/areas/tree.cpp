#include "areas/tree.hpp"

#include <algorithm>

namespace thon::areas {

Tree::Tree(std::int64_t revision, std::vector<Row> rows) : revision_(revision) {
  std::unordered_map<std::string_view, std::vector<std::size_t>> below;
  std::unordered_map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < rows.size(); ++i) known.emplace(rows[i].id, i);
  std::vector<std::size_t> roots;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].parent_id && known.contains(*rows[i].parent_id))
      below[*rows[i].parent_id].push_back(i);
    else
      roots.push_back(i);
  }

  // An explicit stack of rows still to place; a marker closes the unit whose descendants have all been
  // placed.
  struct Step {
    std::size_t row, parent;
    bool closes;
  };
  constexpr std::size_t none = ~std::size_t{0};
  std::vector<Step> steps;
  for (auto root = roots.rbegin(); root != roots.rend(); ++root) steps.push_back({*root, none, false});
  units_.reserve(rows.size());
  while (!steps.empty()) {
    const Step step = steps.back();
    steps.pop_back();
    if (step.closes) {
      units_[step.row].end = units_.size();
      continue;
    }
    const auto& row = rows[step.row];
    const std::size_t place = units_.size();
    const bool root = step.parent == none;
    units_.push_back({row.id, row.parent_id, row.kind, row.name, row.code, row.sort_key,
                      root ? place : step.parent, 0, root ? 0 : units_[step.parent].depth + 1});
    steps.push_back({place, 0, true});
    const auto children = below.find(row.id);
    if (children == below.end()) continue;
    for (auto child = children->second.rbegin(); child != children->second.rend(); ++child)
      steps.push_back({*child, place, false});
  }
  by_id_.reserve(units_.size());
  for (std::size_t i = 0; i < units_.size(); ++i) by_id_.emplace(units_[i].id, i);
}

const TreeUnit* Tree::find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &units_[found->second];
}

const TreeUnit* Tree::parent(const TreeUnit& unit) const {
  const TreeUnit& above = units_[unit.parent];
  return &above == &unit ? nullptr : &above;
}

std::vector<const TreeUnit*> Tree::children(const TreeUnit& unit) const {
  std::vector<const TreeUnit*> found;
  for (std::size_t at = position(unit) + 1; at < unit.end; at = units_[at].end) found.push_back(&units_[at]);
  return found;
}

bool Tree::is_under(std::string_view id, std::string_view ancestor_id) const {
  const auto* unit = find(id);
  const auto* ancestor = find(ancestor_id);
  if (!unit || !ancestor) return false;
  const auto place = position(*unit);
  return place >= position(*ancestor) && place < ancestor->end;
}

std::vector<const TreeUnit*> Tree::path(std::string_view id) const {
  std::vector<const TreeUnit*> found;
  for (const auto* unit = find(id); unit; unit = parent(*unit)) found.push_back(unit);
  std::reverse(found.begin(), found.end());
  return found;
}

std::vector<const TreeUnit*> Tree::outermost(const std::vector<std::string>& ids) const {
  std::vector<const TreeUnit*> units;
  for (const auto& id : ids)
    if (const auto* unit = find(id)) units.push_back(unit);
  // Outer units stand before inner ones.
  std::sort(units.begin(), units.end());
  std::vector<const TreeUnit*> kept;
  for (const auto* unit : units)
    if (kept.empty() || position(*unit) >= kept.back()->end) kept.push_back(unit);
  return kept;
}

std::string_view Tree::name(std::string_view id) const {
  const auto* unit = find(id);
  return unit ? std::string_view(unit->name) : std::string_view{};
}

}  // namespace thon::areas
