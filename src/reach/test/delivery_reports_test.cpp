// What providers report later.
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;

TEST(Reports, BecomeEvidenceOnceWithTheirChannel) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    ToGroup to(app, Kind::sms);
    run(app);
    app.pass(kMinute);
    for (int twice = 0; twice < 2; ++twice) report(app, Kind::sms, delivered(to.channel.sent[0], app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 0, 1, 5}));
    auto seen = delivered(to.channel.sent[0], app.now(), "s");
    seen.what = channels::Report::What::seen;
    report(app, Kind::sms, seen);
    report(app, Kind::sms, delivered(to.channel.sent[0], app.now(), "late"));
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    auto failed = delivered(to.channel.sent[1], app.now(), "f");
    failed.what = channels::Report::What::failed;
    failed.reason = "switched_off";
    report(app, Kind::sms, failed);
    EXPECT_EQ(states(app, to.id, Kind::sms), (States{{S::seen, 1}, {S::accepted, 3}, {S::refused, 2}}));
    // A provider that takes its own word back is believed what it proves.
    report(app, Kind::sms, delivered(to.channel.sent[1], app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 1, 1, 4}));
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 1, 1, 4}));
  }
}

TEST(Reports, MayOvertakeTheAnswer) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    ToGroup to(app, Kind::sms);
    to.channel.before = [&](const channels::Message& message) { report(app, Kind::sms, delivered(message, app.now())); };
    run(app);
    EXPECT_EQ(coverage_of(app, "hoa", to.id, "to_1"), (Figures{6, 0, 0, 0, 5, 1}));
    EXPECT_EQ(states(app, to.id, Kind::sms), (States{{S::delivered, 5}, {S::refused, 1}}));
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

}  // namespace
}  // namespace thon::reach::test
