#pragma once
#include "platform/http/api.hpp"
#include "rollcall/service.hpp"

namespace thon::rollcall {

void add_routes(http::Api& api, Service& service);

}  // namespace thon::rollcall
