#pragma once
#include "talk/service.hpp"

namespace thon::talk {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::talk
