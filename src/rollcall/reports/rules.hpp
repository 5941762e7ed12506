#pragma once
#include <vector>

#include "base/time.hpp"
#include "rollcall/reports/store.hpp"
#include "rollcall/roll/model.hpp"

/// Decisions about reports, without I/O.
namespace thon::rollcall::rules {

using report_store::Report;

/// What the reports of one household amount to.
struct Standing {
  RollState state = RollState::silent;
  std::optional<Millis> at;  ///< of the last report that counts
  std::optional<RollSource> source;
  std::string by_name;
  RollWant need;
  std::optional<Millis> need_since;  ///< since when help is needed without a break
  std::string helper_id;
  std::string helper_name;
  std::optional<Millis> seen_at;  ///< when it was first seen; absent while it is not
};

/// The later moment counts, whoever tells of it, in whatever order reports have come. A need that is told
/// again keeps what was said of it before and who is on the way.
Standing standing(std::vector<Report> reports);

RollList list_of(RollState state);
/// The place in the list: see rollcall_roll.
std::int64_t turn_of(const Standing& standing, bool frail);
bool is_seen(RollState state);

/// A device's clock may be wrong: never before the start, never after now.
Millis moment(Millis at, Millis started_at, Millis now);

/// Throws unless both or neither are there and they are a place on earth. `path` leads to the item.
void check_place(const std::optional<double>& latitude, const std::optional<double>& longitude,
                 const std::string& path);

/// What a step of help writes down, for a household that stands so; nothing when it is done already. Throws
/// when the step does not fit.
std::optional<RollDeed> help(const RollHouse& house, RollHelp step, std::string_view account_id);

}  // namespace thon::rollcall::rules
