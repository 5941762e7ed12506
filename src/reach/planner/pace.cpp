#include "reach/planner/pace.hpp"

#include <algorithm>

#include "reach/ledger/varint.hpp"

namespace thon::reach {
namespace {

constexpr std::array<int, kSpans> kBegins{0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 36, 48, 72};
/// So many waiting households weigh as much as what is supposed beforehand.
constexpr double kWeight = 60;
/// Older counts fade when a cell has seen so many.
constexpr std::uint32_t kFull = std::uint32_t{1} << 28;

int hour_of_day(std::int64_t hour) { return static_cast<int>((hour + 7) % 24); }

/// When people look at their phones.
constexpr std::array<double, 24> kLooks{.10, .04, .02, .02, .06, .40, 1.0, .90, .60, .60, .70, 1.2,
                                        1.2, .70, .60, .60, .80, 1.1, 1.6, 2.0, 1.8, 1.0, .50, .20};
/// When somebody knocks and somebody opens.
constexpr std::array<double, 24> kKnocks{0,   0,   0,   0,   0,   0,   .10, .20, .30, .30, .30, .20,
                                         .10, .10, .20, .20, .50, 1.2, 1.5, 1.2, .60, .10, 0,   0};
using Rates = std::array<double, kSpans>;
constexpr Rates kPhone{.30, .12, .08, .06, .05, .05, .05, .05, .04, .02, .01, .004, .002};
constexpr Rates kPush{.35, .12, .08, .06, .05, .05, .05, .05, .04, .02, .01, .004, .002};
constexpr Rates kText{.25, .10, .06, .04, .03, .02, .02, .015, .01, .005, .003, .002, .001};
constexpr Rates kSound{.02, .01, .01, .005, .004, .003, .002, .002, .001, .001, .001, .001, .001};
constexpr Rates kWalk{.25, .30, .30, .25, .20, .15, .10, .10, .10, .10, .08, .04, .02};

const Rates& rates(Way way) {
  switch (way) {
    case Way::app:
      return kPhone;
    case Way::push:
      return kPush;
    case Way::knock:
      return kWalk;
    case Way::loudspeaker:
      return kSound;
    default:
      return kText;
  }
}

}  // namespace

std::optional<Way> way_of(Channel channel) {
  switch (channel) {
    case Channel::app:
      return Way::app;
    case Channel::push:
      return Way::push;
    case Channel::zalo:
      return Way::zalo;
    case Channel::sms:
      return Way::sms;
    case Channel::loudspeaker:
      return Way::loudspeaker;
    case Channel::in_person:
      return Way::knock;
    default:
      return std::nullopt;
  }
}

std::size_t span_of(int hour) {
  const auto after = std::upper_bound(kBegins.begin(), kBegins.end(), hour);
  return static_cast<std::size_t>(after - kBegins.begin()) - 1;
}

void Pace::add(std::int64_t began, std::int64_t at, std::uint32_t waiting, std::uint32_t came) {
  const auto span = span_of(static_cast<int>(at - began));
  const auto hour = static_cast<std::size_t>(hour_of_day(at));
  waiting_[span][hour] += waiting;
  came_[span][hour] += came;
}

Pace& Pace::operator+=(const Pace& other) {
  for (std::size_t span = 0; span < kSpans; ++span)
    for (std::size_t hour = 0; hour < 24; ++hour) {
      auto& waiting = waiting_[span][hour];
      auto& came = came_[span][hour];
      waiting += other.waiting_[span][hour];
      came += other.came_[span][hour];
      if (waiting < kFull) continue;
      waiting /= 2;
      came /= 2;
    }
  return *this;
}

std::string Pace::pack() const {
  std::string out;
  for (const auto* table : {&waiting_, &came_})
    for (const auto& hours : *table)
      for (const auto count : hours) put_varint(out, count);
  return out;
}

Pace Pace::unpack(std::string_view bytes) {
  Pace pace;
  for (auto* table : {&pace.waiting_, &pace.came_})
    for (auto& hours : *table)
      for (auto& count : hours) count = static_cast<std::uint32_t>(take_varint(bytes));
  return pace;
}

Hazard Hazard::usual(Way way) {
  Hazard hazard;
  for (std::size_t span = 0; span < kSpans; ++span)
    for (std::size_t hour = 0; hour < 24; ++hour)
      hazard.rate_[span][hour] =
          std::min(0.9, rates(way)[span] * (way == Way::knock ? kKnocks : kLooks)[hour]);
  return hazard;
}

Hazard Hazard::learned(const Hazard& before, const Pace& pace) {
  Hazard hazard;
  for (std::size_t span = 0; span < kSpans; ++span)
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const double waiting = pace.waiting(span, static_cast<int>(hour));
      const double came = pace.came(span, static_cast<int>(hour));
      hazard.rate_[span][hour] = (came + kWeight * before.rate_[span][hour]) / (waiting + kWeight);
    }
  return hazard;
}

double Hazard::missed(std::int64_t from, std::int64_t hours) const {
  double left = 1;
  for (std::int64_t passed = 0; passed < std::min<std::int64_t>(hours, kHorizon); ++passed) {
    const auto hour = static_cast<std::size_t>(hour_of_day(from + passed));
    left *= 1 - rate_[span_of(static_cast<int>(passed))][hour];
  }
  return left;
}

double Hazard::share(std::int64_t from, std::int64_t to) const {
  if (to <= from) return 0;
  return (1 - missed(from, to - from)) / std::max(1e-9, reach(from));
}

Hazards usual_hazards() {
  Hazards hazards;
  for (std::size_t way = 0; way < kWays; ++way) hazards[way] = Hazard::usual(static_cast<Way>(way));
  return hazards;
}

}  // namespace thon::reach
