#include "app/demo/family.hpp"

#include <algorithm>
#include <array>

#include "app/demo/names.hpp"
#include "app/demo/seed.hpp"

namespace thon::demo {
namespace {

using households::Relation;

int age_of(const Person& person) { return kYear - person.birth_year; }

/// Builds one family around its head.
class Builder {
 public:
  explicit Builder(Random& random) : random_(random) {}

  Family build() {
    add_head();
    add_spouse();
    const int head_age = age_of(people_.front());
    if (head_age < 48)
      add_children();
    else
      add_grown_children();
    if (head_age < 62 && random_.chance(17)) add_parents(head_age);
    return std::move(people_);
  }

 private:
  Person person(const std::string& family_name, bool male, int age, Relation relation) {
    const int born = kYear - age;
    return {family_name + " " + personal_name(random_, male, born), born, male, relation};
  }
  void add(const std::string& family_name, bool male, int age, Relation relation) {
    people_.push_back(person(family_name, male, age, relation));
  }

  void add_head() {
    static constexpr int weights[] = {20, 27, 25, 17, 11};
    static constexpr int decades[] = {30, 40, 50, 60, 70};
    const int band = random_.weighted(weights);
    const int age = decades[band] + random_.below(band == 4 ? 16 : 10);
    const bool male = random_.chance(75);
    own_ = surname(random_);
    // Children carry the father's family name, whoever heads the house.
    father_ = male ? own_ : surname(random_);
    add(own_, male, age, Relation::head);
  }

  void add_spouse() {
    const auto head = people_.front();
    const int age = age_of(head);
    const int together = head.male ? (age < 70 ? 90 : 62) : 38;
    mother_age_ = head.male ? age - random_.between(0, 5) : age;
    if (!random_.chance(together)) return;
    if (head.male)
      add(surname(random_), false, std::max(24, mother_age_), Relation::spouse);
    else
      add(father_, true, age + random_.between(0, 4), Relation::spouse);
  }

  void add_children() {
    static constexpr int weights[] = {6, 26, 50, 18};
    const int count = random_.weighted(weights);
    int age = mother_age_ - random_.between(22, 28);
    for (int i = 0; i < count && age >= 0; ++i) {
      if (age < 24) add(father_, random_.chance(52), age, Relation::child);
      age -= random_.between(2, 6);
    }
  }

  void add_grown_children() {
    if (random_.chance(50)) {
      const int son = mother_age_ - random_.between(22, 30);
      if (son >= 24) add_young_couple(son);
    }
    const int youngest = mother_age_ - random_.between(24, 36);
    if (youngest >= 12 && youngest <= 29 && random_.chance(45))
      add(father_, random_.chance(55), youngest, Relation::child);
  }

  void add_young_couple(int son) {
    const int wife = std::max(21, son - random_.between(0, 5));
    add(father_, true, son, Relation::child);
    add(surname(random_), false, wife, Relation::child_in_law);
    static constexpr int weights[] = {15, 30, 42, 13};
    const int count = random_.weighted(weights);
    int age = wife - random_.between(21, 27);
    for (int i = 0; i < count && age >= 0; ++i) {
      if (age < 22) add(father_, random_.chance(52), age, Relation::grandchild);
      age -= random_.between(2, 6);
    }
  }

  void add_parents(int head_age) {
    const int mother = head_age + random_.between(20, 28);
    if (mother > 96) return;
    add(surname(random_), false, mother, Relation::parent);
    if (random_.chance(40)) add(own_, true, std::min(97, mother + random_.between(0, 4)), Relation::parent);
  }

  Random& random_;
  Family people_;
  std::string own_, father_;
  int mother_age_ = 0;
};

/// The family name that the house's children carry, if there are any to tell.
std::string children_name(const Family& family) {
  for (const auto& person : family)
    if (person.relation == Relation::child || person.relation == Relation::grandchild)
      return person.name.substr(0, person.name.find(' '));
  for (const auto& person : family)
    if (person.male && (person.relation == Relation::head || person.relation == Relation::spouse))
      return person.name.substr(0, person.name.find(' '));
  return {};
}

}  // namespace

Family family(Random& random) { return Builder(random).build(); }

bool add_child(Random& random, Family& family) {
  const auto name = children_name(family);
  if (name.empty() || family.size() >= 7) return false;
  for (const auto& mother : family) {
    const bool young = mother.relation == Relation::child_in_law;
    const bool own = mother.relation == Relation::spouse || mother.relation == Relation::head;
    const int age = age_of(mother);
    if (mother.male || !(young || own) || age < 22 || age > 44) continue;
    const int child = random.between(0, std::min(17, age - 21));
    const bool male = random.chance(52);
    family.push_back({name + " " + personal_name(random, male, kYear - child), kYear - child, male,
                      young ? Relation::grandchild : Relation::child});
    return true;
  }
  return false;
}

bool remove_child(Family& family) {
  if (family.size() < 4) return false;
  auto youngest = family.end();
  for (auto person = family.begin(); person != family.end(); ++person) {
    const bool child = person->relation == Relation::child || person->relation == Relation::grandchild;
    if (child && age_of(*person) < 24 &&
        (youngest == family.end() || person->birth_year > youngest->birth_year))
      youngest = person;
  }
  if (youngest == family.end()) return false;
  family.erase(youngest);
  return true;
}

}  // namespace thon::demo
