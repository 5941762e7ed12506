#pragma once
#include <string>
#include <vector>

#include "platform/config/config.hpp"
#include "platform/embedded.hpp"

/// What `thon <command>` does. Each answers the exit code and throws std::exception with a sentence for the
/// operator when it cannot.
namespace thon::app {

/// Serves until SIGTERM or SIGINT. Prints the address, and the set-up link or the demo's sign-ins.
/// `web` is the built web app.
int serve(const Config& config, const std::vector<EmbeddedFile>& web);

struct UserOptions {
  std::string name, login, role = "administrator", area;
  std::string password;  ///< empty: one is made and printed
};
/// Adds an officer's account with a role at a unit, given by its code or id; without one, at the widest unit.
int add_user(const Config& config, const UserOptions& options);

/// One file from a running or a stopped server's data folder.
int backup(const Config& config, const std::string& file);
/// A new data folder from a backup; refuses a damaged file and a folder that holds something.
int restore(const Config& config, const std::string& file);
/// Checks the audit chain. Exit code 1 at the first fault.
int verify(const Config& config);
/// Prints every option with the value in force.
int print_config(const Config& config);
/// Prints the OpenAPI document.
int print_openapi(const Config& config);

}  // namespace thon::app
