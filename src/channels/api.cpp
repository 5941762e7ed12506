#include "channels/api.hpp"

namespace thon::channels {
namespace {

using http::Access;
using http::Call;

void add_settings(http::Api& api, Service& service) {
  const auto manage = Access::permission("channels.manage");
  api.get("/api/channels", manage, "The channels of a unit and how they stand",
          [&](Call& call, const ChannelsQuery& in) { return service.cards(call.tx(), call.actor, in); });
  api.post("/api/channels/settings", manage, "Set up a channel",
           [&](Call& call, const SettingInput& in) { return service.save(call.tx(), call.actor, in); });
  api.del("/api/channels/settings/{setting_id}", manage, "Remove a channel with its secrets",
          [&](Call& call, const RemoveInput& in) { service.remove(call.tx(), call.actor, in); });
  api.work("/api/channels/settings/{setting_id}/test", manage, "Send a test message",
           [&](Call& call, const TestInput& in) { return service.test(call.db, call.actor, in); });
  api.post("/api/channels/settings/{setting_id}/consent", manage, "Set out to give Zalo consent",
           [&](Call& call, const SettingQuery& in) { return service.begin_consent(call.tx(), call.actor, in); });
  api.work("/api/channels/consent", manage, "Come back from Zalo with its consent",
           [&](Call& call, const ZaloConsentInput& in) { return service.finish_consent(call.db, call.actor, in); });
  api.work("/api/channels/speech", Access::permission("channels.speak"), "A text read aloud, as an audio file",
           [&](Call& call, const SpeechInput& in) { return service.speech(call.actor, in); });
}

void add_push(http::Api& api, Service& service) {
  const auto anyone = Access::signed_in();
  api.get("/api/channels/push", anyone, "The key to subscribe with, and how many devices have",
          [&](Call& call, const http::Empty&) { return service.push_state(call.tx(), call.actor); });
  api.post("/api/channels/push", anyone, "Have notifications sent to this browser",
           [&](Call& call, const SubscribeInput& in) { return service.subscribe(call.tx(), call.actor, in); });
  api.post("/api/channels/push/stop", anyone, "Send this browser no more notifications",
           [&](Call& call, const UnsubscribeInput& in) { return service.unsubscribe(call.tx(), call.actor, in); });
}

void add_hooks(http::Api& api, Service& service) {
  api.post("/api/channels/hooks/{setting_id}", Access::signature(), "What a provider reports",
           [&](Call& call, const SettingQuery& in) {
             service.receive(call.tx(), in.setting_id.value, call.request);
             call.response.status = 200;  // some providers take nothing else for an answer
           });
  api.get("/api/channels/hooks/{setting_id}", Access::signature(), "A provider asks whether the address is ours",
          [&](Call& call, const SettingQuery& in) {
            call.response.body = service.confirm_hook(call.tx(), in.setting_id.value, call.request);
            call.response.set("Content-Type", "text/plain; charset=utf-8");
            call.response.status = 200;
          });
}

}  // namespace

void add_routes(http::Api& api, Service& service) {
  add_settings(api, service);
  add_push(api, service);
  add_hooks(api, service);
}

}  // namespace thon::channels
