#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "app/demo/seed.hpp"
#include "areas/service.hpp"
#include "households/service.hpp"
#include "identity/service.hpp"

namespace thon::demo {

/// One password for every officer of the demo, one PIN for every household.
inline constexpr const char* kPassword = "song-phuong-2023";
inline constexpr const char* kPin = "2023";

/// How someone of the demo signs in.
struct SignIn {
  std::string login;
  std::string name;
  std::string role;
  std::string place;
};
/// Those worth printing: an administrator, officers, the heads of a village and a group, a viewer.
std::vector<SignIn> sign_ins();

/// The link on the slip of a household ("https://…/m#token").
std::string household_link(const std::string& public_url, std::int64_t ordinal);

/// Fills an empty database with Song Phượng: units, 1,400 households, the people who work there, and the
/// phones that are signed in. Everything is marked as demo. False, and nothing done, when there are units
/// already.
bool load(Db& db, areas::Service& areas, identity::Service& identity, households::Service& households);

}  // namespace thon::demo
