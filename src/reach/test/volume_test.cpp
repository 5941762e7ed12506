#include <rapidcheck.h>

#include "app/program.hpp"
#include "reach/ledger/volume.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(Volumes, BindWhatHasGrownQuietAndTakeInWhatComesLater) {
  static const Sql kSegments{"test.segments", "SELECT COUNT(*) FROM reach_segment"};
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto other = published(app, "dung", {"thuong_mo"});
    const auto segments = [&] {
      std::int64_t count = 0;
      app.db().read([&](Tx& tx) { count = *tx.value<std::int64_t>(kSegments); });
      return count;
    };
    const auto figures = [&] {
      app.program().services().reach.ledger().clear();
      return coverage_of(app, "hoa", id, "song_phuong");
    };
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now() + 2 * kHour)}));
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    const auto before = figures();
    app.pass(6 * kDay);
    EXPECT_EQ(bind_volumes(app.db()), 0) << "something was heard of this week";
    app.pass(2 * kDay);
    // A phone that was away says now what it knew a week ago.
    app.as("xa").post("/api/reach/receipts", receipts({receipt(other, "delivered", app.now() - 8 * kDay)}));
    EXPECT_EQ(bind_volumes(app.db()), 1);
    EXPECT_EQ(segments(), 1) << "other servers have not seen what came just now";
    app.pass(kSettled - 1);
    EXPECT_EQ(bind_volumes(app.db()), 0);
    app.pass(1);
    EXPECT_EQ(bind_volumes(app.db()), 1);
    EXPECT_EQ(segments(), 0);
    EXPECT_EQ(figures(), before);
    EXPECT_EQ(bind_volumes(app.db()), 0);

    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "confirmed", app.now())}));
    EXPECT_EQ(segments(), 1);
    const auto later = figures();
    EXPECT_EQ(later, (Figures{15, 0, 1, 1, 0, 13}));
    EXPECT_EQ(bind_volumes(app.db()), 0);
    app.pass(8 * kDay);
    EXPECT_EQ(bind_volumes(app.db()), 0) << "it came after the binding before";
    app.pass(kSettled);
    EXPECT_EQ(bind_volumes(app.db()), 1);
    EXPECT_EQ(segments(), 0);
    EXPECT_EQ(figures(), later);
  }
}

TEST(VolumeRules, VolumesComeBackAsTheyWereAndDamageIsNamed) {
  EXPECT_TRUE(rc::check("pack and unpack", [] {
    Volume volume;
    const auto marks = *rc::gen::inRange(0, 12);
    for (int i = 0; i < marks; ++i) {
      const Mark mark{static_cast<Evidence>(*rc::gen::inRange(1, 5)), static_cast<Channel>(*rc::gen::inRange(1, 10)),
                      *rc::gen::inRange<std::int64_t>(0, 500'000)};
      auto& households = volume[mark];
      for (const auto ordinal : *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange(0u, 100'000u)))
        households.add(ordinal);
    }
    const auto bytes = pack(volume);
    RC_ASSERT(unpack_volume(bytes) == volume);
    if (volume.empty()) return;
    const auto cut = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT_THROWS(unpack_volume(std::string_view(bytes).substr(0, cut)));
  }));
}

TEST(Volumes, AreReadByAServerThatHasNotLookedForADay) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    Ledger there(Ledger::Options{.refresh = std::chrono::milliseconds(0)});
    const auto reached_there = [&] {
      std::uint64_t unreached = 0;
      app.db().read([&](Tx& tx) { unreached = there.find(tx, id)->unreached().size(); });
      return 15 - unreached;
    };
    EXPECT_EQ(reached_there(), 0u);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    app.pass(8 * kDay);
    EXPECT_EQ(bind_volumes(app.db()), 0);
    app.pass(kSettled);
    EXPECT_EQ(bind_volumes(app.db()), 1);
    EXPECT_EQ(reached_there(), 1u);
  }
}

}  // namespace
}  // namespace thon::reach::test
