#include "rollcall/api.hpp"

namespace thon::rollcall {

Capability capability(Service& service) {
  Capability rollcall;
  rollcall.name = "rollcall";
  const std::set<std::string> all{kView, kHold, kMark};
  rollcall.grants = {{"administrator", all},          {"officer", all},
                     {"village_head", all},           {"group_head", {kView, kMark}},
                     {"team_member", {kView, kMark}}, {"viewer", {kView}}};
  rollcall.routes = [&service](http::Api& api) { add_routes(api, service); };
  return rollcall;
}

}  // namespace thon::rollcall
