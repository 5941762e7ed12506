#pragma once
#include <string>

#include "platform/http/connection.hpp"

namespace thon::http {

/// Runs a request on a worker and brings the response back to its connection.
void dispatch(Shared& shared, const ExchangePtr& exchange);

/// Where a returning listener left off: the header that browsers send by themselves, or ?last_event_id= for
/// pages that open a new stream.
std::string last_event_id(const Request& request);

}  // namespace thon::http
