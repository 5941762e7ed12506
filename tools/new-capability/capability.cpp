#include "samples/api.hpp"

namespace thon::samples {

Capability capability(Service& service) {
  Capability samples;
  samples.name = "samples";
  samples.grants = {{"administrator", {"samples.view", "samples.edit"}},
                    {"officer", {"samples.view", "samples.edit"}},
                    {"village_head", {"samples.view", "samples.edit"}},
                    {"group_head", {"samples.view"}}};
  samples.routes = [&service](http::Api& api) { add_routes(api, service); };
  return samples;
}

}  // namespace thon::samples
