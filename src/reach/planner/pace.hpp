#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "reach/model.hpp"
#include "reach/plan/waves.hpp"

/// How long a way takes until it yields evidence. Pure.
namespace thon::reach {

/// The ways as the planner tells them apart. From the moment a household is sent a push, what it does in the app
/// counts for the push. Heads of groups and those who come after them are one way: a knock.
enum class Way { app, push, zalo, sms, loudspeaker, knock };
inline constexpr std::size_t kWays = 6;

inline Way way_of(WaveKind kind) { return on_foot(kind) ? Way::knock : static_cast<Way>(kind); }
/// The way that evidence of the ledger speaks for; none for paper, e-mail and links in chat groups.
std::optional<Way> way_of(Channel channel);

/// Hours since a way began, in spans that grow longer.
inline constexpr std::size_t kSpans = 13;
/// After so many hours nothing more is expected of a way.
inline constexpr int kHorizon = 96;
std::size_t span_of(int hour);

/// Counts of one way in one commune: in each hour of the day and each span since the way began, how many
/// households were still waiting, and how many of them gave evidence by this way in that hour.
class Pace {
 public:
  /// `began` and `at`: whole hours since 1970.
  void add(std::int64_t began, std::int64_t at, std::uint32_t waiting, std::uint32_t came);
  Pace& operator+=(const Pace& other);

  std::uint32_t waiting(std::size_t span, int hour) const { return waiting_[span][hour]; }
  std::uint32_t came(std::size_t span, int hour) const { return came_[span][hour]; }

  std::string pack() const;
  static Pace unpack(std::string_view bytes);

 private:
  using Table = std::array<std::array<std::uint32_t, 24>, kSpans>;
  Table waiting_{};
  Table came_{};
};

/// The chance, hour by hour, that a household which has waited so long gives evidence now.
class Hazard {
 public:
  /// What is supposed of a way before anything is known.
  static Hazard usual(Way way);
  /// The same after what was counted: cells with few households stay near `before`.
  static Hazard learned(const Hazard& before, const Pace& pace);

  /// How much of all that a way which began in one hour will ever yield has come before another: 0 to 1.
  double share(std::int64_t from, std::int64_t to) const;
  /// The part of all households that a way reaches within the horizon.
  double reach(std::int64_t from) const { return 1 - missed(from, kHorizon); }

 private:
  double missed(std::int64_t from, std::int64_t hours) const;
  std::array<std::array<double, 24>, kSpans> rate_{};
};

/// Of each way.
using Hazards = std::array<Hazard, kWays>;
Hazards usual_hazards();

}  // namespace thon::reach
