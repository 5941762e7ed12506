#pragma once
#include <filesystem>
#include <memory>
#include <string>

#include "platform/http/server.hpp"

namespace thon::test {

/// A small program behind a real socket: a database in a temporary folder, a few routes, embedded files, a
/// hub. The cookie "thon_session=<account>.<session>" signs in; account "h12" is a household with ordinal 12.
class World {
 public:
  explicit World(http::ServerOptions options = {}, events::HubOptions hub_options = {});
  ~World();

  std::uint16_t port() const { return server->port(); }
  static http::ServerOptions quick();

 private:
  std::filesystem::path folder_;

 public:
  std::unique_ptr<Db> db;
  http::Api api;
  std::unique_ptr<http::Router> router;
  std::unique_ptr<events::Hub> hub;
  std::unique_ptr<http::StaticFiles> files;
  std::unique_ptr<http::Metrics> metrics;
  std::unique_ptr<http::Server> server;
};

std::string cookie(std::string_view account, std::string_view session = "s1");

}  // namespace thon::test
