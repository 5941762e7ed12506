#include "rollcall/reports/rules.hpp"

#include <algorithm>
#include <tuple>

#include "base/error.hpp"

namespace thon::rollcall::rules {
namespace {

/// Later than any moment: whom somebody helps stands behind those whom nobody does.
constexpr std::int64_t kBehind = 10'000'000'000'000;

bool waits(RollState state) { return state == RollState::needs_help || state == RollState::helping; }

RollState state_of(RollDeed deed) {
  switch (deed) {
    case RollDeed::safe:
      return RollState::safe;
    case RollDeed::elsewhere:
      return RollState::elsewhere;
    case RollDeed::not_found:
      return RollState::not_found;
    case RollDeed::helping:
      return RollState::helping;
    case RollDeed::helped:
      return RollState::helped;
    case RollDeed::needs_help:
    case RollDeed::released:
      break;
  }
  return RollState::needs_help;
}

void add_need(Standing& standing, const Report& report) {
  auto& need = standing.need;
  if (!waits(standing.state)) {
    need = {};
    standing.helper_id.clear();
    standing.helper_name.clear();
    standing.need_since = report.at;
    standing.state = RollState::needs_help;
  }
  if (report.need) need.need = report.need;
  if (report.people) need.people = report.people;
  if (!report.place.empty()) need.place = report.place;
  if (!report.note.empty()) need.note = report.note;
  if (report.latitude) {
    need.latitude = report.latitude;
    need.longitude = report.longitude;
  }
}

/// Whether the report says something in this state: nobody can be helped who needs none.
bool counts(const Standing& standing, const Report& report) {
  return report.source != RollSource::help || waits(standing.state);
}

void apply(Standing& standing, const Report& report) {
  if (report.deed == RollDeed::needs_help) {
    add_need(standing, report);
  } else {
    standing.state = state_of(report.deed);
    const bool helps = report.deed == RollDeed::helping || report.deed == RollDeed::helped;
    standing.helper_id = helps ? report.by_account : std::string();
    standing.helper_name = helps ? report.by_name : std::string();
    if (report.source != RollSource::help) {
      standing.need = {.note = report.note};
      standing.need_since.reset();
    }
  }
  if (report.source == RollSource::help) return;
  standing.at = report.at;
  standing.source = report.source;
  standing.by_name = report.by_name;
}

[[noreturn]] void refuse(const char* key, const RollHouse& house) {
  throw Error(ErrorKind::conflict, key, {{"name", house.helper_name}});
}

}  // namespace

Standing standing(std::vector<Report> reports) {
  // Of one moment, what is said of help comes after what is said of the need.
  const auto order = [](const Report& report) {
    return std::make_tuple(report.at, report.source == RollSource::help, std::string_view(report.id));
  };
  std::sort(reports.begin(), reports.end(),
            [&](const Report& one, const Report& other) { return order(one) < order(other); });
  Standing standing;
  std::optional<Millis> first_seen;
  for (const auto& report : reports) {
    if (!counts(standing, report)) continue;
    apply(standing, report);
    if (!first_seen && is_seen(standing.state)) first_seen = report.at;
  }
  if (is_seen(standing.state)) standing.seen_at = first_seen;
  return standing;
}

bool is_seen(RollState state) { return state != RollState::silent && state != RollState::not_found; }

RollList list_of(RollState state) {
  if (waits(state)) return RollList::needs;
  return is_seen(state) ? RollList::safe : RollList::unseen;
}

std::int64_t turn_of(const Standing& standing, bool frail) {
  const auto list = list_of(standing.state);
  if (list == RollList::unseen) return frail ? 0 : 1;
  if (list == RollList::safe) return 0;
  return standing.need_since.value_or(0) + (standing.state == RollState::helping ? kBehind : 0);
}

Millis moment(Millis at, Millis started_at, Millis now) {
  return std::clamp(at, started_at, std::max(started_at, now));
}

void check_place(const std::optional<double>& latitude, const std::optional<double>& longitude,
                 const std::string& path) {
  if (!latitude && !longitude) return;
  const auto within = [](const std::optional<double>& value, double most) {
    return value && *value >= -most && *value <= most;
  };
  if (!within(latitude, 90)) throw Error::invalid(path + "/latitude", "rollcall.error.place");
  if (!within(longitude, 180)) throw Error::invalid(path + "/longitude", "rollcall.error.place");
}

std::optional<RollDeed> help(const RollHouse& house, RollHelp step, std::string_view account_id) {
  if (step == RollHelp::helped) {
    if (house.state == RollState::helped) return std::nullopt;
    if (!waits(house.state)) refuse("rollcall.error.needs_none", house);
    return RollDeed::helped;
  }
  if (!waits(house.state)) refuse("rollcall.error.needs_none", house);
  const bool helping = house.state == RollState::helping;
  if (step == RollHelp::release) return helping ? std::optional(RollDeed::released) : std::nullopt;
  if (!helping) return RollDeed::helping;
  if (house.helper_id != account_id) refuse("rollcall.error.taken", house);
  return std::nullopt;
}

}  // namespace thon::rollcall::rules
