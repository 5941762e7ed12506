#include "platform/channels/push.hpp"

#include <gtest/gtest.h>

#include "platform/channels/sign.hpp"
#include "platform/channels/test/world.hpp"

namespace thon::channels::test {
namespace {

class WebPush : public testing::Test {
 protected:
  WebPush() : subscription(service.ask("/__subscribe")) {}

  Message note() {
    auto made = message(boost::json::serialize(subscription));
    return made;
  }
  std::string id() { return std::string(subscription.at("id").as_string()); }
  Outcome told(int status) {
    service.control({{"answers", {{id(), status}}}});
    return channel->send(note());
  }

  StandIn service{"push"};
  boost::json::value subscription;
  push::KeyPair server = push::new_key_pair();
  std::unique_ptr<Channel> channel = make_push(env(), server, "mailto:xa@songphuong.vn");
};

TEST_F(WebPush, OpensOnlyInTheBrowserAndIsIdentified) {
  auto with_fields = note();
  with_fields.fields = {{"urgency", "high"}, {"ttl", "3600"}};
  const auto outcome = channel->send(with_fields);
  EXPECT_EQ(outcome.state, State::accepted) << outcome.detail;
  EXPECT_TRUE(outcome.provider_id.starts_with("http://")) << outcome.provider_id;
  const auto sent = service.delivered();
  ASSERT_EQ(sent.size(), 1u);
  const auto& plain = sent[0].at("plain");
  EXPECT_EQ(plain.at("id").as_string(), "thong-bao-1");
  EXPECT_EQ(plain.at("title").as_string(), "Lịch tiêm phòng");
  EXPECT_EQ(plain.at("text").as_string(), "Sáng thứ bảy, từ 7 giờ tại nhà văn hóa.");
  EXPECT_EQ(plain.at("url").as_string(), "https://xa.vn/t/AB12");
  const auto& headers = sent[0].at("headers");
  EXPECT_EQ(headers.at("ttl").as_string(), "3600");
  EXPECT_EQ(headers.at("urgency").as_string(), "high");
  EXPECT_EQ(headers.at("topic").as_string(), base64url(sha256("thong-bao-1")).substr(0, 32));
  EXPECT_EQ(from_base64url(sent[0].at("body").as_string())->find("tiêm"), std::string::npos);
}

TEST_F(WebPush, EveryAnswerOfTheServiceHasItsState) {
  EXPECT_EQ(told(404).state, State::gone);
  EXPECT_EQ(told(410).state, State::gone);
  EXPECT_EQ(told(410).reason, "unsubscribed");
  EXPECT_EQ(told(429).state, State::retry);
  EXPECT_EQ(told(429).wait, 17 * kSecond);
  EXPECT_EQ(told(400).state, State::refused);
  EXPECT_EQ(told(401).reason, "credentials");
  EXPECT_EQ(told(403).reason, "other_key");
  EXPECT_EQ(told(503).state, State::retry);
  EXPECT_EQ(told(500).state, State::uncertain) << "it may have been sent all the same";
  EXPECT_EQ(told(413).reason, "too_large");
  EXPECT_EQ(service.delivered().size(), 0u);
}

TEST_F(WebPush, TheServiceBelievesOnlyTheKeyOfTheSubscription) {
  service.control({{"key", base64url(push::new_key_pair().public_key)}});
  EXPECT_EQ(channel->send(note()).reason, "other_key");
  service.control({{"key", base64url(server.public_key)}});
  EXPECT_EQ(channel->send(note()).state, State::accepted);
}

TEST_F(WebPush, AServiceThatTakesLessGetsTheTitleAlone) {
  auto long_note = note();
  for (int i = 0; i < 200; ++i) long_note.text += " Bưởi Diễn";
  service.control({{"most", 1000}});
  EXPECT_EQ(channel->send(long_note).state, State::accepted);
  const auto sent = service.delivered();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].at("plain").at("text").as_string(), "");
  EXPECT_EQ(sent[0].at("plain").at("title").as_string(), "Lịch tiêm phòng");
}

TEST_F(WebPush, ABrokenWireIsUncertainAndNobodyThereIsNot) {
  service.next("drop_before");
  EXPECT_EQ(channel->send(note()).state, State::uncertain);
  service.next("drop_after");
  EXPECT_EQ(channel->send(note()).state, State::uncertain);
  EXPECT_EQ(service.delivered().size(), 1u);
  auto lost = subscription.as_object();
  lost["endpoint"] = nowhere() + "/push/x";
  EXPECT_EQ(channel->send(message(boost::json::serialize(lost))).reason, "unreachable");
}

TEST_F(WebPush, AddressesInsideTheNetworkAreNotCalledForABrowser) {
  fetch::Client guarded;
  const auto careful = make_push({guarded, now_ms}, server, "");
  EXPECT_EQ(careful->send(note()).reason, "bad_address") << "no https";
  auto inside = subscription.as_object();
  inside["endpoint"] = "https://127.0.0.1:" + std::to_string(service.port()) + "/push/x";
  EXPECT_EQ(careful->send(message(boost::json::serialize(inside))).reason, "unreachable");
  EXPECT_EQ(service.count("requests"), 0);
  EXPECT_EQ(channel->send(message("không phải JSON")).state, State::gone);
}

}  // namespace
}  // namespace thon::channels::test
