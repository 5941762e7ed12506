#pragma once
#include <optional>

namespace thon::demo {

struct Place {
  double latitude = 0;
  double longitude = 0;
};

/// Where a house of the demo stands: made up, near the real Song Phượng, the same on every machine. Villages
/// lie along the road, each with blocks of three lanes, houses at both sides of a lane. Nobody has put one
/// house in thirty on the map yet.
std::optional<Place> place_of(int village, int lane, int house);

}  // namespace thon::demo
