#pragma once
#include <sys/types.h>

#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "platform/fetch/fetch.hpp"

namespace thon::test {

/// A provider played by test/standins/<name>.mjs in a process of its own, which ends with this object.
class StandIn {
 public:
  explicit StandIn(const std::string& name, const boost::json::object& options = {});
  ~StandIn();
  StandIn(const StandIn&) = delete;

  int port() const { return port_; }
  std::string url(std::string_view path = "") const;
  /// More options and faults: {{"faults", {{{"fault", "drop_after"}}}}}.
  void control(const boost::json::object& input) { ask("/__control", input); }
  /// The next call goes wrong in this way.
  void next(std::string_view fault, boost::json::object more = {});
  /// Calls a verb of the stand-in's own ("/__expire") and gives its answer.
  boost::json::value ask(std::string_view path, const boost::json::object& input = {});
  /// What it has really delivered.
  boost::json::array delivered();
  std::int64_t count(std::string_view name);

 private:
  pid_t child_ = 0;
  int input_ = -1;
  int port_ = 0, control_ = 0;
  fetch::Client client_{{.private_addresses = true}};
};

}  // namespace thon::test
