#pragma once
#include <boost/json.hpp>
#include <functional>
#include <string>

#include "platform/http/api.hpp"

/// Inputs made from a route's own description, so that a test can call every route there is, also those that do
/// not exist yet.
namespace thon::test {

/// Gives the id that a member of this name should carry ("area_id" → some unit); empty: a new one.
using IdFor = std::function<std::string(std::string_view member)>;

/// A value that the shape accepts. `member` is the name it stands under.
boost::json::value sample(const Shape& shape, std::string_view member, const IdFor& id_for);

/// The route's path with every placeholder filled.
std::string sample_path(const http::Route& route, const IdFor& id_for);

/// True when the input member stands in the route's path.
bool in_path(const http::Route& route, std::string_view member);

/// A whole valid request for the route.
http::Request sample_request(const http::Route& route, const IdFor& id_for);

}  // namespace thon::test
