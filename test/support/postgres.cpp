#include "support/postgres.hpp"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <memory>
#include <stdexcept>

namespace thon::test::postgres {
namespace {

std::string server() {
  const char* url = std::getenv("THON_TEST_POSTGRES");
  return url ? url : "";
}

void run(const std::string& sql) {
  const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(server().c_str()), PQfinish);
  const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()), PQclear);
  const auto status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

std::string name_in(const std::string& url) { return url.substr(url.rfind('/') + 1); }

}  // namespace

bool available() { return !server().empty(); }

std::string create_database(const std::string& copy_of) {
  static std::atomic<int> number{0};
  const std::string name = "thon_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
  run("CREATE DATABASE " + name + (copy_of.empty() ? "" : " TEMPLATE " + name_in(copy_of)));
  return server().substr(0, server().rfind('/') + 1) + name;
}

void shut(const std::string& url, bool shut) {
  run("ALTER DATABASE " + name_in(url) + " ALLOW_CONNECTIONS " + (shut ? "false" : "true"));
  if (shut) run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name_in(url) + "'");
}

void drop_database(const std::string& url) { run("DROP DATABASE " + name_in(url) + " WITH (FORCE)"); }

}  // namespace thon::test::postgres
