#include "app/demo/ground.hpp"

#include <cmath>

#include "base/random.hpp"
#include "app/demo/seed.hpp"

namespace thon::demo {
namespace {

struct Metres {
  double east = 0;
  double north = 0;
};

constexpr Place kMiddle{21.0903, 105.6605};
constexpr double kMetresPerDegree = 111'320;
constexpr int kLanesPerBlock = 3, kBlocksPerRow = 3;
constexpr double kBlockWidth = 215, kBlockHeight = 118, kLaneDistance = 31, kHouseDistance = 13.5,
                 kLaneHalf = 7;

Metres turned(Metres point, double angle) {
  return {point.east * std::cos(angle) - point.north * std::sin(angle),
          point.east * std::sin(angle) + point.north * std::cos(angle)};
}

/// The middles of the villages along a road that bends.
Metres village_at(int village) {
  static constexpr Metres kVillages[] = {{-640, 420}, {-90, 10}, {560, 330}, {420, -560}, {1500, 900}};
  return kVillages[static_cast<std::size_t>(village) % std::size(kVillages)];
}

Metres in_village(int village, int lane, int house) {
  const int block = (lane - 1) / kLanesPerBlock, row = block / kBlocksPerRow, column = block % kBlocksPerRow;
  // A block leans its own way, and no two houses keep quite the same distance from the lane.
  Random bend(kSeed ^ static_cast<std::uint64_t>(village * 1000 + block));
  Random jitter(kSeed ^ static_cast<std::uint64_t>((village * 1000 + lane) * 100 + house));
  const double side = house % 2 ? 1 : -1;
  const Metres in_block{
      (house / 2 - 6) * kHouseDistance + 4 * jitter.unit(),
      ((lane - 1) % kLanesPerBlock - 1) * kLaneDistance + side * kLaneHalf + 3 * jitter.unit()};
  const auto leaning = turned(in_block, 0.3 * (bend.unit() - 0.5));
  return {leaning.east + (column - 1) * kBlockWidth + 14 * bend.unit(),
          leaning.north - (row - 1.5) * kBlockHeight + 10 * bend.unit()};
}

}  // namespace

std::optional<Place> place_of(int village, int lane, int house) {
  Random known(kSeed ^ static_cast<std::uint64_t>((village * 7919 + lane) * 131 + house));
  if (known.below(30) == 0) return std::nullopt;
  const auto centre = village_at(village);
  const auto within = turned(in_village(village, lane, house), 0.35 * (village - 1.5));
  const double north = centre.north + within.north, east = centre.east + within.east;
  return Place{
      kMiddle.latitude + north / kMetresPerDegree,
      kMiddle.longitude + east / (kMetresPerDegree * std::cos(kMiddle.latitude * std::acos(-1) / 180))};
}

}  // namespace thon::demo
