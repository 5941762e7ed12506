#pragma once
#include <map>
#include <optional>

#include "reach/planner/outlook.hpp"

/// What a finished announcement teaches about its households. Pure.
namespace thon::reach {

/// An announcement as it went: which waves really started, and until when it was watched.
struct Story {
  std::vector<Attempt> attempts;
  std::int64_t until = 0;  ///< hour
  bool confirm = false;
};

/// The first sign that somebody of a household has read or been told.
struct FirstSign {
  Channel channel = Channel::app;
  std::int64_t hour = 0;
  bool confirmed = false;  ///< "đã rõ" was pressed too, then or later
};

/// Learns chunk by chunk; what was learned of a chunk's households stands in its habits at once, how long the
/// ways took is gathered by commune.
class Lesson {
 public:
  Lesson(const Story& story, Places& places, std::function<Hazards(const std::string& commune_id)> hazards);

  /// `households`: those of the audience in the chunk; `signs`: of those that have one.
  void learn(Habits& habits, std::uint32_t chunk, const std::vector<std::uint32_t>& households,
             const std::map<std::uint32_t, FirstSign>& signs);
  /// Of each commune that was met, by its id.
  std::map<std::string, std::array<Pace, kWays>> paces() const;

 private:
  /// By hours since the attempt began: how many households stopped waiting, and how many of them had come.
  struct Waits {
    std::array<std::uint32_t, kHorizon + 1> ended{};
    std::array<std::uint32_t, kHorizon> came{};
  };
  struct Commune {
    std::optional<Hazards> hazards;
    std::vector<Waits> waits;  // by attempt
  };
  Commune& commune(std::uint32_t number);
  void household(Habits& habits, std::uint32_t ordinal, Commune& commune, const FirstSign* sign);

  const Story& story_;
  Places& places_;
  std::function<Hazards(const std::string&)> hazards_;
  std::vector<Commune> communes_;
};

/// A forecast and what became of it.
struct Bin {
  std::int64_t households = 0;
  double expected = 0;  ///< the sum of their chances
  std::int64_t reached = 0;
};
inline constexpr std::size_t kBins = 10;
struct Verdict {
  double brier = 0;  ///< mean square of (chance − what happened)
  std::int64_t reached = 0;
  std::array<Bin, kBins> bins{};
};
/// `chances` as in Outlook, of `households` in order of ordinal.
Verdict judge(const Bitmap& households, std::string_view chances, const Bitmap& reached);

/// How far whole announcements strayed: for each, (reached − expected) ÷ households, and the variance that was to
/// be expected of it. Few announcements leave it near what is usual.
struct Stray {
  double miss = 0;
  double variance = 0;
};
double unease(const std::vector<Stray>& strays);

}  // namespace thon::reach
