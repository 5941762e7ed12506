#include "households/api.hpp"

namespace thon::households {
namespace {

using http::Access;
using http::Call;

void add_reading(http::Api& api, Service& service) {
  api.get(
      "/api/households", Access::permission("households.view"), "Fifty households, in walking order",
      [&service](Call& call, const RegisterQuery& in) { return service.list(call.tx(), call.actor, in); });
  api.get("/api/households/export", Access::permission("households.view"), "The households of a unit as xlsx",
          [&service](Call& call, const ExportQuery& in) {
            return service.export_sheet(call.tx(), call.actor, in);
          });
  api.get("/api/households/tags", Access::permission("households.view"), "The tags in use in a unit",
          [&service](Call& call, const TagsQuery& in) { return service.tags(call.tx(), call.actor, in); });
  api.get("/api/households/{household_id}", Access::signed_in(), "One household",
          [&service](Call& call, const HouseholdQuery& in) {
            return service.find(call.tx(), call.actor, in.household_id.value);
          });
  api.get("/api/households/{household_id}/history", Access::permission("households.view"),
          "Who changed what of a household, newest first", [&service](Call& call, const HouseholdQuery& in) {
            return service.history(call.tx(), call.actor, in.household_id.value);
          });
}

void add_writing(http::Api& api, Service& service) {
  const auto edit = Access::permission("households.edit");
  api.post("/api/households", edit, "Add a household",
           [&service](Call& call, const AddHousehold& in) { return service.add(call.tx(), call.actor, in); });
  api.patch(
      "/api/households/{household_id}", edit, "Change a household; fields that others changed are kept",
      [&service](Call& call, const EditHousehold& in) { return service.edit(call.tx(), call.actor, in); });
  api.post(
      "/api/households/{household_id}/move", edit, "Move a household to another unit on a day",
      [&service](Call& call, const MoveHousehold& in) { return service.move(call.tx(), call.actor, in); });
  api.post(
      "/api/households/{household_id}/close", edit, "End a household on a day",
      [&service](Call& call, const CloseHousehold& in) { return service.close(call.tx(), call.actor, in); });
  api.post("/api/households/{household_id}/tags", edit, "Mark a household, or take marks away",
           [&service](Call& call, const TagHousehold& in) { return service.tag(call.tx(), call.actor, in); });
  api.post("/api/households/{household_id}/reopen", edit, "Take a household up again",
           [&service](Call& call, const HouseholdQuery& in) {
             return service.reopen(call.tx(), call.actor, in.household_id.value);
           });
}

void add_inviting(http::Api& api, Service& service) {
  const auto invite = Access::permission("households.invite");
  api.post("/api/households/{household_id}/invitation", invite, "A new sign-in link for a household",
           [&service](Call& call, const HouseholdQuery& in) {
             return service.invite(call.tx(), call.actor, in.household_id.value);
           });
  api.work("/api/households/slips", invite, "Invitations of a unit's households as PDF",
           [&service](Call& call, const SlipsInput& in) { return service.slips(call.db, call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_reading(api, service);
  add_writing(api, service);
  add_inviting(api, service);
}

}  // namespace thon::households
