#include "platform/channels/hooks.hpp"

#include "platform/channels/answer.hpp"
#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

using What = Report::What;

/// Ids of our own that are the same for every repeat.
std::string report_id(std::initializer_list<std::string_view> parts) {
  std::string all;
  for (const auto part : parts) all += std::to_string(part.size()) + ":" + std::string(part);
  return hex(sha256(all)).substr(0, 32);
}

std::string_view after(std::string_view text, std::string_view beginning) {
  return text.starts_with(beginning) ? text.substr(beginning.size()) : text;
}

/// sha256=hex(HMAC(secret, timestamp "." body)), or without a timestamp where the provider has none.
bool hmac_fits(const std::string& secret, const Hook& hook, bool with_time) {
  if (secret.empty()) return false;
  const std::string covered = (with_time ? std::string(hook.timestamp) + "." : "") + std::string(hook.body);
  return same_secret(after(hook.signature, "sha256="), hex(hmac_sha256(secret, covered)));
}

/// Not an HMAC: SHA-256 of app id, body, timestamp and the account's secret, one after another.
bool zalo_fits(const Fields& fields, const Hook& hook, const Answer& event) {
  const auto& secret = fields["oa_secret_key"];
  if (secret.empty()) return false;
  const auto fits = [&](std::string_view timestamp) {
    const auto expected = sha256(fields["app_id"] + std::string(hook.body) + std::string(timestamp) + secret);
    return same_secret(after(hook.signature, "mac="), hex(expected));
  };
  return fits(event.text("timestamp")) || (!hook.timestamp.empty() && fits(hook.timestamp));
}

void read_zalo(const Answer& event, std::vector<Arrived>& found) {
  const auto name = event.text("event_name");
  const auto timestamp = event.text("timestamp");
  Arrived one{.kind = Kind::zalo_oa};
  auto& report = one.report;
  report.at = event.number("timestamp").value_or(0);
  report.user = event.text("sender/id");
  report.provider_id = event.text("message/msg_id");
  report.text = event.text("message/text");
  const bool text = name == "user_send_text", group = name == "user_send_group_text";
  if (name == "user_received_message") {
    // The same name serves template messages, which alone have a delivery time.
    report.what = What::delivered;
    report.key = event.text("message/tracking_id");
    const auto at = event.number("message/delivery_time");
    if (at) one.kind = Kind::zns;
    report.at = at.value_or(report.at);
    report.user = event.text(at ? "recipient/id" : "sender/id");
    report.id = report_id({name, report.provider_id});
  } else if (name == "user_seen_message") {
    for (const auto& id : event.items("message/msg_ids")) {
      auto each = one;
      each.report.what = What::seen;
      each.report.provider_id = id.text("");
      each.report.id = report_id({name, each.report.provider_id, report.user});
      found.push_back(std::move(each));
    }
    return;
  } else if (text || group) {
    report.what = What::replied;
    if (group) one.kind = Kind::zalo_group;
    report.key = group ? event.text("recipient/id") : "";
    report.id = report_id({name, report.provider_id, report.user});
  } else if (name == "follow" || name == "unfollow") {
    report.what = name == "follow" ? What::followed : What::unfollowed;
    report.user = event.text("follower/id");
    report.id = report_id({name, report.user, timestamp});
  } else {
    return;
  }
  found.push_back(std::move(one));
}

void read_sms(const Answer& event, std::vector<Arrived>& found) {
  Arrived one{.kind = Kind::sms};
  auto& report = one.report;
  report.provider_id = event.text("message_id");
  report.key = event.text("request_id");
  report.at = event.number("at").value_or(0);
  report.user = event.text("phone");
  const auto status = event.text("status");
  if (status == "delivered") {
    report.what = What::delivered;
  } else if (status == "failed" || status == "expired") {
    report.what = What::failed;
    report.reason = event.text("reason");
    if (report.reason.empty()) report.reason = status;
  } else if (status == "received") {
    report.what = What::replied;
    report.text = event.text("text");
  } else {
    return;
  }
  report.id = report_id({"sms", status, report.provider_id, report.key});
  found.push_back(std::move(one));
}

void read_loudspeaker(const Answer& event, std::vector<Arrived>& found) {
  Arrived one{.kind = Kind::loudspeaker};
  auto& report = one.report;
  report.provider_id = event.text("bulletin_id");
  report.key = event.text("key");
  report.user = event.text("cluster");
  report.at = event.number("played_at").value_or(0);
  const bool played = event.text("result") == "played";
  if (!played && event.text("result") != "failed") return;
  report.what = played ? What::delivered : What::failed;
  report.reason = played ? "" : event.text("reason");
  report.id = report_id({"bulletin", report.key, report.user, std::to_string(report.at), event.text("result")});
  found.push_back(std::move(one));
}

void read_facebook(const Answer& event, std::vector<Arrived>& found) {
  for (const auto& entry : event.items("entry"))
    for (const auto& change : entry.items("changes")) {
      if (change.text("field") != "feed" || change.text("value/item") != "comment" ||
          change.text("value/verb") != "add")
        continue;
      Arrived one{.kind = Kind::facebook};
      one.report.what = What::replied;
      one.report.provider_id = change.text("value/post_id");
      one.report.text = change.text("value/message");
      one.report.user = change.text("value/from/id");
      one.report.at = change.number("value/created_time").value_or(0) * kSecond;
      one.report.id = report_id({"comment", change.text("value/comment_id")});
      found.push_back(std::move(one));
    }
}

}  // namespace

HookHeaders hook_headers(Provider provider) {
  switch (provider) {
    case Provider::zalo: return {"x-zevent-signature", "x-zevent-timestamp"};
    case Provider::facebook: return {"x-hub-signature-256", ""};
    default: return {"x-signature-256", "x-timestamp"};
  }
}

std::optional<std::vector<Arrived>> read_hook(Provider provider, const Fields& fields, const Hook& hook) {
  const Answer event(hook.body);
  std::vector<Arrived> found;
  switch (provider) {
    case Provider::zalo:
      if (!zalo_fits(fields, hook, event)) return std::nullopt;
      read_zalo(event, found);
      return found;
    case Provider::sms:
      if (!hmac_fits(fields["webhook_secret"], hook, true)) return std::nullopt;
      read_sms(event, found);
      return found;
    case Provider::loudspeaker:
      if (!hmac_fits(fields["webhook_secret"], hook, true)) return std::nullopt;
      read_loudspeaker(event, found);
      return found;
    case Provider::facebook:
      if (!hmac_fits(fields["app_secret"], hook, false)) return std::nullopt;
      read_facebook(event, found);
      return found;
    case Provider::push:
    case Provider::email: break;
  }
  return std::nullopt;
}

std::optional<std::string> hook_challenge(const Fields& fields, std::string_view mode, std::string_view token,
                                          std::string_view challenge) {
  const auto& expected = fields["verify_token"];
  if (mode != "subscribe" || expected.empty() || challenge.size() > 200 || !same_secret(token, expected))
    return std::nullopt;
  return std::string(challenge);
}

}  // namespace thon::channels
