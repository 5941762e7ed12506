#include "reach/api.hpp"

namespace thon::reach {
namespace {

using http::Access;
using http::Call;

void add_figures(http::Api& api, Service& service) {
  const auto view = Access::permission("reach.view");
  const auto doors = Access::permission(std::string(kDoors));
  auto& pages = service.coverage();
  auto& walks = service.walks();
  api.get("/api/reach/announcements/{announcement_id}/coverage", view,
          "Coverage of a unit and of those below it",
          [&](Call& call, const CoverageQuery& in) { return pages.coverage(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/unreached", doors, "Households not yet reached",
          [&](Call& call, const UnreachedQuery& in) { return pages.unreached(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/proof", Access::permission("reach.export"),
          "What is known of every household, as a spreadsheet",
          [&](Call& call, const ProofQuery& in) { return service.proofs().xlsx(call.tx(), call.actor, in); });
  api.get("/api/reach/walk", doors, "Doors that still miss something, in walking order",
          [&](Call& call, const WalkQuery& in) { return walks.walk(call.tx(), call.actor, in); });
  api.get("/api/reach/walk/pdf", doors, "The same on paper",
          [&](Call& call, const WalkPdfQuery& in) { return walks.pdf(call.tx(), call.actor, in); });
}

void add_evidence(http::Api& api, Service& service) {
  const auto tell = Access::permission("reach.tell");
  auto& walks = service.walks();
  auto& feeds = service.feeds();
  api.post("/api/reach/told", tell, "Record who was told in person",
           [&](Call& call, const ToldInput& in) { return walks.tell(call.tx(), call.actor, in); });
  api.post("/api/reach/told/retract", tell, "Take back that a household was told",
           [&](Call& call, const RetractInput& in) { walks.retract(call.tx(), call.actor, in); });
  api.get("/api/reach/feed", Access::household(), "Announcements for this household",
          [&](Call& call, const FeedQuery& in) { return feeds.feed(call.tx(), call.actor, in); });
  api.post("/api/reach/receipts", Access::household(), "Record what reached this household",
           [&](Call& call, const ReceiptsInput& in) { feeds.receive(call.tx(), call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_writing(api, service);
  add_figures(api, service);
  add_evidence(api, service);
}

}  // namespace thon::reach
