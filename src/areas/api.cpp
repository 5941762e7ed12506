#include "areas/api.hpp"

namespace thon::areas {

void add_routes(http::Api& api, Service& service) {
  using http::Access;
  using http::Call;
  api.get("/api/areas/tree", Access::permission("areas.view"),
          "The units you may view, with those above them",
          [&service](Call& call, const http::Empty&) { return service.tree(call.tx(), call.actor); });
  api.post("/api/areas", Access::permission("areas.edit"), "Add a unit",
           [&service](Call& call, const AddArea& in) { return service.add(call.tx(), call.actor, in); });
  api.get("/api/areas/calendar", Access::permission("areas.view"), "Days off and on of a year at a unit",
          [&service](Call& call, const CalendarQuery& in) {
            return service.calendar(call.tx(), call.actor, in);
          });
  api.post("/api/areas/calendar", Access::permission("areas.edit"), "Enter a day off or on for a unit",
           [&service](Call& call, const SetDay& in) { return service.set_day(call.tx(), call.actor, in); });
  api.del("/api/areas/calendar", Access::permission("areas.edit"), "Take back a day entered for a unit",
          [&service](Call& call, const ClearDay& in) {
            return service.clear_day(call.tx(), call.actor, in);
          });
  api.get("/api/areas/{area_id}", Access::permission("areas.view"), "One unit",
          [&service](Call& call, const AreaQuery& in) {
            return service.find(call.tx(), call.actor, in.area_id.value);
          });
  api.patch("/api/areas/{area_id}", Access::permission("areas.edit"), "Change a unit's name, code or place",
            [&service](Call& call, const EditArea& in) { return service.edit(call.tx(), call.actor, in); });
  api.post("/api/areas/{area_id}/close", Access::permission("areas.edit"), "End a unit on a day",
           [&service](Call& call, const CloseArea& in) { service.close(call.tx(), call.actor, in); });
}

}  // namespace thon::areas
