#pragma once
#include "platform/http/api.hpp"
#include "samples/service.hpp"

namespace thon::samples {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::samples
