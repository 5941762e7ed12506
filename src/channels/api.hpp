#pragma once
#include "channels/service.hpp"
#include "platform/http/api.hpp"

namespace thon::channels {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::channels
