#include <fcntl.h>
#include <malloc.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <system_error>

#include "app/commands.hpp"
#include "app/demo/commands.hpp"
#include "app/program.hpp"
#include "platform/events/hub.hpp"
#include "platform/http/server.hpp"
#include "platform/log/log.hpp"

namespace thon::app {
namespace {

/// Two servers on one SQLite file would each believe their own memory; the lock goes when the process does.
class FolderLock {
 public:
  explicit FolderLock(const std::string& folder) : file_(::open((folder + "/lock").c_str(), O_RDWR | O_CREAT, 0600)) {
    if (file_ < 0 || ::flock(file_, LOCK_EX | LOCK_NB) != 0)
      throw std::runtime_error("another server is using the data folder " + folder);
  }
  ~FolderLock() { ::close(file_); }
  FolderLock(const FolderLock&) = delete;

 private:
  int file_;
};

http::ServerOptions server_options(const Config& config) {
  http::ServerOptions options;
  int port = 0;
  split_address(config.listen, options.address, port);
  options.port = static_cast<std::uint16_t>(port);
  options.workers = config.workers;
  options.trust_proxy = config.trust_forwarded;
  options.requests_per_second = config.rate_per_second;
  options.burst = config.rate_per_second * 2.0;
  return options;
}

http::Server listen(const Config& config, http::Server::Parts parts) {
  try {
    return http::Server(server_options(config), std::move(parts));
  } catch (const std::system_error& error) {
    throw std::runtime_error("cannot listen on " + config.listen + ": " + error.code().message());
  }
}

http::Response api_document(const http::Api& api) {
  http::Response response;
  response.set("Content-Type", "application/json; charset=utf-8");
  response.body = http::openapi(api, THON_VERSION);
  return response;
}

void greet(Program& program, const std::string& address) {
  std::cout << "\n  Thôn: " << address << "\n\n";
  if (const auto token = program.services().identity.begin_setup(program.db())) {
    std::cout << "  Thiết lập lần đầu (mở một lần, trong 24 giờ) / first set-up (once, within 24 hours):\n  " << address
              << "/setup#" << *token << "\n\n";
  } else {
    demo::print_sign_ins(std::cout, program.db(), address);
  }
  std::cout.flush();
}

}  // namespace

int serve(const Config& config, const std::vector<EmbeddedFile>& web) {
  // Few arenas: memory that a thread freed is used again by the others instead of lying idle.
  mallopt(M_ARENA_MAX, 2);
  // Before anything is opened: a newer program must not bring the database up to date under a running one.
  std::filesystem::create_directories(config.data);
  const FolderLock lock(config.data);
  events::Hub hub;
  Program program(config, hub);
  program.services().identity.set_session_ended([&hub](const std::string& session) { hub.disconnect(session); });

  http::Metrics metrics(program.api());
  const http::StaticFiles files(web);
  auto pages = http::operating_pages(program.db(), hub, metrics);
  pages["/api/openapi.json"] = [&program](const http::Request&) { return api_document(program.api()); };
  http::Server server = listen(config, {program.router(), hub, files, metrics, std::move(pages)});
  std::string host;
  int port = 0;
  split_address(config.listen, host, port);
  const std::string address = config.public_url.empty() ? "http://" + host + ":" + std::to_string(server.port())
                                                        : config.public_url;
  greet(program, address);
  program.jobs().start();
  log::info("serving", {{"address", address}, {"database", program.db().engine() == Engine::sqlite ? "sqlite" : "postgresql"}});
  server.run();
  program.jobs().stop();
  hub.stop();
  return 0;
}

}  // namespace thon::app
