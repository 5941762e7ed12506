#include "identity/api.hpp"

namespace thon::identity {

struct SetupState {
  bool needed = false;
};
BOOST_DESCRIBE_STRUCT(SetupState, (), (needed))

void add_setup_routes(http::Api& api, Service& service) {
  api.get("/api/setup", http::Access::open(), "Whether the program waits to be set up",
          [&service](http::Call& call, const http::Empty&) { return SetupState{service.setup_needed(call.tx())}; });
  api.work("/api/setup", http::Access::open(), "Make the commune and the first administrator",
           [&service](http::Call& call, const SetupInput& in) {
             SignedIn signed_in = service.set_up(call.db, visitor_of(call.request), in);
             call.response.set("Set-Cookie", service.cookie(signed_in.token, signed_in.lifetime));
             return std::move(signed_in.me);
           });
}

}  // namespace thon::identity
