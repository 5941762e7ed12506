#pragma once
#include <string>

#include "support/test_app.hpp"

namespace thon::test {

/// A roll-call of song_phuong that was gone through to the end, so that every statement was used; its id.
std::string call_roll(TestApp& app);

}  // namespace thon::test
