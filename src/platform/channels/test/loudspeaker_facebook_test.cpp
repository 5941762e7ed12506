#include <gtest/gtest.h>

#include "platform/channels/facebook.hpp"
#include "platform/channels/loudspeaker.hpp"
#include "platform/channels/test/world.hpp"

namespace thon::channels::test {
namespace {

Fields speaker_fields(const std::string& url, Values more = {}) {
  Values values{{"url", url}, {"token", "loa-token"}};
  for (auto& [name, value] : more) values[name] = value;
  return Fields(Provider::loudspeaker, values);
}

TEST(Loudspeaker, ABulletinCarriesTextSpeechAndTheLawfulThreeDays) {
  StandIn system("loudspeaker");
  const auto channel = make_loudspeaker(env(), speaker_fields(system.url()));
  EXPECT_TRUE(channel->configured());
  EXPECT_TRUE(channel->idempotent());
  auto note = message("cum-1");
  note.fields = {{"priority", "high"}, {"first_day", "2023-06-10"}};
  const auto outcome = channel->send(note);
  EXPECT_EQ(outcome.state, State::accepted) << outcome.detail;
  EXPECT_EQ(outcome.provider_id, "loa-1");
  const auto sent = system.delivered();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].at("text").as_string(), "Lịch tiêm phòng.\nSáng thứ bảy, từ 7 giờ tại nhà văn hóa.");
  EXPECT_EQ(sent[0].at("priority").as_string(), "high");
  EXPECT_EQ(sent[0].at("schedule").at("first_day").as_string(), "2023-06-10");
  EXPECT_EQ(sent[0].at("schedule").at("days").as_int64(), 3);
  EXPECT_EQ(sent[0].at("schedule").at("times").as_array().size(), 2u);
  ASSERT_TRUE(can_speak()) << "espeak-ng is among the packages that tests need";
  EXPECT_EQ(sent[0].at("audio").at("mime").as_string(), "audio/mpeg");
  EXPECT_GT(sent[0].at("audio").at("bytes").as_int64(), 10'000);
}

TEST(Loudspeaker, AnUrgentBulletinPlaysAtOnce) {
  StandIn system("loudspeaker");
  const auto channel = make_loudspeaker(env(), speaker_fields(system.url()));
  auto note = message("cum-2");
  note.fields = {{"priority", "urgent"}};
  EXPECT_EQ(channel->send(note).state, State::delivered);
  EXPECT_EQ(system.delivered()[0].as_object().contains("schedule"), false);
}

TEST(Loudspeaker, TheSameKeyTwiceIsOneBulletin) {
  StandIn system("loudspeaker");
  const auto channel = make_loudspeaker(env(), speaker_fields(system.url()));
  system.next("drop_after");
  EXPECT_EQ(channel->send(message("cum-1")).state, State::uncertain);
  const auto again = channel->send(message("cum-1"));
  EXPECT_EQ(again.state, State::accepted);
  EXPECT_EQ(again.provider_id, "loa-1");
  EXPECT_EQ(system.delivered().size(), 1u);
}

TEST(Loudspeaker, EveryFailureHasItsState) {
  StandIn system("loudspeaker");
  const auto channel = make_loudspeaker(env(), speaker_fields(system.url()));
  const auto told = [&](int status) {
    system.control({{"answers", {{"cum-1", status}}}});
    return channel->send(message("cum-1"));
  };
  EXPECT_EQ(told(413).reason, "too_large");
  EXPECT_EQ(told(422).state, State::refused);
  EXPECT_EQ(told(500).state, State::retry);
  EXPECT_EQ(told(410).reason, "no_cluster");
  EXPECT_EQ(channel->send(message("cum-9")).state, State::gone);
  EXPECT_EQ(channel->send(message("../admin")).state, State::gone) << "never becomes a part of an address";
  system.next("throttle", {{"seconds", 30}});
  EXPECT_EQ(channel->send(message("cum-2")).wait, 30 * kSecond);
  EXPECT_EQ(make_loudspeaker(env(), speaker_fields(system.url(), {{"token", "x"}}))->send(message("cum-2")).reason, "credentials");
  EXPECT_EQ(make_loudspeaker(env(), speaker_fields(nowhere()))->send(message("cum-2")).reason, "unreachable");
  const auto unset = make_loudspeaker(env(), speaker_fields(""));
  EXPECT_FALSE(unset->configured());
  EXPECT_EQ(unset->send(message("cum-2")).reason, "not_configured");
  EXPECT_EQ(system.delivered().size(), 0u);
}

TEST(Speech, IsAPlayableFile) {
  const auto audio = speak("Ủy ban nhân dân xã thông báo.", {});
  EXPECT_EQ(audio.error, "");
  EXPECT_EQ(audio.mime, "audio/mpeg");
  EXPECT_EQ(static_cast<unsigned char>(audio.bytes.at(0)), 0xFF) << "an MPEG frame";
  const auto slow = speak("Ủy ban nhân dân xã thông báo.", {.speed = 80});
  EXPECT_GT(slow.bytes.size(), audio.bytes.size());
  std::string long_text;
  for (int i = 0; i < 400; ++i) long_text += "Ủy ban nhân dân xã thông báo. ";
  EXPECT_TRUE(speak(long_text, {}, 0).bytes.empty()) << "no time";
}

TEST(SpeechRules, WhatIsWrittenShortIsReadLong) {
  EXPECT_EQ(spoken("UBND xã mời họp lúc 19h30 ngày 12/6/2023 tại NVH thôn."),
            "Ủy ban nhân dân xã mời họp lúc 19 giờ 30 ngày 12 tháng 6 năm 2023 tại nhà văn hóa thôn.");
  EXPECT_EQ(spoken("Từ 7h đến 11h ngày 3/7. Nộp 200.000 đồng."), "Từ 7 giờ đến 11 giờ ngày 3 tháng 7. Nộp 200000 đồng.");
  EXPECT_EQ(spoken("Gọi 0912 345 678, hoặc 19006789."), "Gọi 0 9 1 2 3 4 5 6 7 8, hoặc 1 9 0 0 6 7 8 9.");
  EXPECT_EQ(spoken("Xem https://xa.vn/t/AB12 nhé"), "Xem  nhé");
  EXPECT_EQ(spoken("BHYT, CCCD; đ/c Hoa"), "bảo hiểm y tế, căn cước công dân; đồng chí Hoa");
  EXPECT_EQ(spoken("ABHYTX 1.234.567"), "ABHYTX 1234567");
}

Fields page_fields(const StandIn& facebook, Values more = {}) {
  Values values{{"page_id", "page-1"}, {"page_token", "page-token"},
                                            {"app_secret", "fb-secret"}, {"graph_url", facebook.url()}};
  for (auto& [name, value] : more) values[name] = value;
  return Fields(Provider::facebook, values);
}

TEST(Facebook, APostStandsOnThePageOnce) {
  StandIn facebook("facebook");
  const auto channel = make_facebook(env(), page_fields(facebook));
  EXPECT_TRUE(channel->configured());
  const auto outcome = channel->send(message(""));
  EXPECT_EQ(outcome.state, State::accepted) << outcome.detail;
  EXPECT_EQ(outcome.provider_id, "page-1_1");
  const auto sent = facebook.delivered();
  EXPECT_EQ(sent[0].at("text").as_string(), "Lịch tiêm phòng\n\nSáng thứ bảy, từ 7 giờ tại nhà văn hóa.");
  EXPECT_EQ(sent[0].at("url").as_string(), "https://xa.vn/t/AB12");
  EXPECT_EQ(channel->send(message("../me")).reason, "bad_address");
  const auto again = channel->send(message("page-1"));
  EXPECT_EQ(again.state, State::refused);
  EXPECT_EQ(again.reason, "duplicate");
}

TEST(Facebook, EveryFailureHasItsState) {
  StandIn facebook("facebook");
  const auto channel = make_facebook(env(), page_fields(facebook));
  struct Case {
    std::int64_t code;
    State state;
    std::string reason;
  };
  for (const Case& one : {Case{1, State::retry, "provider_down"}, Case{4, State::retry, "rate"},
                          Case{190, State::retry, "credentials"}, Case{200, State::retry, "permission"},
                          Case{368, State::retry, "account_closed"}, Case{100, State::refused, "rejected"}}) {
    facebook.control({{"answers", {{"page-1", one.code}}}});
    const auto outcome = channel->send(message(""));
    EXPECT_EQ(outcome.state, one.state) << one.code;
    EXPECT_EQ(outcome.reason, one.reason);
  }
  facebook.control({{"answers", boost::json::object{}}});
  const auto after = [&](const char* fault) {
    facebook.next(fault);
    return channel->send(message(""));
  };
  EXPECT_EQ(after("drop_before").state, State::uncertain);
  EXPECT_EQ(after("broken").state, State::uncertain);
  EXPECT_EQ(after("down").state, State::retry);
  EXPECT_EQ(after("throttle").reason, "rate");
  EXPECT_EQ(facebook.delivered().size(), 0u);
  EXPECT_EQ(after("drop_after").state, State::uncertain);
  EXPECT_EQ(facebook.delivered().size(), 1u);
  EXPECT_EQ(make_facebook(env(), page_fields(facebook, {{"page_token", "x"}}))->send(message("")).reason, "credentials");
  EXPECT_EQ(make_facebook(env(), page_fields(facebook, {{"graph_url", nowhere()}}))->send(message("")).reason, "unreachable");
}

}  // namespace
}  // namespace thon::channels::test
