#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace thon::test {

class TestApp;

/// What was asked and said in Song Phượng, for tests that walk all routes: a question of to_1_1 at its village, one
/// that was merged into it, an answer that is kept for the next time, a post in the conversation of to_1.
struct Talked {
  std::string question, merged, canned, post;

  /// The thing that a member of an input means; nullopt when it means none of these.
  std::optional<std::string> id(std::string_view member) const;
};
Talked talk(TestApp& app);

}  // namespace thon::test
