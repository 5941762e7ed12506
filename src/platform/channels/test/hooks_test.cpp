#include "platform/channels/hooks.hpp"

#include <gtest/gtest.h>

#include "platform/channels/sign.hpp"

namespace thon::channels {
namespace {

using What = Report::What;

Fields zalo() { return Fields(Provider::zalo, {{"app_id", "431"}, {"secret_key", "s"}, {"oa_secret_key", "bi-mat"}}); }

/// As Zalo signs.
std::vector<Arrived> from_zalo(const std::string& body) {
  const std::string timestamp = "1686000000000";
  const auto mac = hex(sha256("431" + body + timestamp + "bi-mat"));
  const auto read = read_hook(Provider::zalo, zalo(), {.signature = "mac=" + mac, .body = body});
  EXPECT_TRUE(read) << body;
  return read.value_or(std::vector<Arrived>{});
}

TEST(HookRules, ZalosSignatureIsAPlainDigestWithOrWithoutItsPrefix) {
  const std::string body = R"({"app_id":"431","event_name":"x","timestamp":"1686000000000"})";
  // Worked out with coreutils: printf '%s' '431<body>1686000000000bi-mat' | sha256sum
  const std::string mac = "a4aed81990973f864ab0cfc1d74af5c47bdb5fea6fbce44a81ae6107575c128e";
  const auto fits = [&](std::string_view signature, std::string_view sent = {}, std::string_view time = {}) {
    return read_hook(Provider::zalo, zalo(), {signature, time, sent.empty() ? body : sent}).has_value();
  };
  EXPECT_TRUE(fits(mac));
  EXPECT_TRUE(fits("mac=" + mac));
  EXPECT_FALSE(fits("mac=" + mac, body + " "));
  EXPECT_FALSE(fits("mac="));
  EXPECT_FALSE(fits(""));
  EXPECT_FALSE(fits(mac.substr(0, 63)));
  EXPECT_FALSE(fits(std::string(64, '0')));
  // Some events are signed with the time of the header.
  const auto other = hex(sha256("431" + body + "1686000009999" + "bi-mat"));
  EXPECT_FALSE(fits(other));
  EXPECT_TRUE(fits(other, {}, "1686000009999"));
  const Fields unset(Provider::zalo, {{"app_id", "431"}});
  EXPECT_FALSE(read_hook(Provider::zalo, unset, {hex(sha256("431" + body + "1686000000000")), "", body}))
      << "without a secret anyone could sign";
}

TEST(HookRules, ZalosEventsBecomeReports) {
  auto read = from_zalo(R"({"app_id":"431","event_name":"user_received_message","timestamp":"1686000000000",
    "sender":{"id":"oa"},"recipient":{"id":"84912345678"},
    "message":{"msg_id":"m1","tracking_id":"key-1","delivery_time":"1686000001000"}})");
  ASSERT_EQ(read.size(), 1u);
  EXPECT_EQ(read[0].kind, Kind::zns);
  EXPECT_EQ(read[0].report.what, What::delivered);
  EXPECT_EQ(read[0].report.provider_id, "m1");
  EXPECT_EQ(read[0].report.key, "key-1");
  EXPECT_EQ(read[0].report.at, 1'686'000'001'000);
  EXPECT_EQ(read[0].report.user, "84912345678");

  read = from_zalo(R"({"app_id":"431","event_name":"user_received_message","timestamp":"1686000000000",
    "sender":{"id":"u1"},"recipient":{"id":"oa"},"message":{"msg_id":"m2"}})");
  EXPECT_EQ(read.at(0).kind, Kind::zalo_oa);
  EXPECT_EQ(read.at(0).report.user, "u1");

  read = from_zalo(R"({"app_id":"431","event_name":"user_seen_message","timestamp":"1686000000000",
    "sender":{"id":"u1"},"message":{"msg_ids":["m2","m3"]}})");
  ASSERT_EQ(read.size(), 2u);
  EXPECT_EQ(read[0].report.what, What::seen);
  EXPECT_EQ(read[1].report.provider_id, "m3");
  EXPECT_NE(read[0].report.id, read[1].report.id);

  read = from_zalo(R"({"app_id":"431","event_name":"user_send_text","timestamp":"1686000000000",
    "sender":{"id":"u1"},"recipient":{"id":"oa"},"message":{"text":"Mấy giờ họp?","msg_id":"m4"}})");
  EXPECT_EQ(read.at(0).report.what, What::replied);
  EXPECT_EQ(read.at(0).report.text, "Mấy giờ họp?");

  read = from_zalo(R"({"app_id":"431","event_name":"user_send_group_text","timestamp":"1686000000000",
    "sender":{"id":"u1"},"recipient":{"id":"group-1"},"message":{"text":"217","msg_id":"m5"}})");
  EXPECT_EQ(read.at(0).kind, Kind::zalo_group);
  EXPECT_EQ(read.at(0).report.key, "group-1");
  EXPECT_EQ(read.at(0).report.text, "217");

  for (const std::string name : {"follow", "unfollow"}) {
    read = from_zalo(R"({"app_id":"431","event_name":")" + name +
                     R"(","timestamp":"1686000000000","oa_id":"oa","follower":{"id":"u9"}})");
    EXPECT_EQ(read.at(0).report.what, name == "follow" ? What::followed : What::unfollowed);
    EXPECT_EQ(read.at(0).report.user, "u9");
  }
  EXPECT_TRUE(from_zalo(R"({"app_id":"431","event_name":"oa_send_text","timestamp":"1686000000000"})").empty());
}

