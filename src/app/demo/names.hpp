#pragma once
#include <string>

#include "base/random.hpp"

namespace thon::demo {

/// A family name, as frequent as in the countryside of the Red River.
std::string surname(Random& random);

/// Middle and given name as people of that sex and year of birth are called.
std::string personal_name(Random& random, bool male, int birth_year);

}  // namespace thon::demo
