#pragma once
#include "assembly/service.hpp"
#include "platform/http/api.hpp"

namespace thon::assembly {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::assembly
