#include <gtest/gtest.h>

#include "platform/jobs/jobs.hpp"
#include "support/test_app.hpp"

namespace thon::jobs {
namespace {

using test::engines;
using test::TestApp;

const Sql kWaiting{"test.waiting", "SELECT COUNT(*) FROM jobs_task WHERE state = 'waiting'"};
const Sql kDead{"test.dead", "SELECT COUNT(*) FROM jobs_task WHERE state = 'dead'"};

std::int64_t count(TestApp& app, const Sql& sql) {
  std::int64_t found = 0;
  app.db().read([&](Tx& tx) { found = *tx.value<std::int64_t>(sql); });
  return found;
}

TEST(Outbox, RunsATaskOnceAfterTheWriteThatEnqueuedIt) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    std::vector<std::string> ran;
    Runner runner(app.db(), {}, {{"greet", [&](Db&, const std::string& payload) { ran.push_back(payload); }}});
    app.db().write([](Tx& tx) { enqueue(tx, "greet", "a", "xin chào"); });
    EXPECT_ANY_THROW(app.db().write([](Tx& tx) {
      enqueue(tx, "greet", "b", "never");
      throw std::runtime_error("rolled back");
    }));
    EXPECT_EQ(runner.run_due(), 1);
    EXPECT_EQ(runner.run_due(), 0);
    EXPECT_EQ(ran, std::vector<std::string>{"xin chào"});
  }
}

TEST(Outbox, AddsAWaitingTaskOfTheSameKeyOnlyOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    for (int i = 0; i < 3; ++i) app.db().write([](Tx& tx) { enqueue(tx, "merge", "same", "{}"); });
    EXPECT_EQ(count(app, kWaiting), 1);
  }
}

TEST(Outbox, TriesAgainLaterAndNeverDropsATaskThatKeepsFailing) {
  TestApp app(Engine::sqlite);
  int tries = 0;
  Runner runner(app.db(), {}, {{"fail", [&](Db&, const std::string&) {
                                  ++tries;
                                  throw std::runtime_error("not now");
                                }}});
  app.db().write([](Tx& tx) { enqueue(tx, "fail", "a", "{}"); });
  EXPECT_EQ(runner.run_due(), 1);
  EXPECT_EQ(runner.run_due(), 0) << "tried again at once";
  for (int i = 0; i < 20; ++i) {
    app.pass(kHour);
    runner.run_due();
  }
  EXPECT_EQ(tries, 12);
  EXPECT_EQ(count(app, kWaiting), 0);
  EXPECT_EQ(count(app, kDead), 1);
}

TEST(Outbox, SurvivesARestart) {
  TestApp app(Engine::sqlite);
  app.db().write([](Tx& tx) { enqueue(tx, "greet", "a", "xin chào"); });
  app.restart();
  int ran = 0;
  Runner runner(app.db(), {}, {{"greet", [&](Db&, const std::string&) { ++ran; }}});
  runner.run_due();
  EXPECT_EQ(ran, 1);
}

TEST(Backoff, DoublesUpToAnHour) {
  EXPECT_EQ(backoff(1), kSecond);
  EXPECT_EQ(backoff(2), 2 * kSecond);
  EXPECT_EQ(backoff(12), 2048 * kSecond);
  EXPECT_EQ(backoff(40), kHour);
}

}  // namespace
}  // namespace thon::jobs
