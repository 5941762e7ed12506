#pragma once
#include <string>

#include "support/test_app.hpp"

namespace thon::test {

/// A vote, a poll and a meeting of thap_thuong that were gone through to the end, so that every statement was used.
struct Decided {
  std::string vote, poll, meeting;
};
Decided decide(TestApp& app);

}  // namespace thon::test
