#pragma once
#include <string>
#include <vector>

#include "app/demo/places.hpp"

namespace thon::demo {

/// Someone who works with the demo, and the one role he or she holds.
struct Staff {
  std::string id;
  std::string name;
  std::string login;
  std::string role;
  std::string area_id;
  std::string place;
  bool shown = false;  ///< worth printing as a way in
};

/// An administrator, officers, four village heads, 36 group heads, digital teams, a viewer of the city, and
/// an officer of the neighbouring commune.
std::vector<Staff> staff(const Places& places);

}  // namespace thon::demo
