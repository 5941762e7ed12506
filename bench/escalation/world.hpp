#pragma once
// The commune that the escalation benchmark is played in: Song Phượng's households with their phones, what people
// do with a message, and what goes wrong. Nothing of it is known to the program under test.
#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "app/demo/people.hpp"
#include "base/random.hpp"
#include "app/demo/seed.hpp"
#include "reach/plan/carrier.hpp"

namespace thon::bench {

using reach::Channel;
using reach::WaveKind;

/// The same numbers for the same question, in whatever order questions are asked: strategies are compared on the
/// same people, the same moods and the same outages.
inline Random lot(std::uint64_t seed, std::uint64_t a, std::uint64_t b, std::uint64_t c = 0) {
  return Random(seed * 0x9E3779B97F4A7C15ull ^ (a + 1) * 0xC2B2AE3D27D4EB4Full ^ (b + 1) * 0x165667B19E3779F9ull ^
                (c + 1) * 0xD6E8FEB86659FD93ull);
}

inline Millis exponential(Random& random, Millis mean) {
  return static_cast<Millis>(-std::log(1 - random.unit()) * static_cast<double>(mean));
}

/// A household as it is; shares are out of one.
struct Person {
  bool app = false, push = false, follows = false, sms = false, wrong_number = false, smart = false;
  bool away = false;
  std::uint32_t group = 0, village = 0;
  double looks = 0;    ///< opens the app unasked within a day
  double taps = 0;     ///< opens what a push says
  double reads = 0;    ///< opens what comes by Zalo
  double follows_link = 0;  ///< opens the link of an SMS
  double at_home = 0;  ///< in the evening
};

/// When somebody who is told now deals with it: at once when awake and not busy, else at noon or after dinner.
inline Millis when(Random& random, Millis from, double at_once, Millis mean) {
  const Millis local = (from + 7 * kHour) % kDay, day = from - local;
  const bool awake = local > 6 * kHour && local < 22 * kHour;
  if (awake && random.unit() < at_once) return from + exponential(random, mean);
  const Millis noon = day + 12 * kHour, evening = day + 19 * kHour + 30 * kMinute;
  Millis next = from < noon - kHour ? noon : from < evening ? evening : noon + kDay;
  if (next == noon && random.chance(65)) next = evening;
  return next + exponential(random, 45 * kMinute);
}

class World {
 public:
  World(std::uint64_t seed, const demo::Places& where, const std::vector<demo::Home>& homes) : seed_(seed) {
    std::map<std::string, std::uint32_t> groups, villages;
    for (std::size_t i = 0; i < homes.size(); ++i) {
      if (homes[i].household.own.area_id == where.other_group.area_id) continue;
      for (const auto& group : where.groups)
        if (group.area_id == homes[i].household.own.area_id) {
          const auto number = groups.try_emplace(group.area_id, groups.size()).first->second;
          const auto village = villages.try_emplace(group.village_id, villages.size()).first->second;
          people_.push_back(person(homes[i], i, number, village));
        }
    }
  }

  const std::vector<Person>& people() const { return people_; }

  /// When the household opens the announcement because it came this way at that time; nothing when it does not.
  std::optional<Millis> reacts(std::uint64_t about, std::uint32_t ordinal, WaveKind way, Millis at) const {
    const auto& who = people_[ordinal];
    auto random = lot(seed_, about, ordinal, static_cast<std::uint64_t>(way));
    const double mood = lot(seed_, about, 1 << 20).unit() * 0.2 - 0.1;
    const auto willing = [&](double share) { return random.unit() < std::clamp(share + mood * share, 0.0, 0.99); };
    std::optional<Millis> found;
    switch (way) {
      case WaveKind::app:
        if (who.app && willing(who.looks)) found = when(random, at, 0.15, 3 * kHour);
        break;
      case WaveKind::push:
        if (who.app && who.push && willing(who.taps)) found = when(random, at, 0.5, 25 * kMinute);
        break;
      case WaveKind::zalo:
        if (who.follows && willing(who.reads)) found = when(random, at, 0.45, 40 * kMinute);
        break;
      case WaveKind::sms:
        if (!who.wrong_number && willing(who.follows_link)) found = when(random, at, 0.5, 30 * kMinute);
        break;
      case WaveKind::loudspeaker:
        if (who.app && willing(0.05)) found = when(random, at, 0.3, kHour);
        break;
      default:
        break;
    }
    return found ? std::optional(after_outage(about, who.village, *found, way)) : std::nullopt;
  }

  bool confirms(std::uint64_t about, std::uint32_t ordinal) const {
    return lot(seed_, about, ordinal, 99).unit() < 0.6 + 0.35 * people_[ordinal].taps;
  }
  /// Somebody opens when it is knocked on this evening.
  bool opens_door(std::uint64_t about, std::uint32_t ordinal, int evening) const {
    if (people_[ordinal].away) return false;
    return lot(seed_, about, ordinal, 200 + static_cast<std::uint64_t>(evening)).unit() <
           people_[ordinal].at_home;
  }
  /// Doors that a head manages on an evening: some do not come to it at all.
  int doors_of(std::uint64_t about, std::uint32_t group, int evening) const {
    auto random = lot(seed_, about, group, 400 + static_cast<std::uint64_t>(evening));
    return random.chance(12) ? 0 : random.between(8, 20);
  }

