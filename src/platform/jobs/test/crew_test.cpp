#include "platform/jobs/crew.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <set>

#include "base/id.hpp"
#include "platform/jobs/jobs.hpp"
#include "support/test_app.hpp"

namespace thon::jobs {
namespace {

using test::engines;
using test::TestApp;

const Sql kSettled{"test.settled", "SELECT COUNT(*) FROM jobs_task WHERE kind = 'settled'"};

std::int64_t settled(TestApp& app) {
  std::int64_t found = 0;
  app.db().read([&](Tx& tx) { found = *tx.value<std::int64_t>(kSettled); });
  return found;
}

/// So many pieces in all, each of which runs `work` and leaves a row.
class Pile {
 public:
  Pile(int pieces, std::function<void()> work) : left_(pieces), work_(std::move(work)) {}
  std::vector<Piece> take(std::size_t most) {
    std::vector<Piece> pieces;
    for (; left_ > 0 && pieces.size() < most; --left_)
      pieces.push_back({[this] {
                          const int now = ++under_way;
                          for (int seen = most_at_once; now > seen && !most_at_once.compare_exchange_weak(seen, now);) {
                          }
                          work_();
                          --under_way;
                        },
                        [](Tx& tx) { enqueue(tx, "settled", new_id(), ""); }});
    return pieces;
  }
  Stream stream(Pace pace) {
    return {"pile", [pace] { return pace; }, [this](Db&, std::size_t most) { return take(most); }};
  }
  std::atomic<int> under_way{0}, most_at_once{0};

 private:
  int left_;
  std::function<void()> work_;
};

void wait_until(const std::function<bool()>& done) {
  for (int i = 0; i < 2000 && !done(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
}

TEST(Crew, DoesManyPiecesAtOnceAndNeverMoreThanItMay) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    std::atomic<int> met{0};
    // Every piece waits until as many as may be under way have met.
    Pile pile(40, [&] {
      ++met;
      wait_until([&] { return met >= 8; });
    });
    Crew crew(app.db(), {pile.stream({8, 0})});
    crew.start();
    wait_until([&] { return settled(app) == 40; });
    crew.stop();
    EXPECT_EQ(settled(app), 40);
    EXPECT_EQ(pile.most_at_once, 8);
  }
}

TEST(Crew, FinishesWhatIsUnderWayBeforeItStops) {
  TestApp app(Engine::sqlite);
  std::atomic<bool> begun{false};
  Pile pile(1, [&] {
    begun = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  });
  Crew crew(app.db(), {pile.stream({4, 0})});
  crew.start();
  wait_until([&] { return begun.load(); });
  crew.stop();
  EXPECT_EQ(settled(app), 1);
}

TEST(Crew, KeepsToTheRate) {
  TestApp app(Engine::sqlite);
  Pile pile(100, [] {});
  Crew crew(app.db(), {pile.stream({50, 5})});
  EXPECT_EQ(crew.run_due(), 5) << "a second's worth";
  app.pass(kSecond);
  EXPECT_EQ(crew.run_due(), 5);
  EXPECT_EQ(crew.run_due(), 0);
  app.pass(kMinute);
  EXPECT_EQ(crew.run_due(), 5) << "what was not used is not saved up";
}

TEST(Crew, GoesOnWhenAPieceOrATakeThrows) {
  TestApp app(Engine::sqlite);
  int takes = 0;
  Stream broken{"broken", [] { return Pace{2, 0}; }, [&](Db&, std::size_t) -> std::vector<Piece> {
                  ++takes;
                  throw std::runtime_error("no");
                }};
  Pile pile(3, [] { throw std::runtime_error("never mind"); });
  Crew crew(app.db(), {std::move(broken), pile.stream({2, 0})});
  EXPECT_EQ(crew.run_due(), 3);
  EXPECT_EQ(takes, 1);
  EXPECT_EQ(settled(app), 3) << "what came of it is written down all the same";
}

}  // namespace
}  // namespace thon::jobs
