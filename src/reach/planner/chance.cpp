#include "reach/planner/chance.hpp"

#include <algorithm>
#include <cmath>

namespace thon::reach {
namespace {

/// Tries that what is supposed of a way weighs against a commune's own, and a commune's mean against a group's.
constexpr double kSupposed = 20;
constexpr double kCommune = 12;
/// With fewer tries a commune's households say nothing of how alike they are.
constexpr double kEnough = 30;
constexpr double kUsualLikeness = 2;
constexpr double kConfirmsUsually = 0.75;

/// std::lgamma writes to a variable that threads share.
double log_gamma(double x) {
  int sign = 0;
  return ::lgamma_r(x, &sign);
}

/// The logarithm of how likely the sample is, up to what does not depend on the weight.
double likelihood(double mean, double weight, std::span<const Score> sample) {
  const double a = mean * weight, b = (1 - mean) * weight;
  const double none = log_gamma(a) + log_gamma(b) - log_gamma(weight);
  double sum = 0;
  for (const auto& score : sample) {
    if (score.tries <= 0) continue;
    const double missed = std::max(0.0, score.tries - score.hits);
    sum += log_gamma(a + score.hits) + log_gamma(b + missed) - log_gamma(weight + score.tries) - none;
  }
  return sum;
}

}  // namespace

double likeness(double mean, std::span<const Score> sample) {
  double tries = 0;
  for (const auto& score : sample) tries += score.tries;
  if (tries < kEnough) return kUsualLikeness;
  const double bounded = std::clamp(mean, 0.01, 0.99);
  double best = kUsualLikeness, most = -INFINITY;
  for (const double weight : {0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0, 10.0, 20.0, 40.0}) {
    const double likely = likelihood(bounded, weight, sample);
    if (likely <= most) continue;
    most = likely;
    best = weight;
  }
  return best;
}

Chances::Chances(const Hazards& hazards, std::int64_t hour, const Scores& commune,
                 const std::array<std::vector<Score>, kTraits>& sample) {
  for (std::size_t trait = 0; trait < kTraits; ++trait) {
    const double supposed = trait == kConfirms ? kConfirmsUsually : hazards[trait].reach(hour);
    commune_[trait] = Belief{supposed, kSupposed}.after(commune[trait]);
    likeness_[trait] = likeness(commune_[trait], sample[trait]);
  }
}

std::array<double, kTraits> Chances::group(const Scores& sums) const {
  std::array<double, kTraits> means{};
  for (std::size_t trait = 0; trait < kTraits; ++trait)
    means[trait] = Belief{commune_[trait], kCommune}.after(sums[trait]);
  return means;
}

}  // namespace thon::reach
