#pragma once
#include <map>
#include <string>

#include "base/time.hpp"

namespace thon::app {
class Program;
}

namespace thon::test {

/// 08:00 on 2 June 2023 in Viet Nam.
inline constexpr Millis kStart = 1685667600000;
/// An officer called hoa signs in as song.hoa with it.
inline constexpr const char* kPassword = "ruong-dong-xanh";
inline constexpr const char* kPin = "2468";

/// Ids of everything by its word, and the session tokens of those who are signed in.
struct Fixture {
  std::map<std::string, std::string, std::less<>> ids;
  std::map<std::string, std::string, std::less<>> tokens;
};

/// Fills an empty program with the units, people and households that test_app.hpp lists.
Fixture load_fixture(app::Program& program);

}  // namespace thon::test
