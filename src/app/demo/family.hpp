#pragma once
#include <vector>

#include "base/random.hpp"
#include "households/model.hpp"

namespace thon::demo {

struct Person {
  std::string name;
  int birth_year = 1980;
  bool male = true;
  households::Relation relation = households::Relation::head;
};

/// The people of one house: a head of 30 to 85 and those who plausibly live there. The head comes first.
using Family = std::vector<Person>;
Family family(Random& random);

/// Adds a child (or grandchild) of a fitting age when there is a mother for one; true when it did.
bool add_child(Random& random, Family& family);
/// Takes the youngest child or grandchild away; true when it did.
bool remove_child(Family& family);

}  // namespace thon::demo
