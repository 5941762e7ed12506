#pragma once
#include "audit/service.hpp"

namespace thon::audit {

void add_routes(http::Api& api, Visible visible);

}  // namespace thon::audit
