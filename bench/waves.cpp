// A plan's waves over very many households: whom each wave is for, and what is to be expected of the whole plan.
//
//     waves [--households N]
//
// Every household has drawn lots for what it is known by so far, how it can be reached and what it has shown in
// the past. A wave is planned from the announcement's book to the bytes that are stored.
#include <sys/resource.h>

#include <cstdlib>
#include <cstring>
#include <iostream>

#include "reach/planner/lessons.hpp"
#include "reach/plan/waves.hpp"
#include "support/country.hpp"

using namespace thon;
using namespace thon::bench;
using reach::WaveKind;

namespace {

/// Households that draw a number below `share` of a thousand.
Bitmap drawn(std::uint32_t households, std::uint64_t salt, std::uint64_t share) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < households; ++i)
    if (lot(i * 31ull + salt) % 1000 < share) found.push_back(i);
  auto set = Bitmap::of(found);
  set.compact();
  return set;
}

struct Way {
  WaveKind kind;
  Bitmap able;
};

std::vector<Way> make_ways(std::uint32_t households) {
  Bitmap all;
  all.add_range(0, households - 1);
  return {{WaveKind::app, drawn(households, 1, 700)},   {WaveKind::push, drawn(households, 2, 430)},
          {WaveKind::zalo, drawn(households, 3, 480)},  {WaveKind::sms, drawn(households, 4, 920)},
          {WaveKind::loudspeaker, all},                 {WaveKind::group_head, all},
          {WaveKind::door, all}};
}

/// What three years of announcements would leave behind.
std::vector<reach::Habits> make_habits(std::uint32_t households) {
  std::vector<reach::Habits> chunks(reach::chunk_of(households - 1) + 1);
  for (std::uint32_t i = 0; i < households; ++i)
    for (std::size_t trait = 0; trait < reach::kTraits; ++trait) {
      const auto draw = lot(i * 7ull + trait);
      const double tries = static_cast<double>(draw % 20);
      chunks[reach::chunk_of(i)].add(i, trait, {tries, tries * static_cast<double>(draw / 20 % 100) / 100});
    }
  return chunks;
}

long peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

void run(std::uint32_t households) {
  const auto country = make_country(households);
  reach::Book book(reach::Notice{}, country.roster->households(), country.roster);
  for (const auto& [mark, set] : make_marks(households)) book.add(mark, set);
  const auto ways = make_ways(households);
  const auto muted = drawn(households, 9, 30);
  const auto handed = drawn(households, 10, 100);
  std::printf("%u households\n", households);

  std::uint64_t messages = 0, bytes = 0;
  const auto all_waves = measure(15, [&] {
    messages = bytes = 0;
    for (const auto& way : ways) {
      const auto missing = book.missing(Evidence::opened);
      const auto targets = reach::rules::targets(missing, muted, &way.able, &handed);
      messages += targets.size();
      bytes += targets.pack().size();
    }
  });
  std::printf("  whom all seven waves are for   %s; %llu households in %llu bytes\n", shown(all_waves).c_str(),
              static_cast<unsigned long long>(messages), static_cast<unsigned long long>(bytes));

  const auto chunks = make_habits(households);
  const long before = peak_mb();
  reach::Course course{{}, kFirstHour * kHour, (kFirstHour + 60) * kHour, false};
  const auto times = reach::rules::wave_times({course.now, course.deadline},
                                              {WaveKind::app, WaveKind::push, WaveKind::zalo, WaveKind::sms,
                                               WaveKind::loudspeaker, WaveKind::group_head, WaveKind::door});
  for (std::size_t i = 0; i < ways.size(); ++i)
    course.attempts.push_back({ways[i].kind, times[i].at, ways[i].able});
  reach::Outlook outlook;
  const auto forecast = measure(3, [&] {
    reach::Places places(*country.roster,
                         [&](const std::string& id) { return country.tree->find(id)->kind; });
    const reach::Knowledge knowledge{[&](std::uint32_t chunk) { return chunks[chunk]; },
                                     [](const std::string&) { return reach::usual_hazards(); }};
    outlook = reach::look_ahead(*book.audience(), *book.audience(), places, course, knowledge);
  });
  std::printf("  what is to be expected of them %s; %.1f %% by the deadline\n", shown(forecast).c_str(),
              100 * outlook.expected / households);
  std::printf("  memory: habits %zu bytes a household on disk, the forecast %ld MB more at its peak\n",
              reach::kTraits * 2, peak_mb() - before);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::uint32_t> sizes{1'400, 13'000, 2'200'000};
  if (argc == 3 && std::strcmp(argv[1], "--households") == 0)
    sizes = {static_cast<std::uint32_t>(std::atoi(argv[2]))};
  for (const auto households : sizes) run(households);
}
