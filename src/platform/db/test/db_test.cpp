#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>
#include <thread>

#include "base/error.hpp"
#include "base/id.hpp"
#include "platform/db/db.hpp"
#include "platform/db/session.hpp"
#include "support/postgres.hpp"
#include "support/test_app.hpp"

namespace thon {
namespace {

struct Item {
  std::string id;
  std::int64_t number = 0;
  std::optional<double> weight;
  bool ripe = false;
};
BOOST_DESCRIBE_STRUCT(Item, (), (id, number, weight, ripe))

const Migration kItems{"test/0001.sql",
                       "CREATE TABLE test_item (seq {{identity}}, id TEXT UNIQUE, number BIGINT, weight DOUBLE "
                       "PRECISION, ripe BIGINT, photo BLOB);"};
const Sql kInsert{"test.insert",
                  "INSERT INTO test_item (id, number, weight, ripe, photo) VALUES (:id, :number, :weight, :ripe, :photo)"};
const Sql kAll{"test.all", "SELECT id, number, weight, ripe FROM test_item ORDER BY id"};
const Sql kCount{"test.count", "SELECT COUNT(*) FROM test_item"};
const Sql kPhoto{"test.photo", "SELECT photo FROM test_item WHERE id = :id"};

SqlParams item(const std::string& id, int number = 1) {
  return {{"id", id}, {"number", number}, {"weight", std::nullopt}, {"ripe", true}, {"photo", Bytes{"x"}}};
}

/// A database of its own for each test, of each engine.
class Databases : public testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    if (GetParam() == Engine::postgresql) {
      if (!test::postgres::available()) GTEST_SKIP() << "THON_TEST_POSTGRES is not set";
      url = test::postgres::create_database();
    } else {
      url = (std::filesystem::temp_directory_path() / (new_id() + ".db")).string();
    }
    db = Db::open({.url = url});
    db->migrate({kItems});
  }
  void TearDown() override {
    db.reset();
    if (url.empty()) return;
    if (GetParam() == Engine::postgresql) return test::postgres::drop_database(url);
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(url + end);
  }
  std::int64_t count() {
    std::int64_t found = 0;
    db->read([&](Tx& tx) { found = *tx.value<std::int64_t>(kCount); });
    return found;
  }
  std::string url;
  std::unique_ptr<Db> db;
};

