#pragma once
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/http/api.hpp"
#include "platform/jobs/jobs.hpp"

namespace thon {

/// What a capability brings to the program; src/app/capabilities.cpp lists them all, in order of level.
struct Capability {
  std::string name;                                      ///< its folder, its tables' prefix, its sentences' prefix
  std::map<std::string, std::set<std::string>> grants;   ///< role → permissions
  std::function<void(http::Api&)> routes;
  std::vector<jobs::Timer> timers;
  std::map<std::string, jobs::Handler> handlers;         ///< outbox task kind → what does it
  std::vector<jobs::Stream> streams;                     ///< work of which many pieces are under way at once
  std::vector<Sql> unindexed;                            ///< statements allowed to scan a whole table, and why is beside them
};

/// The migrations of a folder ("reach", "platform/jobs"): its schema/*.sql, in order of name.
std::vector<Migration> migrations_of(const std::string& folder);

}  // namespace thon
