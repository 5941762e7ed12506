// Who is written to, how often, and what becomes of it. The channel is a double; the adapters have tests of their own.
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;
using States = std::map<MessageState, int>;

void run(TestApp& app) { app.program().jobs().run_due(); }

channels::Report delivered(const channels::Message& message, Millis at, const std::string& id = "r") {
  channels::Report report;
  report.provider_id = "p-" + message.key;
  report.what = channels::Report::What::delivered;
  report.at = at;
  report.id = id + message.key;
  return report;
}

TEST(HandOut, WritesOnceToEveryHouseholdThatHasAnAddress) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"song_phuong"});
    EXPECT_EQ(hand_out(app, id, Kind::sms, everyone(app, id)), 15);
    EXPECT_EQ(hand_out(app, id, Kind::sms, everyone(app, id)), 0) << "for ever once";
    run(app);
    // The last house of each group has no phone.
    EXPECT_EQ(sms.sent.size(), 12u);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::accepted, 12}, {S::refused, 3}}));
    EXPECT_EQ(message_to(app, id, Kind::sms, ordinal_of(app, "to_1_6"))->reason, "no_address");
    std::set<std::string> keys, addresses;
    for (const auto& message : sms.sent) {
      EXPECT_TRUE(keys.insert(message.key).second);
      EXPECT_TRUE(addresses.insert(message.address).second);
      EXPECT_EQ(message.url, "http://thon.test/t/" + message.key);
    }
    app.pass(kDay);
    run(app);
    EXPECT_EQ(sms.sent.size(), 12u);
  }
}

TEST(HandOut, IsForTheAudienceAloneAndWaitsForItsTime) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const auto id = published(app, "truong", {"to_1"});
    Bitmap all;
    all.add_range(0, 100);
    EXPECT_EQ(hand_out(app, id, Kind::sms, all, app.now() + kHour), 6);
    channels[Kind::sms];
    run(app);
    EXPECT_TRUE(channels[Kind::sms].sent.empty());
    app.pass(kHour);
    run(app);
    EXPECT_EQ(channels[Kind::sms].sent.size(), 5u);
    EXPECT_ANY_THROW(hand_out(app, new_id(), Kind::sms, all));
  }
}

TEST(HandOut, SparesThoseWhoseEvidenceCameFirst) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_2", app.now())}));
    run(app);
    EXPECT_EQ(sms.sent.size(), 3u);
    EXPECT_FALSE(message_to(app, id, Kind::sms, ordinal_of(app, "to_1_1")));
  }
}

TEST(HandOut, MayWantMoreThanThatItCame) {
  TestApp app(Engine::sqlite);
  Channels channels(app);
  const auto id = published(app, "hoa", {"to_1"}, true);
  Terms terms;
  terms.wanted = Evidence::confirmed;
  hand_out(app, id, Kind::sms, everyone(app, id), terms);
  app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
  app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_2", app.now())}));
  channels[Kind::sms];
  run(app);
  EXPECT_EQ(channels[Kind::sms].sent.size(), 4u) << "all with a phone but the one that was told";
}

TEST(HandOut, StopsAtTheLastMomentWhenEvidenceComes) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    // While the first message is with the provider, everyone else is told at the door.
    sms.before = [&](const channels::Message&) {
      sms.before = nullptr;
      json::array all;
      for (int n = 1; n <= 6; ++n) all.push_back(told(app, id, "to_1_" + std::to_string(n), app.now()));
      EXPECT_EQ(app.as("lan").post("/api/reach/told", told_items(all)).status, 200);
    };
    run(app);
    EXPECT_EQ(sms.sent.size(), 1u);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::accepted, 1}, {S::spared, 4}, {S::refused, 1}}));
  }
}

TEST(HandOut, IsStoppedByAWithdrawalAndByItsPlan) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto withdrawn = published(app, "hoa", {"to_1"});
    hand_out(app, withdrawn, Kind::sms, everyone(app, withdrawn));
    app.as("hoa").post("/api/reach/announcements/" + withdrawn + "/withdraw", {{"version", 2}, {"reason", "Nhầm ngày"}});
    const auto stopped = published(app, "hoa", {"to_1"});
    hand_out(app, stopped, Kind::sms, everyone(app, stopped));
    app.db().write([&](Tx& tx) { app.program().services().reach.deliveries().stop(tx, stopped); });
    run(app);
    EXPECT_TRUE(sms.sent.empty());
    EXPECT_EQ(hand_out(app, withdrawn, Kind::sms, everyone(app, withdrawn)), 0);
    EXPECT_EQ(hand_out(app, stopped, Kind::sms, everyone(app, stopped)), 6) << "nobody had been written to";
  }
}

