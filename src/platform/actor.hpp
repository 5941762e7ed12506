#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace thon {

/// A role held at a unit of the administrative tree; it covers everything below that unit.
struct HeldRole {
  std::string role;
  std::string area_id;
};

/// Who is asking. `kind` is "guest", "officer", "household" or "system" (jobs and the command line).
struct Actor {
  std::string kind = "guest";
  std::string account_id;
  std::string session_id;
  std::string name;
  std::string language = "vi";
  std::vector<HeldRole> roles;
  // of a household account
  std::string household_id;
  std::int64_t ordinal = -1;
  std::string area_id;

  bool guest() const { return kind == "guest"; }
  bool household() const { return kind == "household"; }
  bool officer() const { return kind == "officer"; }
  bool system() const { return kind == "system"; }
};

inline Actor system_actor() {
  Actor actor;
  actor.kind = "system";
  actor.name = "Hệ thống";
  return actor;
}

}  // namespace thon
