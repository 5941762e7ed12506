#include "platform/http/route_index.hpp"

#include "base/id.hpp"

namespace thon::http {

namespace {

/// "{anything}" in a pattern and an id in a path both become "{}".
std::string key_of(Method method, std::string_view path) {
  std::string key(name_of(method));
  while (!path.empty()) {
    path.remove_prefix(1);  // the slash
    const std::string_view part = path.substr(0, path.find('/'));
    key += '/';
    key += part.starts_with('{') || is_id(part) ? std::string_view("{}") : part;
    path.remove_prefix(part.size());
  }
  return key;
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
    case Method::head:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::del:
      return "DELETE";
    default:
      return "OTHER";
  }
}

RouteIndex::RouteIndex(const Api& api) {
  for (std::size_t i = 0; i < api.routes().size(); ++i)
    by_key_.emplace(key_of(api.routes()[i].method, api.routes()[i].path), static_cast<int>(i));
}

int RouteIndex::find(const Request& request) const {
  if (!request.path.starts_with('/')) return kNone;
  const auto found = by_key_.find(key_of(request.method, request.path));
  return found == by_key_.end() ? kNone : found->second;
}

}  // namespace thon::http
