#include "platform/http/router.hpp"

#include "platform/http/url.hpp"
#include "platform/text/text.hpp"

namespace thon::http {
namespace {

/// Matches "/api/households/{household_id}" against a path, segment by segment.
bool matches(std::string_view pattern, std::string_view path, std::map<std::string, std::string>* values) {
  while (!pattern.empty() && !path.empty()) {
    if (pattern.front() != '/' || path.front() != '/') return false;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    const auto pattern_segment = pattern.substr(0, pattern.find('/'));
    const auto segment = path.substr(0, path.find('/'));
    if (pattern_segment.starts_with('{')) {
      if (segment.empty()) return false;
      if (values) values->emplace(pattern_segment.substr(1, pattern_segment.size() - 2), segment);
    } else if (pattern_segment != segment) {
      return false;
    }
    pattern.remove_prefix(pattern_segment.size());
    path.remove_prefix(segment.size());
  }
  return pattern.empty() && path.empty();
}

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::del: return "DELETE";
    case Method::head: return "HEAD";
    case Method::other: break;
  }
  return "";
}

bool writes(Method method) { return method != Method::get && method != Method::head; }

}  // namespace

Router::Router(const Api& api, Db& db, Authenticate authenticate, Permits permits)
    : api_(api), db_(db), authenticate_(std::move(authenticate)), permits_(std::move(permits)) {}

Router::Match Router::match(const Request& request) const {
  const Method wanted = request.method == Method::head ? Method::get : request.method;
  Match found;
  bool exact = false;
  for (const auto& route : api_.routes()) {
    std::map<std::string, std::string> values;
    if (!matches(route.path, request.path, &values)) continue;
    if (route.method != wanted) {
      if (!found.allow.empty()) found.allow += ", ";
      found.allow += name_of(route.method);
      continue;
    }
    // "/accounts/me" wins over "/accounts/{id}".
    if (found.route && (exact || !values.empty())) continue;
    exact = values.empty();
    found.route = &route;
    found.values = std::move(values);
  }
  return found;
}

void Router::admit(const Route& route, const Request& request, const Actor& actor) const {
  if (route.access.kind == Access::Kind::signature) return;
  // A browser sends this header across sites only after asking, and this server never agrees.
  if (writes(route.method) && request.header("x-thon").empty())
    throw Error(ErrorKind::forbidden, "error.missing_x_thon");
  if (route.access.kind == Access::Kind::open) return;
  if (actor.guest()) throw Error(ErrorKind::unauthenticated, "error.sign_in");
  // What a device kept for one account is never taken from another that has signed in there since.
  if (const auto meant = request.header("x-thon-account"); !meant.empty() && meant != actor.account_id)
    throw Error(ErrorKind::conflict, "error.other_account");
  switch (route.access.kind) {
    case Access::Kind::household:
      if (!actor.household()) throw Error::not_found();
      break;
    case Access::Kind::officer:
      if (!actor.officer()) throw Error::not_found();
      break;
    case Access::Kind::permission:
      if (!permits_(actor, route.access.name)) throw Error::not_found();
      break;
    default: break;
  }
}

void Router::run(const Route& route, const std::map<std::string, std::string>& values, const Request& request,
                 Tx* tx, Actor actor, Response& response) const {
  admit(route, request, actor);
  Call call(request, std::move(actor), db_, tx);
  route.run(call, values);
  response = std::move(call.response);
}

Actor Router::who(const Request& request) const {
  Actor actor;
  db_.read([&](Tx& tx) { actor = authenticate_(tx, request); });
  return actor;
}

std::string_view language_of(const Actor& actor, const Request& request) {
  return actor.guest() ? preferred_language(request.header("accept-language")) : std::string_view(actor.language);
}

void Router::dispatch(const Request& request, std::function<void(Response)> respond) const {
  std::string language(preferred_language(request.header("accept-language")));
  const auto fail = [&respond](std::exception_ptr failure, const std::string& spoken) {
    try {
      std::rethrow_exception(failure);
    } catch (const std::exception& error) {
      respond(problem(error, spoken));
    }
  };
  try {
    auto found = match(request);
    if (!found.route) {
      if (found.allow.empty()) throw Error::not_found();
      auto response = problem(Error(ErrorKind::invalid, "error.wrong_method"), language, 405);
      response.set("Allow", found.allow);
      return respond(std::move(response));
    }
    Response response;
    if (found.route->mode == Route::Mode::write) {
      struct Shared {
        Request request;
        Match found;
        Response response;
        std::string language;
      };
      auto shared = std::make_shared<Shared>(Shared{request, std::move(found), {}, language});
      auto work = [this, shared](Tx& tx) {
        Actor actor = authenticate_(tx, shared->request);
        shared->language = language_of(actor, shared->request);
        run(*shared->found.route, shared->found.values, shared->request, &tx, std::move(actor), shared->response);
      };
      auto done = [shared, respond](std::exception_ptr failure) {
        if (!failure) return respond(std::move(shared->response));
        try {
          std::rethrow_exception(failure);
        } catch (const std::exception& error) {
          respond(problem(error, shared->language));
        }
      };
      return db_.submit(std::move(work), std::move(done));
    }
    if (found.route->mode == Route::Mode::work) {
      Actor actor = who(request);
      language = language_of(actor, request);
      run(*found.route, found.values, request, nullptr, std::move(actor), response);
    } else {
      db_.read([&](Tx& tx) {
        Actor actor = authenticate_(tx, request);
        language = language_of(actor, request);
        run(*found.route, found.values, request, &tx, std::move(actor), response);
      });
    }
    respond(std::move(response));
  } catch (...) {
    fail(std::current_exception(), language);
  }
}

}  // namespace thon::http