TEST_P(Databases, BringBackWhatWasWritten) {
  const std::string bytes("\0\xff\x01 bytes", 9);
  db->write([&](Tx& tx) {
    tx.exec(kInsert, {{"id", "bưởi Diễn"}, {"number", 5'000'000'000}, {"weight", 1.25}, {"ripe", true}, {"photo", Bytes{bytes}}});
    tx.exec(kInsert, {{"id", "kẹo lạc"}, {"number", -1}, {"weight", std::nullopt}, {"ripe", false}, {"photo", std::nullopt}});
  });
  db->read([&](Tx& tx) {
    const auto rows = tx.rows<Item>(kAll);
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].id, "bưởi Diễn");
    EXPECT_EQ(rows[0].number, 5'000'000'000);
    EXPECT_EQ(rows[0].weight, 1.25);
    EXPECT_TRUE(rows[0].ripe);
    EXPECT_FALSE(rows[1].weight);
    EXPECT_EQ(tx.value<Bytes>(kPhoto, {{"id", "bưởi Diễn"}})->data, bytes);
    EXPECT_FALSE(tx.value<Bytes>(kPhoto, {{"id", "kẹo lạc"}}));
  });
}

TEST_P(Databases, RollBackAFailingWriteAloneAmongWaitingOnes) {
  constexpr int kThreads = 16, kEach = 20;
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        try {
          db->write([&](Tx& tx) {
            tx.exec(kInsert, item(std::to_string(t) + "/" + std::to_string(i)));
            if (i % 4 == 0) throw Error(ErrorKind::invalid, "error.invalid");
          });
        } catch (const Error&) {
          ++failed;
        }
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(failed, kThreads * kEach / 4);
  EXPECT_EQ(count(), kThreads * kEach * 3 / 4);
}

TEST_P(Databases, AnswerAConflictForABrokenConstraintAndKeepTheRest) {
  db->write([&](Tx& tx) { tx.exec(kInsert, item("a")); });
  try {
    db->write([&](Tx& tx) {
      tx.exec(kInsert, item("b"));
      tx.exec(kInsert, item("a"));
    });
    FAIL() << "the second row of the same id was taken";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::conflict);
    EXPECT_EQ(error.detail().find("=(a)"), std::string::npos) << "values must not reach the log";
  }
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, TellWhatAWriteThrewWhenItRanOnceMore) {
  int runs = 0;
  const auto twice = [&](Tx& tx) {
    tx.exec(kInsert, item("a"));
    if (++runs == 1) throw detail::Retry("another write came first");
    throw Error::not_found();
  };
  EXPECT_THROW(db->write(twice), Error);
  EXPECT_EQ(runs, 2);
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, RefuseToWriteWhileReading) {
  EXPECT_ANY_THROW(db->read([&](Tx& tx) { tx.exec(kInsert, item("a")); }));
  EXPECT_EQ(count(), 0);
}

TEST_P(Databases, RunAfterCommitWorkOnlyForWhatWasCommitted) {
  std::vector<std::string> ran;
  db->write([&](Tx& tx) { tx.after_commit([&] { ran.push_back("kept"); }); });
  EXPECT_ANY_THROW(db->write([&](Tx& tx) {
    tx.after_commit([&] { ran.push_back("lost"); });
    throw std::runtime_error("no");
  }));
  EXPECT_EQ(ran, std::vector<std::string>{"kept"});
}

TEST_P(Databases, SeeOneStateThroughoutARead) {
  db->read([&](Tx& tx) {
    const auto before = *tx.value<std::int64_t>(kCount);
    db->write([&](Tx& inner) { inner.exec(kInsert, item("meanwhile")); });
    EXPECT_EQ(*tx.value<std::int64_t>(kCount), before);
  });
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, LetAStatementRunInsideItself) {
  db->write([&](Tx& tx) {
    for (const char* id : {"a", "b", "c"}) tx.exec(kInsert, item(id));
  });
  db->read([&](Tx& tx) {
    int seen = 0;
    tx.run(kAll, {}, {Column::text}, [&](const Row&) {
      seen += static_cast<int>(tx.rows<Item>(kAll).size());
      return true;
    });
    EXPECT_EQ(seen, 9);
  });
}

/// Adds up what the writes of one group bring, into one row.
class Sum : public GroupWork {
 public:
  void add(int n) { total_ += n; }
  void flush(Tx& tx) override { tx.exec(kInsert, item(new_id(), total_)); }

 private:
  int total_ = 0;
};

TEST_P(Databases, ShareWorkAmongTheWritesOfAGroupWithoutLosingAny) {
  constexpr int kWrites = 200;
  std::vector<std::promise<void>> done(kWrites);
  for (int i = 0; i < kWrites; ++i)
    db->submit([](Tx& tx) { tx.group_work<Sum>([] { return std::make_unique<Sum>(); }).add(1); },
               [&done, i](std::exception_ptr failure) {
                 if (failure) done[i].set_exception(failure);
                 else done[i].set_value();
               });
  for (auto& d : done) d.get_future().get();
  std::int64_t total = 0;
  db->read([&](Tx& tx) {
    for (const auto& row : tx.rows<Item>(kAll)) total += row.number;
  });
  EXPECT_EQ(total, kWrites);
  EXPECT_LT(count(), kWrites) << "waiting writes were not grouped";
}

TEST_P(Databases, KeepTheWritesOfAGroupWhenAnotherOfItFailsInARead) {
  // No row of a table without rows is divided, so the plan passes and only the run fails.
  static const Sql kFails{"test.fails", "SELECT number / (number - number) FROM test_item"};
  static const Sql kFailsToo{"test.fails_too", "SELECT CAST('đ' || id AS BIGINT) FROM test_item WHERE number / 0 > 1"};
  const bool sqlite = GetParam() == Engine::sqlite;
  // SQLite answers NULL to a division by zero, so there the work itself throws.
  const auto fail = [&](Tx& tx) {
    tx.rows<Item>(kAll);
    if (sqlite) throw std::runtime_error("refused");
    tx.values<std::int64_t>(tx.now() % 2 ? kFails : kFailsToo);
  };
  const auto one = Db::open({.url = url, .writers = 1});
  one->write([](Tx& tx) { tx.exec(kInsert, item("first")); });
  std::promise<void> queued;
  std::vector<std::future<void>> ended;
  const auto submit = [&](std::function<void(Tx&)> work) {
    auto done = std::make_shared<std::promise<void>>();
    ended.push_back(done->get_future());
    one->submit(std::move(work), [done](std::exception_ptr failure) {
      if (failure) done->set_exception(failure);
      else done->set_value();
    });
  };
  auto released = queued.get_future().share();
  // While the only writer waits here, the others gather and become one group.
  submit([released](Tx&) { released.wait(); });
  submit([](Tx& tx) { tx.exec(kInsert, item("before")); });
  submit(fail);
  submit([](Tx& tx) { tx.exec(kInsert, item("after")); });
  queued.set_value();
  EXPECT_NO_THROW(ended[0].get());
  EXPECT_NO_THROW(ended[1].get());
  EXPECT_ANY_THROW(ended[2].get());
  EXPECT_NO_THROW(ended[3].get());
  EXPECT_EQ(count(), 3);
  EXPECT_ANY_THROW(one->write(fail));
}

TEST_P(Databases, AnswerAgainOnceTheServerIsBack) {
  if (GetParam() == Engine::sqlite) return;
  test::postgres::shut(url, true);
  // More failing reads and writes than there are connections.
  for (int i = 0; i < 5; ++i) {
    EXPECT_ANY_THROW(db->read([](Tx& tx) { tx.rows<Item>(kAll); }));
    EXPECT_ANY_THROW(db->write([](Tx& tx) { tx.exec(kInsert, item("lost")); }));
  }
  test::postgres::shut(url, false);
  db->write([](Tx& tx) { tx.exec(kInsert, item("back")); });
  EXPECT_EQ(count(), 1);
}

TEST_P(Databases, RefuseAMigrationThatWasChangedAfterItWasApplied) {
  db->migrate({kItems});
  EXPECT_ANY_THROW(db->migrate({{kItems.name, kItems.sql + " -- changed"}}));
}

INSTANTIATE_TEST_SUITE_P(Engines, Databases, testing::Values(Engine::sqlite, Engine::postgresql),
                         [](const auto& engine) {
                           return engine.param == Engine::sqlite ? "Sqlite" : "Postgresql";
                         });

}  // namespace
}  // namespace thon
