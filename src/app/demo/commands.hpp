#pragma once
#include <iosfwd>
#include <string>

#include "platform/config/config.hpp"
#include "platform/db/db.hpp"

namespace CLI {
class App;
}

namespace thon::demo {

struct Options {
  bool play = false;
  double speed = 300;   ///< how many times faster than life
  int for_seconds = 0;  ///< 0: until Ctrl-C
};

/// The flags of `thon demo`.
void add_options(CLI::App& command, Options& options);

/// `thon demo`: loads the demo commune into an empty data folder. With --play: behaves as its phones do, over
/// HTTP against the server that listens at the configured address.
int run(const Config& config, const Options& options);

/// One sign-in per role, when the database holds the demo; otherwise nothing.
void print_sign_ins(std::ostream& out, Db& db, const std::string& address);

}  // namespace thon::demo
