#pragma once
#include <span>
#include <vector>

#include "reach/planner/tries.hpp"

/// From few tries to a chance: what a household has shown, pulled towards its group, that towards the commune,
/// that towards what is supposed of the way. Beta-binomial at every step. Pure.
namespace thon::reach {

/// A chance that weighs as much as so many tries.
struct Belief {
  double mean = 0;
  double weight = 0;
  /// After what was seen.
  double after(const Score& seen) const {
    return (seen.hits + mean * weight) / (seen.tries + weight);
  }
};

/// How alike the households of a commune are: the weight of its mean that makes their scores most likely. Small
/// when some always answer and others never do.
double likeness(double mean, std::span<const Score> sample);

/// The chances of one commune's households.
class Chances {
 public:
  /// `commune`: the sums of its households; `sample`: some of them, trait by trait.
  Chances(const Hazards& hazards, std::int64_t hour, const Scores& commune,
          const std::array<std::vector<Score>, kTraits>& sample);

  double commune(std::size_t trait) const { return commune_[trait]; }
  /// The means of a group, given its sums.
  std::array<double, kTraits> group(const Scores& sums) const;
  /// The chance of one household, given its group's mean.
  double household(std::size_t trait, double group_mean, const Score& own) const {
    return Belief{group_mean, likeness_[trait]}.after(own);
  }

 private:
  std::array<double, kTraits> commune_{};
  std::array<double, kTraits> likeness_{};
};

}  // namespace thon::reach
