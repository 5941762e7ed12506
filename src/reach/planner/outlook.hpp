#pragma once
#include <functional>
#include <string>
#include <vector>

#include "reach/ledger/roster.hpp"
#include "reach/planner/chance.hpp"

/// Who will have the wanted evidence by the deadline if things go as planned. Pure.
namespace thon::reach {

/// Group and commune of every household of an audience.
class Places {
 public:
  using KindOf = std::function<areas::AreaKind(const std::string& unit_id)>;
  Places(const Roster& roster, const KindOf& kind_of);

  static constexpr std::uint32_t kNowhere = UINT32_MAX;
  /// The units of 4096 households, by place in the chunk; kNowhere for those outside the roster.
  const std::vector<std::uint32_t>& groups(std::uint32_t chunk);
  std::uint32_t commune(std::uint32_t group) const { return commune_[group]; }
  std::size_t units() const { return commune_.size(); }
  /// Ids of the communes, by their number.
  const std::vector<std::string>& communes() const { return communes_; }

 private:
  std::vector<std::uint32_t> commune_;  // by unit of the roster
  std::vector<std::string> communes_;
  std::vector<Roster::Run> runs_;  // by ordinal
  std::vector<std::uint32_t> groups_;
};

/// One wave as the outlook sees it: whom it can come to, muted households already left out.
struct Attempt {
  WaveKind kind = WaveKind::app;
  Millis at = 0;
  Bitmap households;
};

struct Course {
  std::vector<Attempt> attempts;  ///< in order of time
  Millis now = 0;                 ///< what was tried before has not worked by now
  Millis deadline = 0;
  bool confirm = false;  ///< "đã rõ" is wanted, not only that it is read
};

/// Where the planner's knowledge comes from; called again and again, chunk by chunk, so that no more than one
/// chunk is in memory.
struct Knowledge {
  std::function<Habits(std::uint32_t chunk)> habits;
  std::function<Hazards(const std::string& commune_id)> hazards;
};

struct Outlook {
  double expected = 0;  ///< households with the wanted evidence by the deadline
  double variance = 0;  ///< of their number, each household for itself
  std::vector<double> households;  ///< by attempt: how many it will still be for
  /// One byte a household, in order of ordinal: its chance in 255ths.
  std::string chances;
};

/// `missing`: those of the audience without the wanted evidence now; the outlook is theirs alone.
Outlook look_ahead(const Bitmap& audience, const Bitmap& missing, Places& places, const Course& course,
                   const Knowledge& knowledge);

/// The range that holds the number of reached households nine times out of ten. `unease`: how far whole
/// announcements have strayed from what was expected, as a share of the households.
struct Range {
  double low = 0;
  double high = 0;
};
Range likely_range(double expected, double variance, double households, double unease);

}  // namespace thon::reach
