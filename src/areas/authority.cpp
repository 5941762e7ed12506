#include "areas/authority.hpp"

#include <algorithm>

#include "areas/store.hpp"
#include "base/error.hpp"

namespace thon::areas {

void Authority::grant(const Grants& grants) {
  for (const auto& [role, permissions] : grants) grants_[role].insert(permissions.begin(), permissions.end());
}

bool Authority::grants(const std::string& role, std::string_view permission) const {
  const auto found = grants_.find(role);
  return found != grants_.end() && found->second.contains(std::string(permission));
}

bool Authority::holds(const Actor& actor, std::string_view permission) const {
  if (actor.system()) return true;
  return std::any_of(actor.roles.begin(), actor.roles.end(),
                     [&](const HeldRole& held) { return grants(held.role, permission); });
}

std::vector<std::string> Authority::roots(const Actor& actor, std::string_view permission) const {
  std::vector<std::string> found;
  for (const auto& held : actor.roles)
    if (grants(held.role, permission) && std::find(found.begin(), found.end(), held.area_id) == found.end())
      found.push_back(held.area_id);
  return found;
}

std::set<std::string> Authority::permissions(const Actor& actor) const {
  std::set<std::string> found;
  for (const auto& [role, permissions] : grants_) {
    const bool held = actor.system() || std::any_of(actor.roles.begin(), actor.roles.end(),
                                                    [&](const HeldRole& own) { return own.role == role; });
    if (held) found.insert(permissions.begin(), permissions.end());
  }
  return found;
}

namespace {

/// The unit itself, or the nearest above it that is still open; empty for a missing one.
std::string first_open(Tx& tx, std::string_view area_id) {
  auto area = store::find(tx, area_id);
  while (area && area->valid_to && area->parent_id) area = store::find(tx, *area->parent_id);
  return area ? area->id : std::string();
}

}  // namespace

bool Authority::can(Tx& tx, const Actor& actor, std::string_view permission, std::string_view area_id) const {
  if (actor.system()) return true;
  const auto held = roots(actor, permission);
  if (held.empty()) return false;
  // Today's tree holds no closed unit: whoever may see the first open one above it decides over its past.
  auto above = store::ancestors(tx, area_id);
  if (above.empty()) above = store::ancestors(tx, first_open(tx, area_id));
  return std::any_of(above.begin(), above.end(), [&](const std::string& id) {
    return std::find(held.begin(), held.end(), id) != held.end();
  });
}

void Authority::require(Tx& tx, const Actor& actor, std::string_view permission, std::string_view area_id,
                        std::string key) const {
  if (!can(tx, actor, permission, area_id)) throw Error::not_found(std::move(key));
}

}  // namespace thon::areas
