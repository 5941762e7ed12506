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
  // A worker draws it: the transaction that remembers the sheet is short.
  api.work(
      http::Method::get, "/api/reach/walk/pdf", doors, "The same on paper, with a code to enter it by",
      [&](Call& call, const WalkPdfQuery& in) { return service.sheets().print(call.db, call.actor, in); });
}

void add_evidence(http::Api& api, Service& service) {
  const auto tell = Access::permission("reach.tell");
  auto& walks = service.walks();
  auto& feeds = service.feeds();
  api.post("/api/reach/told", tell, "Record who was told in person",
           [&](Call& call, const ToldInput& in) { return walks.tell(call.tx(), call.actor, in); });
  api.post("/api/reach/told/retract", tell, "Take back that a household was told",
           [&](Call& call, const RetractInput& in) { walks.retract(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/visits", tell, "Record at whose door nobody could be told, and why",
      [&](Call& call, const VisitsInput& in) { return service.visits().record(call.tx(), call.actor, in); });
  api.get("/api/reach/sheets", tell, "The paper list of a code, as it is entered",
          [&](Call& call, const SheetQuery& in) { return service.sheets().find(call.tx(), call.actor, in); });
  api.post(
      "/api/reach/sheets/{sheet_id}/entry", tell, "Enter what was ticked on a paper list",
      [&](Call& call, const SheetEntry& in) { return service.sheets().enter(call.tx(), call.actor, in); });
  api.get("/api/reach/feed", Access::household(), "Announcements for this household",
          [&](Call& call, const FeedQuery& in) { return feeds.feed(call.tx(), call.actor, in); });
  api.post("/api/reach/receipts", Access::household(), "Record what reached this household",
           [&](Call& call, const ReceiptsInput& in) { feeds.receive(call.tx(), call.actor, in); });
}

void add_plans(http::Api& api, Service& service) {
  const auto view = Access::permission("reach.view");
  const auto write = Access::permission("reach.publish");
  auto& plans = service.plans();
  auto& forecasts = service.forecasts();
  api.post("/api/reach/forecast", write, "What would come of sending it in these ways",
           [&](Call& call, const WhatIfInput& in) { return forecasts.what_if(call.tx(), call.actor, in); });
  api.get("/api/reach/forecasts", write, "Past forecasts and what became of them",
          [&](Call& call, const ForecastsQuery& in) { return forecasts.past(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/plan", view, "The plan and its waves",
          [&](Call& call, const PlanQuery& in) { return plans.find(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements/{announcement_id}/plan", write, "Choose how everyone is reached",
           [&](Call& call, const PlanInput& in) { return plans.save(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements/{announcement_id}/plan/stop", write, "Start no more waves",
           [&](Call& call, const PlanQuery& in) { return plans.stop(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements/{announcement_id}/plan/next", write, "Start the next wave now",
           [&](Call& call, const NextInput& in) { return plans.next(call.tx(), call.actor, in); });
  api.get("/api/reach/quiet", write, "Hours in which a unit is not disturbed",
          [&](Call& call, const QuietQuery& in) { return plans.quiet(call.tx(), call.actor, in); });
  api.post("/api/reach/quiet", write, "Set these hours",
           [&](Call& call, const QuietInput& in) { return plans.set_quiet(call.tx(), call.actor, in); });
}

void add_mutes(http::Api& api, Service& service) {
  const auto tell = Access::permission("reach.tell");
  auto& mutes = service.mutes();
  api.get("/api/reach/mutes", tell, "Households that are left alone for now",
          [&](Call& call, const MutesQuery& in) { return mutes.list(call.tx(), call.actor, in); });
  api.post("/api/reach/mutes", tell, "Leave a household alone for a while",
           [&](Call& call, const MuteInput& in) { return mutes.mute(call.tx(), call.actor, in); });
  api.post("/api/reach/mutes/lift", tell, "Come to a household again",
           [&](Call& call, const LiftInput& in) { mutes.lift(call.tx(), call.actor, in); });
}

void add_deliveries(http::Api& api, Service& service) {
  auto& pages = service.delivery_pages();
  auto& addresses = service.addresses();
  const auto view = Access::permission("reach.view");
  api.get("/api/reach/announcements/{announcement_id}/deliveries", view, "What became of the messages, by channel",
          [&](Call& call, const DeliveryQuery& in) { return pages.view(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/deliveries/houses", Access::permission("reach.doors"), "The houses behind one number",
          [&](Call& call, const DeliveryHousesQuery& in) { return pages.houses(call.tx(), call.actor, in); });
  api.get("/api/reach/announcements/{announcement_id}/deliveries/unsent", Access::permission("reach.export"),
          "Houses that no message reaches, to be called, as a spreadsheet",
          [&](Call& call, const UnsentQuery& in) { return pages.unsent(call.tx(), call.actor, in); });
  api.post("/api/reach/announcements/{announcement_id}/deliveries", Access::permission("reach.publish"),
           "Send to those without evidence now", [&](Call& call, const SendNowInput& in) {
             return service.deliveries().send_now(call.tx(), call.actor, in);
           });
  api.get("/api/reach/outlets", view, "What speaks to whole neighbourhoods", [&](Call& call, const OutletsQuery& in) {
    return service.outlets().list(call.tx(), call.actor, in);
  });
  api.post("/api/reach/outlets", Access::permission("reach.publish"), "Add a loudspeaker cluster, a group or a page",
           [&](Call& call, const OutletInput& in) { return service.outlets().add(call.tx(), call.actor, in); });
  api.post("/api/reach/outlets/{number}/remove", Access::permission("reach.publish"), "Remove one of them",
           [&](Call& call, const RemoveOutletInput& in) { service.outlets().remove(call.tx(), call.actor, in); });
  api.get("/api/reach/ways/{household_id}", Access::signed_in(), "How a household can be written to",
          [&](Call& call, const WaysQuery& in) { return addresses.ways(call.tx(), call.actor, in); });
  api.post("/api/reach/ways/{household_id}", Access::signed_in(), "Tell an address of a household",
           [&](Call& call, const AddressInput& in) { return addresses.tell(call.tx(), call.actor, in); });
  api.post("/api/reach/ways/{household_id}/forget", Access::signed_in(), "Forget an address of a household",
           [&](Call& call, const AddressInput& in) { return addresses.forget(call.tx(), call.actor, in); });
  api.post("/api/reach/ways/{household_id}/preference", Access::signed_in(), "Whether a channel is wanted",
           [&](Call& call, const PreferenceInput& in) { return addresses.prefer(call.tx(), call.actor, in); });
}

void add_links(http::Api& api, Links& links) {
  const auto open = Access::open();
  const auto tell = Access::permission("reach.tell");
  api.get("/api/reach/links/{token}", open, "Read an announcement by a household's link",
          [&](Call& call, const LinkInput& in) { return links.house(call.tx(), in); });
  api.post("/api/reach/links/{token}/opened", open, "Somebody reads a household's link",
           [&](Call& call, const LinkInput& in) { links.opened(call.tx(), in); });
  api.post("/api/reach/links/{token}/confirmed", open, "The household has understood",
           [&](Call& call, const LinkInput& in) { links.confirm(call.tx(), in); });
  api.get("/api/reach/chat/{token}", open, "Read an announcement by a group's link",
          [&](Call& call, const LinkInput& in) { return links.chat(call.tx(), in); });
  api.post("/api/reach/chat/{token}/answer", open, "A house of the group has read it",
           [&](Call& call, const ChatAnswerInput& in) { return links.answer(call.tx(), in); });
  api.post("/api/reach/chat-texts", tell, "What to paste into a group's chat",
           [&](Call& call, const ChatInput& in) { return links.text(call.tx(), call.actor, in); });
  api.get("/api/reach/chat-replies", tell, "A group's houses, to tick who answered with the code",
          [&](Call& call, const ChatQuery& in) { return links.rows(call.tx(), call.actor, in); });
  api.post("/api/reach/chat-replies", tell, "Record who answered with the code",
           [&](Call& call, const ChatRepliesInput& in) { return links.replies(call.tx(), call.actor, in); });
  api.post("/api/reach/chat-members", tell, "Whether anybody of a house is in its group's chat",
           [&](Call& call, const ChatMemberInput& in) { links.member(call.tx(), call.actor, in); });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_writing(api, service);
  add_figures(api, service);
  add_evidence(api, service);
  add_plans(api, service);
  add_mutes(api, service);
  add_deliveries(api, service);
  add_links(api, service.links());
}

}  // namespace thon::reach
