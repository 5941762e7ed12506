// Servers that die with messages in hand, and several on one database.
#include "reach/test/channel_double.hpp"

#include <set>
#include <thread>

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;

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
    ToGroup to(app, Kind::sms);
    Crashed(app, to.channels, Kind::sms);
    EXPECT_EQ(to.channel.sent.size(), 5u);
    app.as("lan").post("/api/reach/told", told_items({told(app, to.id, "to_1_1", app.now())}));
    app.pass(kHour);
    run(app);
    ASSERT_EQ(to.channel.sent.size(), 9u) << "one was told meanwhile";
    std::map<std::string, int> by_key;
    for (const auto& message : to.channel.sent) ++by_key[message.key];
    EXPECT_EQ(by_key.size(), 5u);
    EXPECT_EQ(states(app, to.id, Kind::sms), (States{{S::accepted, 4}, {S::uncertain, 1}, {S::refused, 1}}));
  }
}

TEST(Crash, LeavesInDoubtWhatMightDouble) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    ToGroup to(app, Kind::zns);
    Crashed(app, to.channels, Kind::zns);
    EXPECT_EQ(to.channel.sent.size(), 2u);
    app.pass(kHour);
    run(app);
    EXPECT_EQ(to.channel.sent.size(), 2u);
    EXPECT_EQ(states(app, to.id, Kind::zns), (States{{S::uncertain, 2}, {S::refused, 4}}));
    EXPECT_EQ(hand_out(app, to.id, Kind::zns, everyone(app, to.id)), 0);
    // A report proves that it was sent after all: by our key, or by the address.
    auto first = delivered(to.channel.sent[0], app.now() - kHour);
    first.key = to.channel.sent[0].key;
    report(app, Kind::zns, first);
    auto second = delivered(to.channel.sent[1], app.now() - kHour);
    second.user = to.channel.sent[1].address;
    report(app, Kind::zns, second);
    EXPECT_EQ(states(app, to.id, Kind::zns), (States{{S::delivered, 2}, {S::refused, 4}}));
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 0, 2, 4}));
  }
}

TEST(Crash, FindsReportsThatCameWhileTheServerWasDown) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    ToGroup to(app, Kind::zns);
    Crashed(app, to.channels, Kind::zns);
    auto early = delivered(to.channel.sent[0], app.now());
    early.user = to.channel.sent[0].address;
    report(app, Kind::zns, early);
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 0, 0, 6})) << "its sending is not over yet";
    app.pass(kHour);
    run(app);
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 0, 1, 5}));
    EXPECT_EQ(states(app, to.id, Kind::zns), (States{{S::delivered, 1}, {S::uncertain, 1}, {S::refused, 4}}));
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
    ToGroup to(app, Kind::sms);
    Crashed(app, to.channels, Kind::sms);
    run(app);
    EXPECT_EQ(to.channel.sent.size(), 5u) << "the other one may live";
    app.pass(2 * kMinute);
    run(app);
    EXPECT_EQ(to.channel.sent.size(), 10u);
    EXPECT_EQ(states(app, to.id, Kind::sms), (States{{S::accepted, 5}, {S::refused, 1}}));
  }
}

}  // namespace
}  // namespace thon::reach::test
