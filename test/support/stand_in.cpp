#include "support/stand_in.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

extern char** environ;

namespace thon::test {
namespace json = boost::json;

StandIn::StandIn(const std::string& name, const json::object& options) {
  int input[2], output[2];
  if (::pipe2(input, O_CLOEXEC) != 0 || ::pipe2(output, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  const std::string script = std::string(THON_SOURCE) + "/test/standins/" + name + ".mjs";
  const std::string told = json::serialize(options);
  const char* words[] = {"node", script.c_str(), "--child", "--options", told.c_str(), nullptr};
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, input[0], 0);
  posix_spawn_file_actions_adddup2(&files, output[1], 1);
  const int fault = ::posix_spawnp(&child_, "node", &files, nullptr, const_cast<char**>(words), environ);
  posix_spawn_file_actions_destroy(&files);
  ::close(input[0]);
  ::close(output[1]);
  input_ = input[1];
  std::string line;
  for (char c; fault == 0 && ::read(output[0], &c, 1) == 1 && c != '\n';) line += c;
  ::close(output[0]);
  if (line.empty()) throw std::runtime_error("node does not start " + script + ": is it on the PATH?");
  const auto ports = json::parse(line);
  port_ = static_cast<int>(ports.at("port").as_int64());
  const auto* apart = ports.as_object().if_contains("control");
  control_ = apart ? static_cast<int>(apart->as_int64()) : port_;
}

StandIn::~StandIn() {
  ::close(input_);
  ::kill(child_, SIGTERM);
  ::waitpid(child_, nullptr, 0);
}

std::string StandIn::url(std::string_view path) const {
  return "http://127.0.0.1:" + std::to_string(port_) + std::string(path);
}

void StandIn::next(std::string_view fault, json::object more) {
  more["fault"] = fault;
  control({{"faults", json::array{std::move(more)}}});
}

json::value StandIn::ask(std::string_view path, const json::object& input) {
  fetch::Request request;
  request.url = "http://127.0.0.1:" + std::to_string(control_) + std::string(path);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = json::serialize(input);
  request.most = 64 << 20;
  const auto response = client_.send(request);
  if (response.status != 200) throw std::runtime_error(std::string(path) + ": " + response.error + response.body);
  return json::parse(response.body);
}

json::array StandIn::delivered() { return ask("/__log").at("delivered").as_array(); }

std::int64_t StandIn::count(std::string_view name) { return ask("/__log").at("counts").at(name).as_int64(); }

}  // namespace thon::test
