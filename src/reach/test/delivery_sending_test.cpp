// What becomes of a message at the provider, and what a household may be sent.
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;

TEST(Sending, TriesAgainWithPatienceUntilTheDeadline) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    sms.answer = [](const auto&) { return Outcome{.state = State::retry, .reason = "rate", .wait = kMinute}; };
    const auto id = published(app, "hoa", {"to_1"});
    Terms terms;
    terms.not_after = app.now() + 3 * kMinute;
    hand_out(app, id, Kind::sms, everyone(app, id), terms);
    run(app);
    EXPECT_EQ(sms.sent.size(), 5u);
    run(app);
    EXPECT_EQ(sms.sent.size(), 5u) << "not before the time the provider asked for";
    const auto key = message_to(app, id, Kind::sms, ordinal_of(app, "to_1_1"))->key;
    for (int minute = 0; minute < 10; ++minute) {
      app.pass(kMinute);
      run(app);
    }
    EXPECT_EQ(sms.sent.size(), 20u) << "at once and after one, two and three minutes";
    const auto row = message_to(app, id, Kind::sms, ordinal_of(app, "to_1_1"));
    EXPECT_EQ(row->state, S::refused);
    EXPECT_EQ(row->reason, "rate");
    EXPECT_EQ(row->key, key) << "the same message all the time";
  }
}

TEST(Sending, ForgetsAnAddressThatIsGoneAndUsesTheNext) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& mail = channels[Kind::email];
    const auto ordinal = ordinal_of(app, "to_1_1");
    app.db().write([&](Tx& tx) {
      for (const char* name : {"old", "new"})
        address_store::tell(tx, Kind::email, {ordinal, name, name}, app.id("to_1_1"));
    });
    std::string first;
    mail.answer = [&](const channels::Message& message) {
      if (first.empty()) first = message.address;
      if (message.address == first) return Outcome{.state = State::gone, .reason = "no_mailbox"};
      return Outcome{.state = State::accepted, .provider_id = "p-" + message.key};
    };
    for (int round = 1; round <= 2; ++round) {
      const auto id = published(app, "hoa", {"to_1"});
      hand_out(app, id, Kind::email, everyone(app, id));
      run(app);
      run(app);
      EXPECT_EQ(message_to(app, id, Kind::email, ordinal)->state, S::accepted);
    }
    ASSERT_EQ(mail.sent.size(), 3u) << "the second announcement goes to the living one at once";
    EXPECT_NE(mail.sent[0].key, mail.sent[1].key) << "another address, another message";
    mail.answer = [](const auto&) { return Outcome{.state = State::gone, .reason = "no_mailbox"}; };
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::email, everyone(app, id));
    run(app);
    EXPECT_EQ(message_to(app, id, Kind::email, ordinal)->state, S::gone);
    app.db().read([&](Tx& tx) {
      EXPECT_TRUE(app.program().services().reach.deliveries().reachable(tx, Kind::email).empty());
    });
  }
}

TEST(Sending, RespectsHouseholdsThatWantNoMessages) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto ordinal = ordinal_of(app, "to_1_2");
    app.db().write([&](Tx& tx) {
      address_store::opt_out(tx, {ordinal, app.id("to_1_2"), Kind::sms, "Phạm Thị Lan", 0}, "");
    });
    app.db().read([&](Tx& tx) {
      const auto reachable = app.program().services().reach.deliveries().reachable(tx, Kind::sms);
      EXPECT_FALSE(reachable.has(static_cast<std::uint32_t>(ordinal)));
      EXPECT_TRUE(reachable.has(static_cast<std::uint32_t>(ordinal_of(app, "to_1_1"))));
    });
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    run(app);
    EXPECT_EQ(sms.sent.size(), 4u);
    EXPECT_EQ(message_to(app, id, Kind::sms, ordinal)->reason, "opted_out");
  }
}

TEST(Sending, KeepsToWhatAFollowerMayBeSent) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& zalo = channels[Kind::zalo_oa];
    const auto ordinal = ordinal_of(app, "to_1_1");
    app.db().write([&](Tx& tx) { address_store::tell(tx, Kind::zalo_oa, {ordinal, "u1", "u1"}, app.id("to_1_1")); });
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i) {
      ids.push_back(published(app, "hoa", {"to_1"}));
      Terms terms;
      terms.not_after = app.now() + 40 * kDay;
      Bitmap one;
      one.add(static_cast<std::uint32_t>(ordinal));
      hand_out(app, ids.back(), Kind::zalo_oa, one, terms);
    }
    run(app);
    EXPECT_EQ(zalo.sent.size(), 1u);
    std::vector<std::size_t> by_day;
    for (int day = 0; day < 12; ++day) {
      app.pass(kDay);
      run(app);
      by_day.push_back(zalo.sent.size());
    }
    EXPECT_EQ(by_day[0], 2u);
    EXPECT_EQ(by_day[2], 4u);
    EXPECT_EQ(by_day[11], 4u) << "four a month";
    for (int day = 0; day < 26; ++day) {
      app.pass(kDay);
      run(app);
    }
    EXPECT_EQ(zalo.sent.size(), 5u);
  }
}

}  // namespace
}  // namespace thon::reach::test
