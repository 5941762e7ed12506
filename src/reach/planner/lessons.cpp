#include "reach/planner/lessons.hpp"

#include <algorithm>
#include <cmath>

namespace thon::reach {
namespace {

/// How much of a try it was when nothing came of it in the time that was watched. Little, when most answers come
/// later, and when the household usually answers: then this answer is probably still on its way. The weight that
/// makes hits ÷ tries meet the household's true chance.
double missed_try(const Hazard& hazard, std::int64_t began, std::int64_t end, const Score& own) {
  const double chance = Belief{hazard.reach(began), 2}.after(own);
  const double share = hazard.share(began, end);
  return share * (1 - chance) / std::max(1e-9, 1 - chance * share);
}

}  // namespace

Lesson::Lesson(const Story& story, Places& places,
               std::function<Hazards(const std::string& commune_id)> hazards)
    : story_(story),
      places_(places),
      hazards_(std::move(hazards)),
      communes_(places.communes().size()) {}

Lesson::Commune& Lesson::commune(std::uint32_t number) {
  auto& found = communes_[number];
  if (!found.hazards) {
    found.hazards = hazards_(places_.communes()[number]);
    found.waits.resize(story_.attempts.size());
  }
  return found;
}

void Lesson::learn(Habits& habits, std::uint32_t chunk, const std::vector<std::uint32_t>& households,
                   const std::map<std::uint32_t, FirstSign>& signs) {
  const auto& groups = places_.groups(chunk);
  for (const auto ordinal : households) {
    const auto group = groups[ordinal % kChunk];
    if (group == Places::kNowhere) continue;
    const auto sign = signs.find(ordinal);
    household(habits, ordinal, commune(places_.commune(group)), sign == signs.end() ? nullptr : &sign->second);
  }
}

void Lesson::household(Habits& habits, std::uint32_t ordinal, Commune& commune, const FirstSign* sign) {
  const auto& attempts = story_.attempts;
  std::int64_t pushed = INT64_MAX;
  for (const auto& attempt : attempts)
    if (attempt.kind == WaveKind::push && attempt.households.has(ordinal)) pushed = attempt.at / kHour;
  std::optional<Way> came = sign ? way_of(sign->channel) : std::nullopt;
  if (came == Way::app && sign->hour >= pushed) came = Way::push;
  bool knocked = false;
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const auto way = way_of(attempts[i].kind);
    if (!attempts[i].households.has(ordinal) || (way == Way::knock && knocked)) continue;
    knocked |= way == Way::knock;
    const auto began = attempts[i].at / kHour;
    auto end = std::min(story_.until, began + kHorizon);
    if (way == Way::app) end = std::min(end, pushed);
    const bool mine = came == way && sign->hour >= began && sign->hour < end;
    if (sign && !mine) end = std::min(end, sign->hour);
    const auto trait = static_cast<std::size_t>(way);
    auto& waits = commune.waits[i];
    if (mine) {
      habits.add(ordinal, trait, {1, 1});
      ++waits.came[static_cast<std::size_t>(sign->hour - began)];
      ++waits.ended[static_cast<std::size_t>(sign->hour - began + 1)];
    } else if (end > began) {
      habits.add(ordinal, trait, {missed_try((*commune.hazards)[trait], began, end, habits.score(ordinal, trait)), 0});
      ++waits.ended[static_cast<std::size_t>(end - began)];
    }
  }
  if (story_.confirm && sign && came && came != Way::knock)
    habits.add(ordinal, kConfirms, {1, sign->confirmed ? 1.0 : 0.0});
}

std::map<std::string, std::array<Pace, kWays>> Lesson::paces() const {
  std::map<std::string, std::array<Pace, kWays>> found;
  for (std::size_t number = 0; number < communes_.size(); ++number) {
    const auto& commune = communes_[number];
    if (!commune.hazards) continue;
    auto& paces = found[places_.communes()[number]];
    for (std::size_t i = 0; i < story_.attempts.size(); ++i) {
      auto& pace = paces[static_cast<std::size_t>(way_of(story_.attempts[i].kind))];
      const auto began = story_.attempts[i].at / kHour;
      const auto& waits = commune.waits[i];
      std::uint32_t waiting = 0;
      for (const auto ended : waits.ended) waiting += ended;
      for (int hour = 0; hour < kHorizon; ++hour) {
        waiting -= waits.ended[static_cast<std::size_t>(hour)];
        if (waiting == 0) break;
        pace.add(began, began + hour, waiting, waits.came[static_cast<std::size_t>(hour)]);
      }
    }
  }
  return found;
}

Verdict judge(const Bitmap& households, std::string_view chances, const Bitmap& reached) {
  Verdict verdict;
  double squares = 0;
  std::size_t at = 0;
  households.each([&](std::uint32_t ordinal) {
    const double chance = static_cast<unsigned char>(chances[at++]) / 255.0;
    const bool came = reached.has(ordinal);
    auto& bin = verdict.bins[std::min(kBins - 1, static_cast<std::size_t>(chance * kBins))];
    ++bin.households;
    bin.expected += chance;
    bin.reached += came;
    verdict.reached += came;
    squares += (chance - came) * (chance - came);
    return at < chances.size();
  });
  if (at > 0) verdict.brier = squares / static_cast<double>(at);
  return verdict;
}

double unease(const std::vector<Stray>& strays) {
  constexpr double kUsual = 0.05, kWeight = 6;
  double sum = kWeight * kUsual * kUsual;
  for (const auto& stray : strays) sum += std::max(0.0, stray.miss * stray.miss - stray.variance);
  return std::sqrt(sum / (kWeight + static_cast<double>(strays.size())));
}

}  // namespace thon::reach
