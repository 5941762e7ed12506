#pragma once
#include "areas/service.hpp"
#include "platform/http/api.hpp"

namespace thon::areas {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::areas
