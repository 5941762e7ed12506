#include "reach/planner/outlook.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace thon::reach {
namespace {

using Ordinals = std::vector<std::uint32_t>;
using Means = std::array<double, kTraits>;

/// Calls `each` with every chunk's number and its households, in order.
void by_chunks(const Bitmap& households,
               const std::function<void(std::uint32_t chunk, const Ordinals& ordinals)>& each) {
  Ordinals ordinals;
  households.each([&](std::uint32_t ordinal) {
    if (!ordinals.empty() && chunk_of(ordinals.front()) != chunk_of(ordinal)) {
      each(chunk_of(ordinals.front()), ordinals);
      ordinals.clear();
    }
    ordinals.push_back(ordinal);
    return true;
  });
  if (!ordinals.empty()) each(chunk_of(ordinals.front()), ordinals);
}

/// What the communes and groups of an audience have shown.
class Survey {
 public:
  Survey(const Bitmap& households, Places& places, const Knowledge& knowledge, std::int64_t hour)
      : places_(places), groups_(places.units()), communes_(places.communes().size()) {
    const auto wanted = std::clamp<std::size_t>((std::size_t{1} << 18) / std::max<std::size_t>(1, communes_.size()), 64, 2048);
    by_chunks(households, [&](std::uint32_t chunk, const Ordinals& ordinals) {
      const auto habits = knowledge.habits(chunk);
      const auto& groups = places.groups(chunk);
      for (const auto ordinal : ordinals) count(habits, ordinal, groups[ordinal % kChunk], wanted);
    });
    for (std::size_t i = 0; i < communes_.size(); ++i) {
      auto& commune = communes_[i];
      commune.hazards = knowledge.hazards(places.communes()[i]);
      commune.chances.emplace(commune.hazards, hour, commune.sums, commune.sample);
      commune.sample = {};
    }
  }

  const Hazards& hazards(std::size_t commune) const { return communes_[commune].hazards; }
  const Chances& chances(std::size_t commune) const { return *communes_[commune].chances; }
  std::size_t communes() const { return communes_.size(); }
  Means means(std::uint32_t group) const {
    return communes_[places_.commune(group)].chances->group(groups_[group]);
  }

 private:
  struct Commune {
    Scores sums;
    std::array<std::vector<Score>, kTraits> sample;
    Hazards hazards;
    std::optional<Chances> chances;
  };

  void count(const Habits& habits, std::uint32_t ordinal, std::uint32_t group, std::size_t wanted) {
    if (group == Places::kNowhere) return;
    auto& commune = communes_[places_.commune(group)];
    for (std::size_t trait = 0; trait < kTraits; ++trait) {
      const auto score = habits.score(ordinal, trait);
      if (score.tries == 0) continue;
      groups_[group][trait] += score;
      commune.sums[trait] += score;
      if (commune.sample[trait].size() < wanted) commune.sample[trait].push_back(score);
    }
  }

  Places& places_;
  std::vector<Scores> groups_;
  std::vector<Commune> communes_;
};

/// How much of each attempt has come by each moment that matters, for one commune.
struct Shares {
  /// [attempt][moment]: at the beginning of each attempt, now, and at the deadline.
  std::vector<std::vector<double>> by;
};

std::int64_t hour_ending(Millis at) { return (at + kHour - 1) / kHour; }

class LookAhead {
 public:
  LookAhead(Places& places, const Course& course, const Survey& survey)
      : places_(places), course_(course), survey_(survey), count_(course.attempts.size()) {
    for (std::size_t i = 0; i < count_; ++i) {
      if (course.attempts[i].kind == WaveKind::push) push_ = i;
      if (course.attempts[i].kind == WaveKind::app) app_ = i;
    }
    for (std::size_t commune = 0; commune < survey.communes(); ++commune)
      shares_.push_back(shares(survey.hazards(commune)));
    outlook_.households.resize(count_);
  }

  void chunk(const Habits& habits, std::uint32_t chunk, const Ordinals& ordinals) {
    const auto reaches = reached_by(chunk);
    const auto& groups = places_.groups(chunk);
    std::uint32_t last = Places::kNowhere;
    Means means{};
    for (const auto ordinal : ordinals) {
      const auto group = groups[ordinal % kChunk];
      if (group == Places::kNowhere) {
        outlook_.chances += '\0';
        continue;
      }
      if (group != last) means = survey_.means(group);
      last = group;
      household(habits, ordinal, places_.commune(group), means, reaches[ordinal % kChunk]);
    }
  }

  Outlook take() { return std::move(outlook_); }

 private:
  Shares shares(const Hazards& hazards) const {
    Shares made;
    for (const auto& attempt : course_.attempts) {
      auto& row = made.by.emplace_back();
      const auto& hazard = hazards[static_cast<std::size_t>(way_of(attempt.kind))];
      const auto began = attempt.at / kHour;
      for (const auto& other : course_.attempts) row.push_back(hazard.share(began, other.at / kHour));
      row.push_back(hazard.share(began, course_.now / kHour));
      row.push_back(hazard.share(began, hour_ending(course_.deadline)));
    }
    return made;
  }

