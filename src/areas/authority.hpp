#pragma once
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/actor.hpp"
#include "platform/db/db.hpp"

namespace thon::areas {

/// Role → permissions, gathered from every capability's manifest.
using Grants = std::map<std::string, std::set<std::string>>;

/// Decides what a role held at a unit allows: everything at that unit and below it, nothing elsewhere.
/// A system actor may do everything.
class Authority {
 public:
  explicit Authority(Grants grants = {}) : grants_(std::move(grants)) {}

  /// Adds a capability's manifest. Only while the program is put together: checks do not lock.
  void grant(const Grants& grants);

  /// True when the actor holds the permission at some unit.
  bool holds(const Actor& actor, std::string_view permission) const;
  /// The units at which the actor holds the permission (not those below).
  std::vector<std::string> roots(const Actor& actor, std::string_view permission) const;
  std::set<std::string> permissions(const Actor& actor) const;
  /// True when the actor holds the permission at the unit or above it. One indexed query at most.
  bool can(Tx& tx, const Actor& actor, std::string_view permission, std::string_view area_id) const;
  /// Throws not_found when `can` is false: what may not be seen is not there.
  void require(Tx& tx, const Actor& actor, std::string_view permission, std::string_view area_id,
               std::string key = "error.not_found") const;

 private:
  bool grants(const std::string& role, std::string_view permission) const;

  Grants grants_;
};

}  // namespace thon::areas
