#pragma once
#include <map>
#include <string>

#include "support/test_app.hpp"

namespace thon::test {

/// A phone of the household that is signed in.
Person phone_of(TestApp& app, const std::string& household_id);
/// Every household of Song Phượng, by its word, with a phone of its own that is signed in.
std::map<std::string, Person> phones(TestApp& app);

}  // namespace thon::test
