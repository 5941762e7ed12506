#pragma once
// A country of made-up communes and an announcement's evidence in it, and how to take the time.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <map>

#include "base/id.hpp"
#include "reach/ledger/book.hpp"

namespace thon::bench {

using reach::Bitmap;
using reach::Channel;
using reach::Evidence;
using reach::Mark;
using reach::Roster;

inline constexpr std::int64_t kFirstHour = 480'000;
inline constexpr std::int64_t kHoursInCurve = 72;
inline constexpr std::uint32_t kGroup = 36;

inline const std::vector<std::pair<Evidence, std::uint64_t>> kGrades{
    {Evidence::delivered, 850}, {Evidence::opened, 600}, {Evidence::confirmed, 300}};

/// Half within the first hour, then slower and slower over three days.
inline std::int64_t hour_for(std::uint64_t y) {
  double left = 1;
  for (std::int64_t hour = 0; hour < kHoursInCurve - 1; ++hour) {
    left *= hour == 0 ? 0.5 : 0.93;
    if (static_cast<double>(y) >= left * 1000) return hour;
  }
  return kHoursInCurve - 1;
}

inline std::uint64_t lot(std::uint64_t ordinal) {
  const std::uint64_t mixed = (ordinal * 2654435761u + 12345) % 4294967296u;
  return (mixed / 4096 * 2246822519u + mixed) % 4294967296u;
}

using Clock = std::chrono::steady_clock;
inline double ms_since(Clock::time_point from) {
  return std::chrono::duration<double, std::milli>(Clock::now() - from).count();
}

struct Times {
  double median, least, most;
};
inline Times measure(int runs, const std::function<void()>& work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto from = Clock::now();
    work();
    times.push_back(ms_since(from));
  }
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times.front(), times.back()};
}

inline std::string shown(const Times& t) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f (%.3f–%.3f) ms", t.median, t.least, t.most);
  return text;
}

inline std::string unit_id(std::uint64_t n) { return seeded_id(1, n); }

/// Country, provinces, communes, groups; every group is one run of ordinals.
struct Country {
  std::shared_ptr<const areas::Tree> tree;
  std::shared_ptr<const Roster> roster;
  std::string root, commune;
};
inline Country make_country(std::uint32_t households) {
  using areas::AreaKind;
  std::vector<areas::Tree::Row> rows;
  std::uint64_t next = 0;
  const auto add = [&](std::optional<std::string> parent, AreaKind kind) {
    rows.push_back({unit_id(next++), std::move(parent), kind, "", std::nullopt, ""});
    return rows.back().id;
  };
  const std::uint32_t per_commune = std::min<std::uint32_t>(households, 8136);
  const std::uint32_t per_province = per_commune * 98;
  Country country;
  country.root = add(std::nullopt, AreaKind::nation);
  std::map<std::string, Bitmap> placed;
  std::string province;
  for (std::uint32_t from = 0; from < households; from += per_commune) {
    if (from % per_province == 0) province = add(country.root, AreaKind::province);
    const auto commune = add(province, AreaKind::commune);
    if (country.commune.empty()) country.commune = commune;
    const auto end = std::min(households, from + per_commune);
    for (auto first = from; first < end; first += kGroup)
      placed[add(commune, AreaKind::group)].add_range(first, std::min(end, first + kGroup) - 1);
  }
  country.tree = std::make_shared<const areas::Tree>(1, std::move(rows));
  country.roster = std::make_shared<const Roster>(Roster::make(placed, *country.tree));
  return country;
}

inline std::map<Mark, Bitmap> make_marks(std::uint32_t households) {
  std::map<Mark, std::vector<std::uint32_t>> lists;
  std::vector<std::int64_t> hours;
  for (std::uint64_t y = 0; y < 1000; ++y) hours.push_back(hour_for(y));
  for (std::uint32_t ordinal = 0; ordinal < households; ++ordinal) {
    const auto drawn = lot(ordinal);
    for (const auto& [grade, below] : kGrades)
      if (drawn % 1000 < below) {
        const auto hour = kFirstHour + hours[drawn / 1000 % 1000] + static_cast<int>(grade) - 1;
        lists[{grade, Channel::app, hour}].push_back(ordinal);
      }
  }
  std::map<Mark, Bitmap> marks;
  for (auto& [mark, list] : lists) marks.emplace(mark, Bitmap::of(list));
  return marks;
}

}  // namespace thon::bench
