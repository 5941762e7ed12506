#include "reach/plan/waves.hpp"

#include <algorithm>
#include <array>

namespace thon::reach::rules {
namespace {

// When people look: at noon and after dinner; an SMS is read with the first look of the day; villages hear their
// loudspeaker at dawn and before dinner; heads of groups walk when families are at home.
constexpr std::array<std::int64_t, 2> kZaloSlots{11 * 60 + 30, 18 * 60 + 30};
constexpr std::array<std::int64_t, 1> kSmsSlots{7 * 60};
constexpr std::array<std::int64_t, 2> kBulletins{6 * 60 + 30, 16 * 60 + 30};
constexpr std::array<std::int64_t, 1> kWalkSlots{17 * 60};

/// Times that were worked out end in 0 or 5, as people say them.
constexpr Millis kEven = 5 * kMinute;

/// What must be left before the deadline for a wave to do anything.
Millis lead(WaveKind kind) {
  switch (kind) {
    case WaveKind::app:
      return 1;
    case WaveKind::push:
    case WaveKind::zalo:
    case WaveKind::sms:
      return 10 * kMinute;
    default:
      return 20 * kMinute;
  }
}

bool has(std::span<const WaveKind> kinds, WaveKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// When a message would go out if there were no deadline, after one that went out at `before`.
Millis unhurried(WaveKind kind, Millis before) {
  switch (kind) {
    case WaveKind::push:
      return before + 2 * kHour;
    case WaveKind::zalo:
      return next_slot(before + 2 * kHour, kZaloSlots);
    case WaveKind::sms:
      return next_slot(before + 6 * kHour, kSmsSlots);
    default:
      return next_slot(before + 4 * kHour, kBulletins);
  }
}

/// The last evening that leaves time for the walk; another hour when no evening leaves half of the time there is
/// to the messages before.
Millis latest_walk(const Timing& timing, Millis begin, Millis walk) {
  const Millis latest = awake_before(timing.deadline, walk, timing.quiet);
  const Millis evening = last_slot(latest, kWalkSlots);
  if (is_quiet(evening, timing.quiet)) return latest;
  const Millis half = awake_between(begin, latest, timing.quiet) / 2;
  return awake_between(begin, evening, timing.quiet) >= half ? evening : latest;
}

struct Walks {
  Millis head = 0;
  Millis door = 0;
};

/// `messages`: when the last message that waits for an answer goes out; `bulletin`: when the loudspeaker speaks.
Walks walks(const Timing& timing, std::span<const WaveKind> kinds, Millis begin, Millis messages,
            Millis bulletin) {
  const auto evening = [&](Millis at) { return after_quiet(next_slot(at, kWalkSlots), timing.quiet); };
  const Millis wished = evening(std::max(messages + 6 * kHour, bulletin));
  Walks found;
  found.head = std::max(begin, std::min(wished, latest_walk(timing, begin, timing.walk)));
  found.door = found.head;
  if (!has(kinds, WaveKind::group_head)) return found;
  const Millis rest = std::max(kHour, timing.walk / 2);
  found.door = std::max(found.head, std::min(evening(found.head + 18 * kHour),
                                             awake_before(timing.deadline, rest, timing.quiet)));
  return found;
}

/// How much of the time that messages would like to take they get, when the last of them would like to go out
/// after `last`: all of it, unless there would be too little left to answer it in. A bulletin only says that
/// somebody is going to come.
double pace(Millis room, Millis last, bool bulletin) {
  const Millis settle = std::min(bulletin ? 30 * kMinute : 2 * kHour, room / 4);
  if (last <= room - settle) return 1;
  return static_cast<double>(room - settle) / static_cast<double>(last);
}

WaveTime wave_at(const Timing& timing, WaveKind kind, Millis at) {
  if (at + lead(kind) <= timing.deadline) return {kind, at, Skip::none};
  const bool only_quiet = timing.from + lead(kind) <= timing.deadline && timing.quiet != kNoQuiet &&
                          awake_between(timing.from, timing.deadline, timing.quiet) < lead(kind);
  return {kind, at, only_quiet ? Skip::quiet_hours : Skip::too_late};
}

}  // namespace

std::vector<WaveTime> wave_times(const Timing& timing, std::vector<WaveKind> kinds) {
  std::sort(kinds.begin(), kinds.end());
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  const Millis begin = after_quiet(timing.from, timing.quiet);
  std::array<Millis, kWaveKinds> wished{};
  Millis before = timing.from, messages = timing.from, bulletin = timing.from;
  for (const auto kind : kinds) {
    if (kind == WaveKind::app || on_foot(kind)) continue;
    before = after_quiet(unhurried(kind, before), timing.quiet);
    wished[static_cast<std::size_t>(kind)] = before;
    (kind == WaveKind::loudspeaker ? bulletin : messages) = before;
  }
  const auto walk = walks(timing, kinds, begin, messages, bulletin);
  const bool walked = std::any_of(kinds.begin(), kinds.end(), on_foot);
  const Millis room = awake_between(begin, walked ? walk.head : timing.deadline, timing.quiet);
  const double hurry = pace(room, awake_between(begin, before, timing.quiet), bulletin == before);
  std::vector<WaveTime> times;
  for (const auto kind : kinds) {
    if (kind == WaveKind::app) {
      times.push_back(wave_at(timing, kind, timing.from));
    } else if (on_foot(kind)) {
      times.push_back(wave_at(timing, kind, kind == WaveKind::door ? walk.door : walk.head));
    } else {
      const Millis at = wished[static_cast<std::size_t>(kind)];
      const auto patience = static_cast<double>(awake_between(begin, at, timing.quiet)) * hurry;
      const Millis hurried = awake_after(begin, static_cast<Millis>(patience), timing.quiet);
      const Millis even = after_quiet(std::max(begin, hurried - hurried % kEven), timing.quiet);
      times.push_back(wave_at(timing, kind, hurry < 1 ? even : at));
    }
  }
  return times;
}

std::vector<WaveTime> late_times(const Timing& timing, std::vector<WaveTime> waiting, Millis now) {
  Timing rest = timing;
  rest.from = now;
  std::size_t overdue = 0;
  while (overdue < waiting.size() && waiting[overdue].at + kLate <= now) ++overdue;
  const Millis begin = after_quiet(now, timing.quiet);
  const Millis end = overdue < waiting.size() ? waiting[overdue].at : timing.deadline;
  if (overdue > 0) {
    const Millis room = awake_between(begin, end, timing.quiet) / static_cast<Millis>(overdue);
    const Millis step = std::min(2 * kHour, room);
    for (std::size_t i = 0; i < overdue; ++i)
      waiting[i].at = awake_after(begin, step * static_cast<Millis>(i), timing.quiet);
  }
  Millis before = 0;
  for (auto& wave : waiting) {
    before = std::max(before, wave.at);
    wave = wave_at(rest, wave.kind, before);
  }
  return waiting;
}

Millis walk_time(std::int64_t doors) {
  constexpr Millis kDoor = 6 * kMinute;
  return std::clamp(doors * kDoor, kHour, 5 * kHour);
}

Millis usual_deadline(Millis now) {
  constexpr std::array<std::int64_t, 1> kEvening{20 * 60 + 30};
  return next_slot(now + kDay + 12 * kHour, kEvening);
}

Bitmap targets(const Bitmap& missing, const Bitmap& muted, const Bitmap* reachable,
               const Bitmap* handed_out) {
  Bitmap found = reachable ? missing & *reachable : missing;
  found -= muted;
  if (handed_out) found -= *handed_out;
  return found;
}

}  // namespace thon::reach::rules
