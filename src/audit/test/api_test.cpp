#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "audit/service.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

audit::Verification verify(TestApp& app) {
  audit::Verification found;
  app.db().read([&](Tx& tx) { found = audit::verify(tx); });
  return found;
}

TEST(Audit, ShowsNewestFirstAndKeepsItsChain) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    app.pass(kMinute);
    ASSERT_EQ(app.as("ha").patch("/api/areas/" + app.id("to_1"), {{"version", 1}, {"name", "Tổ 1 mới"}}).status, 200);
    const auto reply = app.as("ha").get("/api/audit");
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/items/0/subject_id").as_string(), app.id("to_1"));
    EXPECT_EQ(reply.at("/items/0/actor_id").as_string(), app.id("ha"));
    EXPECT_EQ(reply.at("/items/0/at").as_int64(), app.now());
    EXPECT_TRUE(verify(app).whole());
    EXPECT_GT(verify(app).entries, 10);
  }
}

TEST(Audit, PagesThroughEverythingOnce) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    app.db().write([](Tx& tx) {
      for (int i = 0; i < 120; ++i) audit::record(tx, system_actor(), "test.done", "test", "all of one");
    });
    // Only those are listed that the administrator may view; these belong to no unit.
    auto all = app.as("ha").get("/api/audit?subject=all%20of%20one");
    ASSERT_EQ(all.status, 200) << all.body;
    EXPECT_EQ(all.at("/items").as_array().size(), 0u);
    const std::string unit = app.id("to_1");
    app.db().write([&](Tx& tx) {
      for (int i = 0; i < 120; ++i) audit::record(tx, system_actor(), "test.done", "test", "paged", unit);
    });
    std::set<std::string> seen;
    std::string cursor;
    int pages = 0;
    do {
      const auto page = app.as("ha").get("/api/audit?subject=paged" + (cursor.empty() ? "" : "&cursor=" + cursor));
      ASSERT_EQ(page.status, 200) << page.body;
      for (const auto& item : page.at("/items").as_array())
        EXPECT_TRUE(seen.emplace(item.at("id").as_string()).second) << "shown twice";
      cursor = page.at("/next").is_null() ? "" : std::string(page.at("/next").as_string());
    } while (!cursor.empty() && ++pages < 10);
    EXPECT_EQ(seen.size(), 120u);
  }
}

TEST(Audit, IsForThoseWhoMayViewIt) {
  TestApp app(Engine::sqlite);
  EXPECT_EQ(app.guest().get("/api/audit").status, 401);
  for (const char* who : {"hoa", "truong", "lan", "vinh", "dung", "nam"})
    EXPECT_EQ(app.as(who).get("/api/audit").status, 404) << who;
  for (const char* cursor : {"x", "1", "1.2", "1.2.", "1.2.3x", "99999999999999999999.1.1"})
    EXPECT_EQ(app.as("ha").get(std::string("/api/audit?cursor=") + cursor).fault("/cursor"), "audit.error.cursor")
        << cursor;
}

TEST(Audit, FindsWhatWasChangedBehindTheProgramsBack) {
  static const Sql kTamper{"test.tamper", "UPDATE audit_entry SET actor_name = 'Người khác' WHERE seq = 3"};
  static const Sql kCut{"test.cut", "DELETE FROM audit_entry WHERE seq > 3"};
  for (const Engine engine : engines()) {
    {
      TestApp app(engine);
      app.db().write([](Tx& tx) { tx.exec(kTamper); });
      ASSERT_FALSE(verify(app).whole());
      EXPECT_EQ(verify(app).broken->seq, 3);
      EXPECT_EQ(verify(app).broken->fault, audit::Fault::changed);
    }
    TestApp app(engine);
    app.db().write([](Tx& tx) { tx.exec(kCut); });
    ASSERT_FALSE(verify(app).whole());
    EXPECT_EQ(verify(app).broken->fault, audit::Fault::cut_off);
  }
}

TEST(Audit, ManyWritersAtOnceForkNoChain) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto before = verify(app).entries;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 25; ++i)
          app.db().write([](Tx& tx) { audit::record(tx, system_actor(), "test.done"); });
      });
    for (auto& thread : threads) thread.join();
    EXPECT_TRUE(verify(app).whole());
    EXPECT_EQ(verify(app).entries, before + 100);
  }
}

TEST(Audit, AWriteThatFailsLeavesNoEntry) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const auto before = verify(app).entries;
    EXPECT_THROW(app.db().write([](Tx& tx) {
                   audit::record(tx, system_actor(), "test.done");
                   throw Error::not_found();
                 }),
                 Error);
    EXPECT_TRUE(verify(app).whole());
    EXPECT_EQ(verify(app).entries, before);
  }
}

}  // namespace
}  // namespace thon::test
