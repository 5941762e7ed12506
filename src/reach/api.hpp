#pragma once
#include "reach/service.hpp"

namespace thon::reach {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::reach