  /// A bit for each attempt that can come to a household, by place in the chunk.
  std::vector<std::uint8_t> reached_by(std::uint32_t chunk) const {
    std::vector<std::uint8_t> bits(kChunk);
    Bitmap range;
    range.add_range(chunk * kChunk, chunk * kChunk + (kChunk - 1));
    for (std::size_t i = 0; i < count_; ++i)
      (range & course_.attempts[i].households).each([&](std::uint32_t ordinal) {
        bits[ordinal % kChunk] |= static_cast<std::uint8_t>(1u << i);
        return true;
      });
    return bits;
  }

  /// The chance that the attempt ever works for the household, 0 when it does not come to it.
  double chance(const Habits& habits, std::uint32_t ordinal, const Chances& chances, const Means& means,
                std::size_t attempt) const {
    const auto way = static_cast<std::size_t>(way_of(course_.attempts[attempt].kind));
    double found = chances.household(way, means[way], habits.score(ordinal, way));
    if (course_.confirm && way != static_cast<std::size_t>(Way::knock))
      found *= chances.household(kConfirms, means[kConfirms], habits.score(ordinal, kConfirms));
    return found;
  }

  void household(const Habits& habits, std::uint32_t ordinal, std::uint32_t commune, const Means& means,
                 std::uint8_t bits) {
    const auto& chances = survey_.chances(commune);
    const auto& by = shares_[commune].by;
    // Without evidence still, at the beginning of each attempt, now, and at the deadline.
    std::array<double, kWaveKinds + 2> left;
    left.fill(1);
    bool knocked = false;
    for (std::size_t i = 0; i < count_; ++i) {
      if (!(bits >> i & 1)) continue;
      const bool knock = on_foot(course_.attempts[i].kind);
      if (knock && knocked) continue;
      knocked |= knock;
      const double p = chance(habits, ordinal, chances, means, i);
      // Once a push is out, what happens in the app counts for the push.
      const bool ends = i == app_ && push_ < count_ && (bits >> push_ & 1);
      for (std::size_t moment = 0; moment < count_ + 2; ++moment)
        left[moment] *= 1 - p * (ends ? std::min(by[i][moment], by[i][push_]) : by[i][moment]);
    }
    const double now = std::max(1e-9, left[count_]);
    for (std::size_t i = 0; i < count_; ++i)
      if (bits >> i & 1) outlook_.households[i] += std::min(1.0, left[i] / now);
    const double reached = std::clamp(1 - left[count_ + 1] / now, 0.0, 1.0);
    outlook_.expected += reached;
    outlook_.variance += reached * (1 - reached);
    outlook_.chances += static_cast<char>(std::lround(reached * 255));
  }

  Places& places_;
  const Course& course_;
  const Survey& survey_;
  const std::size_t count_;
  std::size_t push_ = SIZE_MAX;
  std::size_t app_ = SIZE_MAX;
  std::vector<Shares> shares_;
  Outlook outlook_;
};

}  // namespace

Places::Places(const Roster& roster, const KindOf& kind_of) : runs_(roster.runs()) {
  const auto& units = roster.units();
  commune_.resize(units.size(), kNowhere);
  for (std::uint32_t i = 0; i < units.size(); ++i) {
    const auto parent = units[i].parent;
    const bool known = parent != i && commune_[parent] != kNowhere;
    if (known && kind_of(units[i].id) != areas::AreaKind::commune) {
      commune_[i] = commune_[parent];
      continue;
    }
    if (kind_of(units[i].id) < areas::AreaKind::commune) continue;
    commune_[i] = static_cast<std::uint32_t>(communes_.size());
    communes_.push_back(units[i].id);
  }
  // Households that stand above any commune are told apart by their own unit.
  for (std::uint32_t i = 0; i < units.size(); ++i)
    if (commune_[i] == kNowhere) {
      commune_[i] = static_cast<std::uint32_t>(communes_.size());
      communes_.push_back(units[i].id);
    }
  std::sort(runs_.begin(), runs_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
}

const std::vector<std::uint32_t>& Places::groups(std::uint32_t chunk) {
  groups_.assign(kChunk, kNowhere);
  const std::uint32_t first = chunk * kChunk, last = first + (kChunk - 1);
  auto run = std::lower_bound(runs_.begin(), runs_.end(), first,
                              [](const Roster::Run& r, std::uint32_t wanted) { return r.last < wanted; });
  for (; run != runs_.end() && run->first <= last; ++run)
    for (auto ordinal = std::max(first, run->first); ordinal <= std::min(last, run->last); ++ordinal)
      groups_[ordinal - first] = run->unit;
  return groups_;
}

Outlook look_ahead(const Bitmap& audience, const Bitmap& missing, Places& places, const Course& course,
                   const Knowledge& knowledge) {
  const Survey survey(audience, places, knowledge, course.now / kHour);
  LookAhead ahead(places, course, survey);
  by_chunks(missing, [&](std::uint32_t chunk, const Ordinals& ordinals) {
    ahead.chunk(knowledge.habits(chunk), chunk, ordinals);
  });
  return ahead.take();
}

Range likely_range(double expected, double variance, double households, double unease) {
  constexpr double kNineOfTen = 1.645;
  const double spread = kNineOfTen * std::sqrt(variance + unease * unease * households * households);
  return {std::max(0.0, expected - spread), std::min(households, expected + spread)};
}

}  // namespace thon::reach