TEST(HandOut, KeepsQuietHoursAndDeadlines) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    app.pass(14 * kHour);  // 22:00
    const auto id = published(app, "hoa", {"to_1"});
    Terms night;
    night.quiet = {21 * 60, 6 * 60};
    hand_out(app, id, Kind::sms, everyone(app, id), night);
    run(app);
    EXPECT_TRUE(sms.sent.empty());
    app.pass(8 * kHour - 1);
    run(app);
    EXPECT_TRUE(sms.sent.empty());
    app.pass(1);
    run(app);
    EXPECT_EQ(sms.sent.size(), 5u);
    const auto late = published(app, "hoa", {"to_1"});
    Terms terms;
    terms.not_after = app.now() + kHour;
    hand_out(app, late, Kind::sms, everyone(app, late), terms);
    app.pass(kHour + 1);
    run(app);
    EXPECT_EQ(sms.sent.size(), 5u);
  }
}

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
    EXPECT_EQ(sms.sent.size(), 15u);
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
    auto& push = channels[Kind::push];
    const auto ordinal = ordinal_of(app, "to_1_1");
    app.db().write([&](Tx& tx) {
      for (const char* name : {"old", "new"})
        address_store::tell(tx, Kind::push, {ordinal, name, name}, app.id("to_1_1"));
    });
    std::string first;
    push.answer = [&](const channels::Message& message) {
      if (first.empty()) first = message.address;
      if (message.address == first) return Outcome{.state = State::gone, .reason = "unsubscribed"};
      return Outcome{.state = State::accepted, .provider_id = "p-" + message.key};
    };
    for (int round = 1; round <= 2; ++round) {
      const auto id = published(app, "hoa", {"to_1"});
      hand_out(app, id, Kind::push, everyone(app, id));
      run(app);
      run(app);
      EXPECT_EQ(message_to(app, id, Kind::push, ordinal)->state, S::accepted);
    }
    ASSERT_EQ(push.sent.size(), 3u) << "the second announcement goes to the living one at once";
    EXPECT_NE(push.sent[0].key, push.sent[1].key) << "another address, another message";
    push.answer = [](const auto&) { return Outcome{.state = State::gone, .reason = "unsubscribed"}; };
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::push, everyone(app, id));
    run(app);
    EXPECT_EQ(message_to(app, id, Kind::push, ordinal)->state, S::gone);
    app.db().read([&](Tx& tx) {
      EXPECT_TRUE(app.program().services().reach.deliveries().reachable(tx, Kind::push).empty());
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
      address_store::opt_out(tx, Kind::sms, {ordinal, app.id("to_1_2"), "sms", "Phạm Thị Lan", 0}, "");
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

TEST(Reports, BecomeEvidenceOnceWithTheirChannel) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    run(app);
    app.pass(kMinute);
    for (int twice = 0; twice < 2; ++twice) report(app, Kind::sms, delivered(sms.sent[0], app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 1, 5}));
    auto seen = delivered(sms.sent[0], app.now(), "s");
    seen.what = channels::Report::What::seen;
    report(app, Kind::sms, seen);
    report(app, Kind::sms, delivered(sms.sent[0], app.now(), "late"));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    auto failed = delivered(sms.sent[1], app.now(), "f");
    failed.what = channels::Report::What::failed;
    failed.reason = "switched_off";
    report(app, Kind::sms, failed);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::seen, 1}, {S::accepted, 3}, {S::refused, 2}}));
    // A provider that takes its own word back is believed what it proves.
    report(app, Kind::sms, delivered(sms.sent[1], app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 1, 4}));
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 1, 4}));
  }
}

TEST(Reports, MayOvertakeTheAnswer) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    sms.before = [&](const channels::Message& message) { report(app, Kind::sms, delivered(message, app.now())); };
    run(app);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 5, 1}));
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::delivered, 5}, {S::refused, 1}}));
  }
}

TEST(Reports, OfUnknownMessagesAreKeptForAWhileAndHarmNobody) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"to_1"});
    channels::Message nobody;
    nobody.key = "unknown";
    for (int twice = 0; twice < 2; ++twice) report(app, Kind::sms, delivered(nobody, app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6}));
    const auto strays = [&] {
      std::int64_t count = 0;
      app.db().read([&](Tx& tx) { count = delivery_store::strays(tx, Kind::sms); });
      return count;
    };
    EXPECT_EQ(strays(), 1);
    app.pass(8 * kDay);
    run(app);
    EXPECT_EQ(strays(), 0);
  }
}

