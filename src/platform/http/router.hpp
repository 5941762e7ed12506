#pragma once
#include <functional>
#include <string>

#include "platform/http/api.hpp"

namespace thon::http {

/// Tells who is asking from the session cookie; throws Error only when the session store cannot be read.
using Authenticate = std::function<Actor(Tx&, const Request&)>;
/// True when the actor holds the permission at some unit.
using Permits = std::function<bool(const Actor&, std::string_view permission)>;

/// From a request to a response, without a socket: the server, and the tests, call dispatch().
class Router {
 public:
  Router(const Api& api, Db& db, Authenticate authenticate, Permits permits);

  /// Calls `respond` exactly once, on this thread or on the database writer's. It may block on the database, so it
  /// is never called on the thread that reads sockets.
  void dispatch(const Request& request, std::function<void(Response)> respond) const;

  /// The caller of a request that is not a route (event streams).
  Actor who(const Request& request) const;

  const Api& api() const { return api_; }

 private:
  struct Match {
    const Route* route = nullptr;
    std::map<std::string, std::string> values;
    std::string allow;  ///< methods the path knows, when the asked one is not among them
  };
  Match match(const Request& request) const;
  void admit(const Route& route, const Request& request, const Actor& actor) const;
  void run(const Route& route, const std::map<std::string, std::string>& values, const Request& request, Tx* tx,
           Actor actor, Response& response) const;

  const Api& api_;
  Db& db_;
  Authenticate authenticate_;
  Permits permits_;
};

/// The language a caller is answered in: the account's, or for guests what the browser asks for.
std::string_view language_of(const Actor& actor, const Request& request);

/// RFC 9457 problem+json in the reader's language. Unknown exceptions become "error.internal"; what() goes to the
/// log with the trace number that the reader sees.
/// `status` stands in for the kind's own when it is given.
Response problem(const std::exception& error, std::string_view language, int status = 0);
int status_of(ErrorKind kind);

/// The OpenAPI 3.1 document of all routes.
std::string openapi(const Api& api, std::string_view version);

}  // namespace thon::http
