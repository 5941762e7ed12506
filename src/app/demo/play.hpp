#pragma once
#include <string>

namespace thon::demo {

struct PlayOptions {
  std::string host = "127.0.0.1";
  int port = 8080;
  double speed = 300;   ///< how many times faster than life
  int for_seconds = 0;  ///< 0: until Ctrl-C
};

/// Behaves as the demo's phones do, over HTTP against a running server that holds the demo: watches for newly
/// published announcements, and lets each household receive, open and confirm them by its own habit. Answers
/// the exit code.
int play(const PlayOptions& options);

}  // namespace thon::demo
