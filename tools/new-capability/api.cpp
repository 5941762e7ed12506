#include "samples/api.hpp"

namespace thon::samples {

void add_routes(http::Api& api, Service& service) {
  using http::Access;
  using http::Call;
  api.get("/api/samples", Access::permission("samples.view"), "What was written at a unit and below it",
          [&service](Call& call, const SamplesQuery& in) { return service.list(call.tx(), call.actor, in); });
  api.post("/api/samples", Access::permission("samples.edit"), "Write something at a unit",
           [&service](Call& call, const AddSample& in) { return service.add(call.tx(), call.actor, in); });
}

}  // namespace thon::samples