 private:
  Person person(const demo::Home& home, std::size_t ordinal, std::uint32_t group, std::uint32_t village) const {
    auto random = lot(seed_, 1 << 30, ordinal);
    const auto& members = home.household.members;
    const int age = demo::kYear - static_cast<int>(members.front().birth_year->value);
    // Some households are keen on everything, some on nothing.
    const double zeal = 0.55 + 0.9 * random.unit();
    const auto share = [&](double young, double old) {
      const double by_age = age < 45 ? young : age > 70 ? old : young + (old - young) * (age - 45) / 25.0;
      return std::clamp(by_age * zeal, 0.01, 0.98);
    };
    Person made;
    made.group = group;
    made.village = village;
    made.app = home.has_app;
    // The phone's maker stops the app in the background, for good.
    made.push = !random.chance(38);
    made.smart = home.has_smartphone;
    bool zalo = false;
    for (const auto& phone : home.household.phones) {
      zalo |= phone.has_zalo;
      made.sms |= phone.number.value.starts_with("09");
    }
    made.follows = zalo && random.chance(55);
    made.wrong_number = random.chance(7);
    made.away = home.household.own.status == households::HouseholdStatus::away;
    made.looks = share(0.5, 0.2);
    made.taps = share(0.85, 0.5);
    made.reads = share(0.75, 0.45);
    made.follows_link = share(made.smart ? 0.5 : 0.12, made.smart ? 0.25 : 0.06);
    made.at_home = 0.6 + 0.35 * random.unit();
    return made;
  }

  /// One announcement in six meets a day without network in one village.
  Millis after_outage(std::uint64_t about, std::uint32_t village, Millis at, WaveKind way) const {
    auto random = lot(seed_, about, 1 << 21);
    const bool out = random.chance(16) && random.below(4) == static_cast<int>(village);
    if (!out || way == WaveKind::sms) return at;
    const Millis local = (at + 7 * kHour) % kDay, day = at - local;
    const bool today = ((day / kDay) & 1) == random.below(2);
    if (!today || local < 8 * kHour || local > 20 * kHour) return at;
    return day + 20 * kHour + exponential(random, kHour);
  }

  std::uint64_t seed_;
  std::vector<Person> people_;
};

/// Stands for the providers: notes who is written to, and charges for it.
class Post final : public reach::Carrier {
 public:
  struct Letter {
    std::string announcement_id;
    WaveKind way;
    std::uint32_t ordinal;
    Millis at;
  };

  explicit Post(const World& world) : world_(world) {}

  reach::Bitmap reachable(Tx& tx, channels::Kind kind) override {
    reach::Bitmap found;
    for (std::uint32_t i = 0; i < world_.people().size(); ++i) {
      const auto& who = world_.people()[i];
      const bool able = kind == channels::Kind::push          ? who.app
                        : kind == channels::Kind::zalo_oa     ? who.follows && left_this_month(tx, i) > 0
                        : kind == channels::Kind::sms         ? who.sms
                        : kind == channels::Kind::loudspeaker ? true
                                                              : false;
      if (able) found.add(i);
    }
    return found;
  }
  std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind,
                        const reach::Bitmap& households, const reach::Errand&) override {
    auto& before = handed_[{std::string(announcement_id), kind}];
    const auto fresh = households - before;
    before |= fresh;
    for (const auto ordinal : fresh.values()) {
      letters_.push_back({std::string(announcement_id), way_of(kind), ordinal, tx.now()});
      if (kind == channels::Kind::zalo_oa) ++zalo_[{ordinal, tx.now() / (30 * kDay)}];
    }
    sent_[{std::string(announcement_id), kind}] += static_cast<std::int64_t>(fresh.size());
    return static_cast<std::int64_t>(fresh.size());
  }
  reach::Bitmap handed_out(Tx&, std::string_view announcement_id, channels::Kind kind) override {
    return handed_[{std::string(announcement_id), kind}];
  }
  reach::Deliveries::Budget budget(Tx&, channels::Kind kind, std::int64_t messages) override {
    reach::Deliveries::Budget budget;
    budget.configured = kind == channels::Kind::push || kind == channels::Kind::zalo_oa ||
                        kind == channels::Kind::sms || kind == channels::Kind::loudspeaker;
    budget.price_each = price(kind);
    budget.cost = budget.price_each * messages;
    return budget;
  }
  void stop(Tx&, std::string_view) override {}

  /// What was written since the last call.
  std::vector<Letter> take() { return std::exchange(letters_, {}); }
  std::int64_t sent(const std::string& announcement_id, channels::Kind kind) const {
    const auto found = sent_.find({announcement_id, kind});
    return found == sent_.end() ? 0 : found->second;
  }
  static std::int64_t price(channels::Kind kind) {
    return kind == channels::Kind::sms ? 700 : kind == channels::Kind::zalo_oa ? 55 : 0;
  }

 private:
  static WaveKind way_of(channels::Kind kind) {
    return kind == channels::Kind::push      ? WaveKind::push
           : kind == channels::Kind::zalo_oa ? WaveKind::zalo
           : kind == channels::Kind::sms     ? WaveKind::sms
                                             : WaveKind::loudspeaker;
  }
  /// A follower gets four messages a month and no more.
  int left_this_month(Tx& tx, std::uint32_t ordinal) const {
    const auto found = zalo_.find({ordinal, tx.now() / (30 * kDay)});
    return found == zalo_.end() ? 4 : 4 - found->second;
  }

  const World& world_;
  std::vector<Letter> letters_;
  std::map<std::pair<std::string, channels::Kind>, reach::Bitmap> handed_;
  std::map<std::pair<std::string, channels::Kind>, std::int64_t> sent_;
  std::map<std::pair<std::uint32_t, Millis>, int> zalo_;
};

}  // namespace thon::bench
