#include "platform/channels/zalo.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "platform/channels/test/world.hpp"

namespace thon::channels::test {
namespace {

struct Oa {
  explicit Oa(Values more = {}) : fields(zalo_fields(service, std::move(more))) {}

  std::int64_t refreshes() { return service.ask("/__tokens").at("refreshes").as_int64(); }

  StandIn service{"zalo"};
  Fields fields;
  MemoryTokens store{fresh_pair(service)};
  std::shared_ptr<zalo::Tokens> tokens = std::make_shared<zalo::Tokens>(env(), fields, store);
  std::unique_ptr<Channel> message_channel = make_zalo_oa(env(), fields, tokens);
  std::unique_ptr<Channel> group = make_zalo_group(env(), fields, tokens);
  std::unique_ptr<Channel> zns = make_zns(env(), fields, tokens);
};

TEST(Zalo, MessagesGroupsAndTemplatesAreSent) {
  Oa oa(Values{{"zns_data", "tieu_de:10 = {title}\nho = {household}\nlink = {url}"}, {"zns_price", "300"}});
  EXPECT_EQ(oa.message_channel->kind(), Kind::zalo_oa);
  EXPECT_EQ(oa.group->kind(), Kind::zalo_group);
  EXPECT_EQ(oa.zns->kind(), Kind::zns);
  EXPECT_EQ(oa.message_channel->send(message("user-1")).state, State::accepted);
  EXPECT_EQ(oa.group->send(message("group-1")).state, State::accepted);
  auto note = message("0912345678");
  note.fields = {{"household", "Bà Nguyễn Thị Nam"}};
  const auto outcome = oa.zns->send(note);
  EXPECT_EQ(outcome.state, State::accepted);
  EXPECT_EQ(outcome.provider_id, "zalo-3");
  EXPECT_EQ(outcome.cost, 300);
  EXPECT_EQ(oa.zns->price(note), 300);
  const auto sent = oa.service.delivered();
  ASSERT_EQ(sent.size(), 3u);
  EXPECT_EQ(sent[0].at("text").as_string(),
            "Lịch tiêm phòng\n\nSáng thứ bảy, từ 7 giờ tại nhà văn hóa.\n\nhttps://xa.vn/t/AB12");
  EXPECT_EQ(sent[1].at("kind").as_string(), "group");
  EXPECT_EQ(sent[2].at("address").as_string(), "84912345678");
  EXPECT_EQ(sent[2].at("key").as_string(), "thong-bao-1");
  EXPECT_EQ(sent[2].at("data").at("tieu_de").as_string(), "Lịch tiêm…");
  EXPECT_EQ(sent[2].at("data").at("ho").as_string(), "Bà Nguyễn Thị Nam");
  EXPECT_EQ(sent[2].at("data").at("link").as_string(), "https://xa.vn/t/AB12");
}

TEST(Zalo, ATransactionMessageIsACard) {
  Oa oa(Values{{"message_type", "transaction"}, {"message_price", "55"}});
  const auto outcome = oa.message_channel->send(message("user-1"));
  EXPECT_EQ(outcome.state, State::accepted);
  EXPECT_EQ(outcome.cost, 55);
  EXPECT_EQ(oa.service.delivered()[0].at("text").as_string(),
            "Lịch tiêm phòng\nSáng thứ bảy, từ 7 giờ tại nhà văn hóa.");
}

TEST(Zalo, AnInvalidTokenIsRefreshedOnceAndTheMessageSentOnce) {
  Oa oa;
  for (Channel* channel : {oa.message_channel.get(), oa.group.get(), oa.zns.get()}) {
    oa.service.ask("/__expire");
    EXPECT_EQ(channel->send(message("0912345678")).state, State::accepted);
  }
  EXPECT_EQ(oa.refreshes(), 3);
  EXPECT_EQ(oa.service.delivered().size(), 3u);
  EXPECT_EQ(oa.store.load().version, 4);
}

TEST(Zalo, TwentyThreadsWithAnExpiredTokenRefreshItOnce) {
  Oa oa;
  oa.service.control({{"refresh_ms", 100}});
  oa.service.ask("/__expire");
  std::vector<std::thread> threads;
  std::atomic<int> accepted{0};
  for (int i = 0; i < 20; ++i)
    threads.emplace_back([&, i] {
      accepted += oa.message_channel->send(message("user-" + std::to_string(i))).state == State::accepted;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(accepted, 20);
  EXPECT_EQ(oa.refreshes(), 1);
  EXPECT_EQ(oa.store.saves, 1);
  EXPECT_EQ(oa.service.delivered().size(), 20u);
}

TEST(Zalo, ATokenAboutToEndIsRenewedBeforeItIsUsed) {
  Oa oa;
  auto pair = fresh_pair(oa.service);
  pair.expires_at = now_ms() + kMinute;
  MemoryTokens store(pair);
  zalo::Tokens tokens(env(), oa.fields, store);
  EXPECT_EQ(tokens.access().version, 2);
  EXPECT_EQ(oa.refreshes(), 1);
  EXPECT_EQ(tokens.access().version, 2);
  EXPECT_EQ(oa.refreshes(), 1);
}

TEST(Zalo, TheTimerRenewsHoursAhead) {
  Oa oa;
  oa.tokens->refresh_ahead();
  EXPECT_EQ(oa.refreshes(), 0) << "a day is left";
  auto pair = fresh_pair(oa.service);
  pair.expires_at = now_ms() + 3 * kHour;
  MemoryTokens store(pair);
  zalo::Tokens(env(), oa.fields, store).refresh_ahead();
  EXPECT_EQ(oa.refreshes(), 1);
  EXPECT_EQ(store.load().version, 2);
}

TEST(Zalo, ASpentRefreshTokenNeedsConsentAndTheOldAccessTokenServesToItsEnd) {
  Oa oa;
  const auto pair = oa.store.load();
  // Another program, or this one just before it was killed, spent the refresh token: its answer is lost.
  EXPECT_EQ(zalo::refresh(env(), oa.fields, pair.refresh).kind, zalo::Grant::Kind::given);
  auto late = pair;
  late.expires_at = now_ms() + 3 * kHour;
  MemoryTokens store(late);
  auto tokens = std::make_shared<zalo::Tokens>(env(), oa.fields, store);
  tokens->refresh_ahead();
  EXPECT_TRUE(store.load().consent_needed);
  const auto channel = make_zalo_oa(env(), oa.fields, tokens);
  EXPECT_EQ(channel->send(message("user-1")).state, State::accepted) << "three hours are left to give consent";
  oa.service.ask("/__expire");
  const auto outcome = channel->send(message("user-2"));
  EXPECT_EQ(outcome.state, State::retry);
  EXPECT_EQ(outcome.reason, "consent");
  EXPECT_EQ(channel->send(message("user-2")).reason, "consent");
  EXPECT_EQ(oa.service.ask("/__tokens").at("reused").as_int64(), 1) << "asked once, not with every message";
  EXPECT_EQ(oa.service.delivered().size(), 1u);
}

TEST(Zalo, ARefreshWithoutAnAnswerIsTriedAgain) {
  Oa oa;
  oa.service.ask("/__expire");
  oa.service.next("drop_before", {{"path", "/v4/oa/access_token"}});
  const auto outcome = oa.message_channel->send(message("user-1"));
  EXPECT_EQ(outcome.state, State::retry);
  EXPECT_EQ(outcome.reason, "unreachable");
  EXPECT_EQ(oa.message_channel->send(message("user-1")).state, State::accepted);
  EXPECT_FALSE(oa.store.load().consent_needed);
}

TEST(Zalo, AWrongAppSecretIsTheAdministratorsToMend) {
  Oa oa(Values{{"secret_key", "sai"}});
  oa.service.ask("/__expire");
  EXPECT_EQ(oa.message_channel->send(message("user-1")).reason, "credentials");
  EXPECT_FALSE(oa.store.load().consent_needed);
}

TEST(Zalo, ConsentBringsAPair) {
  Oa oa;
  const std::string verifier(43, 'v');
  const auto address = zalo::consent_address(oa.fields, "http://thon.test/work/channels", "state-1", verifier);
  fetch::Request request;
  request.method = "GET";
  request.url = address;
  const auto back = env().http.send(request);
  const std::string location(back.header("location"));
  ASSERT_TRUE(location.starts_with("http://thon.test/work/channels?code=")) << location;
  EXPECT_NE(location.find("state=state-1"), std::string::npos);
  const auto begin = location.find("code=") + 5;
  const auto code = location.substr(begin, location.find('&') - begin);
  EXPECT_EQ(zalo::exchange_code(env(), oa.fields, code, std::string(43, 'w')).kind, zalo::Grant::Kind::wrong_app);
  const auto again = env().http.send(request);
  const std::string second(again.header("location"));
  const auto fresh = second.substr(begin, second.find('&') - begin);
  const auto grant = zalo::exchange_code(env(), oa.fields, fresh, verifier);
  EXPECT_EQ(grant.kind, zalo::Grant::Kind::given);
  EXPECT_FALSE(grant.pair.refresh.empty());
  EXPECT_GT(grant.pair.expires_at, now_ms() + 20 * kHour);
}

TEST(Zalo, EveryFailureHasItsStateAndItsReason) {
  Oa oa;
  struct Case {
    std::int64_t code;
    State state;
    std::string reason;
  };
  for (const Case& one :
       {Case{-32, State::retry, "rate"}, Case{-201, State::refused, "bad_message"}, Case{-211, State::retry, "quota"},
        Case{-213, State::refused, "not_following"}, Case{-217, State::refused, "blocked"},
        Case{-218, State::refused, "user_quota"}, Case{-224, State::retry, "tier"}, Case{-230, State::refused, "window"},
        Case{-234, State::retry, "night"}, Case{-99999, State::refused, "rejected"}}) {
    oa.service.control({{"answers", {{"user-1", one.code}}}});
    const auto outcome = oa.message_channel->send(message("user-1"));
    EXPECT_EQ(outcome.state, one.state) << one.code;
    EXPECT_EQ(outcome.reason, one.reason);
    EXPECT_EQ(outcome.wait > 0, one.state == State::retry) << one.code;
    EXPECT_EQ(outcome.cost, 0);
  }
  for (const Case& one :
       {Case{-108, State::gone, "bad_number"}, Case{-115, State::retry, "balance"}, Case{-118, State::gone, "no_account"},
        Case{-119, State::refused, "not_reachable"}, Case{-131, State::retry, "template"},
        Case{-133, State::retry, "night"}, Case{-139, State::refused, "blocked"}, Case{-144, State::retry, "quota"}}) {
    oa.service.control({{"answers", {{"84912345678", one.code}}}});
    const auto outcome = oa.zns->send(message("0912345678"));
    EXPECT_EQ(outcome.state, one.state) << one.code;
    EXPECT_EQ(outcome.reason, one.reason);
  }
  oa.service.control({{"groups", {"group-1"}}});
  EXPECT_EQ(oa.group->send(message("group-2")).state, State::gone);
  EXPECT_EQ(oa.zns->send(message("12")).reason, "bad_number");
  EXPECT_EQ(oa.message_channel->send(message("")).state, State::gone);
  EXPECT_EQ(oa.service.delivered().size(), 0u);
}

TEST(Zalo, ABrokenWireIsUncertainForItCouldDouble) {
  Oa oa;
  const auto after = [&](const char* fault) {
    oa.service.next(fault);
    return oa.message_channel->send(message("user-1"));
  };
  EXPECT_EQ(after("drop_after").state, State::uncertain);
  EXPECT_EQ(oa.service.delivered().size(), 1u);
  EXPECT_EQ(after("drop_before").state, State::uncertain);
  EXPECT_EQ(after("broken").state, State::uncertain);
  EXPECT_EQ(after("garbage").state, State::uncertain);
  EXPECT_EQ(after("down").state, State::retry);
  EXPECT_EQ(after("throttle").reason, "rate");
  EXPECT_EQ(oa.service.delivered().size(), 1u);
}

TEST(ZaloRules, QuotasEndAtMidnightAndNightsAtSix) {
  const Millis evening = 1'686'060'000'000;  // 21:00 06/06/2023
  EXPECT_EQ(vietnamese_date_time(evening + zalo::outcome_of(-234, "", evening).wait), "06:00 07/06/2023");
  EXPECT_EQ(vietnamese_date_time(evening + zalo::outcome_of(-211, "", evening).wait), "00:00 07/06/2023");
  const Millis morning = evening - 17 * kHour;  // 04:00
  EXPECT_EQ(vietnamese_date_time(morning + zalo::outcome_of(-133, "", morning).wait), "06:00 06/06/2023");
}

TEST(ZaloRules, TemplateDataComesFromPatternsOrAsItIs) {
  auto note = message("0912345678");
  note.fields = {{"ten", "Nam"}};
  EXPECT_EQ(zalo::template_data(Fields(Provider::zalo, {}), note), note.fields);
  const Fields fields(Provider::zalo, {{"zns_data", "a = {ten}: {title}\nb={khong_co}!\n\nc = {url\n"}});
  const std::map<std::string, std::string> expected{{"a", "Nam: Lịch tiêm phòng"}, {"b", "!"}, {"c", "{url"}};
  EXPECT_EQ(zalo::template_data(fields, note), expected);
}

}  // namespace
}  // namespace thon::channels::test
