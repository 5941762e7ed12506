#include "app/demo/people.hpp"

#include <cmath>

#include "app/demo/family.hpp"
#include "app/demo/ground.hpp"
#include "app/demo/seed.hpp"

namespace thon::demo {
namespace {

using households::HouseholdStatus;
using households::Relation;

/// Of a hundred people of that age, how many carry a smartphone.
int smartphone_rate(int age) {
  if (age < 10) return 0;
  if (age < 14) return 62;
  if (age < 18) return 96;
  if (age < 60) return 99;
  if (age < 70) return 88;
  return age < 80 ? 56 : 20;
}

/// Hands out numbers in ranges that nobody is reached by: mobile prefix 095 has been out of use since its
/// operator closed, and no exchange of Hà Nội begins with 0.
class Numbers {
 public:
  std::string mobile() { return "095" + digits(next_++ * 7'919u + 1'234'567u); }
  std::string landline() { return "0240" + digits(next_++ * 104'729u + 7'654'321u); }

 private:
  static std::string digits(std::uint64_t number) {
    const std::string text = std::to_string(number % 10'000'000u);
    return std::string(7 - text.size(), '0') + text;
  }
  std::uint64_t next_ = 1;
};

struct Maker {
  Random random{kSeed};
  Numbers numbers;
  std::uint64_t members = 0, phones = 0, households = 0;

  households::HouseholdPhone phone(std::string number, const std::string& owner, bool smartphone, bool zalo) {
    households::HouseholdPhone made;
    made.id.value = demo_id(IdKind::phone, phones++);
    made.number.value = std::move(number);
    made.owner_name.value = owner;
    made.has_smartphone = smartphone;
    made.has_zalo = zalo;
    return made;
  }

  void add_phones(Home& home, const Family& family) {
    const int head_age = kYear - family.front().birth_year;
    const bool aged = head_age >= 66 && family.size() <= 2;
    // Old people on their own are the houses that only a knock reaches.
    if (random.chance(aged ? 22 : 1)) return;
    auto& phones_of = home.household.phones;
    for (const auto& person : family) {
      const int age = kYear - person.birth_year;
      const bool smart = random.chance(smartphone_rate(age));
      const bool plain = !smart && age >= 18 && random.chance(55);
      if (!smart && !plain) continue;
      const bool zalo = smart && random.chance(age < 60 ? 94 : 72);
      phones_of.push_back(phone(numbers.mobile(), person.name, smart, zalo));
      home.has_smartphone = home.has_smartphone || smart;
    }
    if (phones_of.empty() || random.chance(3))
      phones_of.push_back(phone(numbers.landline(), family.front().name, false, false));
    phones_of.front().is_representative = true;
    home.has_app = home.has_smartphone && random.chance(78);
  }

  void add_members(Home& home, const Family& family) {
    for (const auto& person : family) {
      households::HouseholdMember member;
      member.id.value = demo_id(IdKind::member, members++);
      member.name.value = person.name;
      member.birth_year = Whole<1900, 2100>{person.birth_year};
      member.sex = person.male ? households::Sex::male : households::Sex::female;
      member.relation = person.relation;
      home.household.members.push_back(std::move(member));
    }
  }

  Home home(const GroupPlan& group, int number, int lane, int house, const Family& family) {
    Home made;
    auto& household = made.household.own;
    household.id = demo_id(IdKind::household, households++);
    household.area_id = group.area_id;
    household.head_name = family.front().name;
    household.address =
        "Số " + std::to_string(house) + ", ngõ " + std::to_string(lane) + ", " + group.village;
    if (const auto place = place_of(group.village_number, lane, house)) {
      household.latitude = place->latitude;
      household.longitude = place->longitude;
    }
    household.walk_order = number;
    static constexpr int weights[] = {93, 4, 3};
    household.status = static_cast<HouseholdStatus>(random.weighted(weights));
    household.valid_from = kRegisterBegins;
    add_members(made, family);
    add_phones(made, family);
    return made;
  }
};

/// Families until the head count is met exactly, by a child more or less here and there.
std::vector<Family> families(std::size_t count, int people) {
  Random random(kSeed ^ 0x02);
  std::vector<Family> made;
  int total = 0;
  while (made.size() < count) {
    made.push_back(family(random));
    total += static_cast<int>(made.back().size());
  }
  while (total != people) {
    auto& one = made[static_cast<std::size_t>(random.below(static_cast<int>(count)))];
    if (total > people && remove_child(one))
      --total;
    else if (total < people && add_child(random, one))
      ++total;
  }
  return made;
}

/// Each group has its own lanes of about a dozen houses, walked up one and down the next.
void fill_group(Maker& maker, const GroupPlan& group, int first_lane, std::span<const Family> people,
                std::vector<Home>& homes) {
  constexpr int kPerLane = 12;
  for (int i = 0; i < group.households; ++i) {
    const int lane = first_lane + i / kPerLane, place = i % kPerLane;
    const int house = lane % 2 ? 2 * place + 1 : 2 * (kPerLane - place);
    homes.push_back(maker.home(group, i + 1, lane, house, people[static_cast<std::size_t>(i)]));
  }
}

}  // namespace

std::vector<Home> homes(const Places& places) {
  std::size_t count = 0;
  for (const auto& group : places.groups) count += static_cast<std::size_t>(group.households);
  const auto all = families(count, kPeople);
  Maker maker;
  std::vector<Home> made;
  std::span<const Family> rest(all);
  int lane = 1, village = 0;
  for (const auto& group : places.groups) {
    // Lanes are numbered village by village.
    if (group.village_number != village) lane = 1;
    village = group.village_number;
    fill_group(maker, group, lane, rest, made);
    rest = rest.subspan(static_cast<std::size_t>(group.households));
    lane += (group.households + 11) / 12;
  }
  // Families of the other commune are told apart from those counted above.
  Random random(kSeed ^ 0x03);
  std::vector<Family> others;
  for (int i = 0; i < places.other_group.households; ++i) others.push_back(family(random));
  fill_group(maker, places.other_group, 1, others, made);
  return made;
}

}  // namespace thon::demo
