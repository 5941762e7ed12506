// To whom a decision to write leads, and when it does not. The channel is a double; adapters have tests of their own.
#include "reach/test/channel_double.hpp"

#include <set>

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;

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
    ToGroup to(app, Kind::sms);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(to.id, "opened", app.now())}));
    app.as("lan").post("/api/reach/told", told_items({told(app, to.id, "to_1_2", app.now())}));
    run(app);
    EXPECT_EQ(to.channel.sent.size(), 3u);
    EXPECT_FALSE(message_to(app, to.id, Kind::sms, ordinal_of(app, "to_1_1")));
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
    ToGroup to(app, Kind::sms);
    // While the first message is with the provider, everyone else is told at the door.
    to.channel.before = [&](const channels::Message&) {
      to.channel.before = nullptr;
      json::array all;
      for (int n = 1; n <= 6; ++n) all.push_back(told(app, to.id, "to_1_" + std::to_string(n), app.now()));
      EXPECT_EQ(app.as("lan").post("/api/reach/told", told_items(all)).status, 200);
    };
    run(app);
    EXPECT_EQ(to.channel.sent.size(), 1u);
    EXPECT_EQ(states(app, to.id, Kind::sms), (States{{S::accepted, 1}, {S::spared, 4}, {S::refused, 1}}));
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

}  // namespace
}  // namespace thon::reach::test
