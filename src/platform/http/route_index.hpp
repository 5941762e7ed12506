#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/http/api.hpp"

namespace thon::http {

/// Finds the route of a request in one look-up, taking every id in the path for a parameter. Good for
/// counting and for choosing a worker; what a request may do is decided by the Router alone.
class RouteIndex {
 public:
  static constexpr int kNone = -1;
  explicit RouteIndex(const Api& api);
  /// The position in api.routes(), or kNone.
  int find(const Request& request) const;

 private:
  std::unordered_map<std::string, int> by_key_;
};

std::string_view name_of(Method method);

}  // namespace thon::http