TEST(HookRules, ARepeatHasTheSameIdAndAnotherEventAnother) {
  const std::string one = R"({"app_id":"431","event_name":"user_seen_message","timestamp":"1686000000000","sender":{"id":"u1"},"message":{"msg_ids":["m"]}})";
  const std::string two = R"({"app_id":"431","event_name":"user_seen_message","timestamp":"1686000000000","sender":{"id":"u2"},"message":{"msg_ids":["m"]}})";
  EXPECT_EQ(from_zalo(one).at(0).report.id, from_zalo(one).at(0).report.id);
  EXPECT_NE(from_zalo(one).at(0).report.id, from_zalo(two).at(0).report.id);
}

std::optional<std::vector<Arrived>> signed_hook(Provider provider, const std::string& body, std::string_view secret,
                                                std::string_view covered_time = "1686") {
  const Fields fields(provider, {{"webhook_secret", "bi-mat"}});
  const auto mac = "sha256=" + hex(hmac_sha256(secret, std::string(covered_time) + "." + body));
  return read_hook(provider, fields, {mac, "1686", body});
}

TEST(HookRules, GatewaysReportsAreSignedWithTheirTime) {
  const std::string body = R"({"message_id":"s1","request_id":"key-1","phone":"84912345678","status":"delivered","at":1686000000000})";
  const auto read = signed_hook(Provider::sms, body, "bi-mat");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at(0).kind, Kind::sms);
  EXPECT_EQ(read->at(0).report.key, "key-1");
  EXPECT_EQ(read->at(0).report.what, What::delivered);
  EXPECT_FALSE(signed_hook(Provider::sms, body, "khac"));
  EXPECT_FALSE(signed_hook(Provider::sms, body, "bi-mat", "9999")) << "the time is covered";
  EXPECT_FALSE(read_hook(Provider::sms, Fields(Provider::sms, {}), {"sha256=" + hex(hmac_sha256("", "1686." + body)), "1686", body}));

  const auto failed = signed_hook(Provider::sms, R"({"message_id":"s1","request_id":"k","status":"failed","reason":"absent"})", "bi-mat");
  EXPECT_EQ(failed->at(0).report.what, What::failed);
  EXPECT_EQ(failed->at(0).report.reason, "absent");
  EXPECT_EQ(signed_hook(Provider::sms, R"({"status":"expired"})", "bi-mat")->at(0).report.reason, "expired");
  const auto reply = signed_hook(Provider::sms, R"({"message_id":"i1","phone":"84912345678","status":"received","text":"DA RO"})", "bi-mat");
  EXPECT_EQ(reply->at(0).report.what, What::replied);
  EXPECT_EQ(reply->at(0).report.user, "84912345678");
  for (const std::string odd : {"", "[]", "{", "null", R"({"status":7})", R"({"status":"queued"})"})
    EXPECT_TRUE(signed_hook(Provider::sms, odd, "bi-mat")->empty()) << odd;
}

TEST(HookRules, LoudspeakersTellWhatWasPlayed) {
  const std::string played = R"({"bulletin_id":"b1","key":"key-1","cluster":"cum-1","played_at":1686000000000,"result":"played"})";
  const auto read = signed_hook(Provider::loudspeaker, played, "bi-mat");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at(0).report.what, What::delivered);
  EXPECT_EQ(read->at(0).report.user, "cum-1");
  const auto second = signed_hook(Provider::loudspeaker, R"({"bulletin_id":"b1","key":"key-1","cluster":"cum-1","played_at":1686086400000,"result":"played"})", "bi-mat");
  EXPECT_NE(read->at(0).report.id, second->at(0).report.id) << "each playing counts";
  const auto failed = signed_hook(Provider::loudspeaker, R"({"key":"k","result":"failed","reason":"no_power"})", "bi-mat");
  EXPECT_EQ(failed->at(0).report.reason, "no_power");
  EXPECT_FALSE(signed_hook(Provider::loudspeaker, played, "khac"));
}

TEST(HookRules, FacebooksCommentsAreReplies) {
  const Fields fields(Provider::facebook, {{"app_secret", "bi-mat"}, {"verify_token", "xac-minh"}});
  const std::string body = R"({"object":"page","entry":[{"id":"p","changes":[
    {"field":"feed","value":{"item":"comment","verb":"add","post_id":"p_1","comment_id":"c1","message":"Cho hỏi","from":{"id":"f1"},"created_time":1686000000}},
    {"field":"feed","value":{"item":"like","verb":"add","post_id":"p_1"}}]}]})";
  const auto read = read_hook(Provider::facebook, fields, {"sha256=" + hex(hmac_sha256("bi-mat", body)), "", body});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->at(0).report.text, "Cho hỏi");
  EXPECT_EQ(read->at(0).report.provider_id, "p_1");
  EXPECT_EQ(read->at(0).report.at, 1'686'000'000'000);
  EXPECT_FALSE(read_hook(Provider::facebook, fields, {"sha256=" + hex(hmac_sha256("khac", body)), "", body}));
  EXPECT_EQ(hook_challenge(fields, "subscribe", "xac-minh", "1158"), "1158");
  EXPECT_EQ(hook_challenge(fields, "subscribe", "sai", "1158"), std::nullopt);
  EXPECT_EQ(hook_challenge(fields, "unsubscribe", "xac-minh", "1158"), std::nullopt);
  EXPECT_EQ(hook_challenge(Fields(Provider::facebook, {}), "subscribe", "", "1158"), std::nullopt);
}

TEST(HookRules, ProvidersWithoutHooksHaveNone) {
  for (const auto provider : {Provider::push, Provider::email})
    EXPECT_FALSE(read_hook(provider, Fields(provider, {}), {"", "", "{}"}));
}

}  // namespace
}  // namespace thon::channels
