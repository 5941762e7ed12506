#pragma once
#include "households/service.hpp"
#include "platform/http/api.hpp"

namespace thon::households {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::households
