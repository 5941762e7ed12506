#pragma once
#include "identity/service.hpp"

namespace thon::identity {

void add_session_routes(http::Api& api, Service& service);
void add_account_routes(http::Api& api, Service& service);
void add_setup_routes(http::Api& api, Service& service);

}  // namespace thon::identity
