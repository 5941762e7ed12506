#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/services.hpp"
#include "platform/config/config.hpp"
#include "platform/http/router.hpp"
#include "platform/jobs/jobs.hpp"

namespace thon::app {

/// The whole program but its socket: what `thon serve` serves, what the commands work on, what tests call.
class Program {
 public:
  /// Opens the data folder (made when it is missing), brings the database up to date and wires the capabilities.
  Program(const Config& config, EventSink& events, std::function<Millis()> clock = now_ms);
  Program(const Program&) = delete;

  Db& db() { return *db_; }
  Services& services() { return *services_; }
  const http::Api& api() const { return api_; }
  const http::Router& router() const { return *router_; }
  jobs::Runner& jobs() { return *jobs_; }
  const std::vector<Capability>& capabilities() const { return capabilities_; }

 private:
  std::unique_ptr<Db> db_;
  std::unique_ptr<Services> services_;
  std::vector<Capability> capabilities_;
  http::Api api_;
  std::unique_ptr<http::Router> router_;
  std::unique_ptr<jobs::Runner> jobs_;
};

/// The database's address: config.database, or thon.db in the data folder.
std::string database_of(const Config& config);

/// What addresses shown to people begin with.
std::string public_url_of(const Config& config);

/// The 32 bytes of <data>/secret.key, made on first use and readable by the owner alone.
std::string secret_key(const std::string& data_folder);

}  // namespace thon::app
