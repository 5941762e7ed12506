#pragma once
#include "reach/service.hpp"

namespace thon::reach {

void add_routes(http::Api& api, Service& service);
/// What is written and published, and what the law asks of it (api_writing.cpp).
void add_writing(http::Api& api, Service& service);

}  // namespace thon::reach
