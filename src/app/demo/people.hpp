#pragma once
#include <vector>

#include "app/demo/places.hpp"
#include "households/model.hpp"

namespace thon::demo {

/// A household of the demo; its place in the list is its ordinal.
struct Home {
  households::WholeHousehold household;
  bool has_smartphone = false;
  bool has_app = false;  ///< a phone of the household is signed in
};

inline constexpr int kPeople = 5209;

/// The 1,400 households of Song Phượng with exactly 5,209 people, in the order of the groups and of walking,
/// and behind them the handful of Thượng Mỗ. Same every time. All names and numbers are made up.
std::vector<Home> homes(const Places& places);

}  // namespace thon::demo