/// The program ends between the moment a message was taken and the moment its outcome was written down.
class Crashed {
 public:
  explicit Crashed(TestApp& app, Channels& channels, Kind kind) {
    auto streams = app.program().services().reach.deliveries().streams();
    for (auto& stream : streams) {
      if (stream.name != std::string("reach.") + boost::describe::enum_to_string(kind, "")) continue;
      for (auto& piece : stream.take(app.db(), 100)) piece.run();
    }
    app.restart();
    channels.into(app.program());
  }
};

TEST(Crash, SendsAgainUnderTheSameKeyWhereThatCannotDouble) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    Crashed(app, channels, Kind::sms);
    EXPECT_EQ(sms.sent.size(), 5u);
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_1", app.now())}));
    app.pass(kHour);
    run(app);
    ASSERT_EQ(sms.sent.size(), 9u) << "one was told meanwhile";
    std::map<std::string, int> by_key;
    for (const auto& message : sms.sent) ++by_key[message.key];
    EXPECT_EQ(by_key.size(), 5u);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::accepted, 4}, {S::uncertain, 1}, {S::refused, 1}}));
  }
}

TEST(Crash, LeavesInDoubtWhatMightDouble) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& zns = channels[Kind::zns];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::zns, everyone(app, id));
    Crashed(app, channels, Kind::zns);
    EXPECT_EQ(zns.sent.size(), 2u);
    app.pass(kHour);
    run(app);
    EXPECT_EQ(zns.sent.size(), 2u);
    EXPECT_EQ(states(app, id, Kind::zns), (States{{S::uncertain, 2}, {S::refused, 4}}));
    EXPECT_EQ(hand_out(app, id, Kind::zns, everyone(app, id)), 0);
    // A report proves that it was sent after all: by our key, or by the address.
    auto first = delivered(zns.sent[0], app.now() - kHour);
    first.key = zns.sent[0].key;
    report(app, Kind::zns, first);
    auto second = delivered(zns.sent[1], app.now() - kHour);
    second.user = zns.sent[1].address;
    report(app, Kind::zns, second);
    EXPECT_EQ(states(app, id, Kind::zns), (States{{S::delivered, 2}, {S::refused, 4}}));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 2, 4}));
  }
}

TEST(Crash, FindsReportsThatCameWhileTheServerWasDown) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& zns = channels[Kind::zns];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::zns, everyone(app, id));
    Crashed(app, channels, Kind::zns);
    auto early = delivered(zns.sent[0], app.now());
    early.user = zns.sent[0].address;
    report(app, Kind::zns, early);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6})) << "its sending is not over yet";
    app.pass(kHour);
    run(app);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 1, 5}));
    EXPECT_EQ(states(app, id, Kind::zns), (States{{S::delivered, 1}, {S::uncertain, 1}, {S::refused, 4}}));
  }
}

TEST(Servers, OnOneDatabaseNeverTakeTheSameMessage) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    auto there = app.another_server();
    Channels channels(app);
    channels.into(*there);
    auto& sms = channels[Kind::sms];
    // The two take turns, one message at a time.
    const auto one = [&](app::Program& program) {
      for (auto& stream : program.services().reach.deliveries().streams())
        for (auto& piece : stream.name == "reach.sms" ? stream.take(program.db(), 1) : std::vector<jobs::Piece>{}) {
          piece.run();
          program.db().write(piece.settle);
        }
    };
    for (int i = 0; i < 20; ++i) {
      one(app.program());
      one(*there);
    }
    EXPECT_EQ(sms.sent.size(), 12u);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::accepted, 12}, {S::refused, 3}}));
  }
}

TEST(Servers, RaceForMessagesWithoutDoubling) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    auto there = app.another_server();
    Channels channels(app);
    channels.into(*there);
    auto& sms = channels[Kind::sms];
    std::vector<std::string> ids;
    for (int i = 0; i < 12; ++i) {
      ids.push_back(published(app, "hoa", {"song_phuong"}));
      hand_out(app, ids.back(), Kind::sms, everyone(app, ids.back()));
    }
    std::thread other([&] { there->jobs().run_due(); });
    run(app);
    other.join();
    run(app);
    EXPECT_EQ(sms.sent.size(), 144u);
    std::set<std::string> keys;
    for (const auto& message : sms.sent) keys.insert(message.key);
    EXPECT_EQ(keys.size(), 144u);
  }
}

TEST(Servers, TakeOverFromOneThatDiedWhenItsLeaseEnds) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    Crashed(app, channels, Kind::sms);
    run(app);
    EXPECT_EQ(sms.sent.size(), 5u) << "the other one may live";
    app.pass(2 * kMinute);
    run(app);
    EXPECT_EQ(sms.sent.size(), 10u);
    EXPECT_EQ(states(app, id, Kind::sms), (States{{S::accepted, 5}, {S::refused, 1}}));
  }
}

}  // namespace
}  // namespace thon::reach::test
