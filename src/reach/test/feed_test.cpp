#include <algorithm>
#include <random>

#include "app/program.hpp"
#include "reach/ledger/merge.hpp"
#include "reach/test/people.hpp"
#include "support/phones.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using thon::test::Person;

TEST(Receipts, CountByTheBestEvidence) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"}, true);
    auto nam = app.as("nam");
    app.events().clear();
    EXPECT_EQ(nam.post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())})).status, 204);
    EXPECT_EQ(app.events().named("coverage").size(), 1u);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 1, 0, 5}));
    const auto before = app.db().stats().writes;
    EXPECT_EQ(nam.post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())})).status, 204);
    EXPECT_EQ(app.db().stats().writes, before + 1);
    EXPECT_EQ(app.events().named("coverage").size(), 1u);  // nothing new in it
    nam.post("/api/reach/receipts",
             receipts({receipt(id, "confirmed", app.now()), receipt(id, "confirmed", app.now())}));
    EXPECT_EQ(coverage_of(app, "hoa", id, "song_phuong"), (Figures{15, 0, 1, 0, 0, 14}));
    app.restart();
    EXPECT_EQ(coverage_of(app, "hoa", id, "song_phuong"), (Figures{15, 0, 1, 0, 0, 14}));
  }
}

TEST(Receipts, AreForTheAudienceAlone) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"thap_thuong"});
    const auto draft = new_id();
    app.as("hoa").post("/api/reach/announcements", draft_of(app, draft, {"to_1"}));
    const auto one = receipts({receipt(id, "opened", app.now())});
    EXPECT_EQ(app.guest().post("/api/reach/receipts", one).status, 401);
    EXPECT_EQ(app.as("lan").post("/api/reach/receipts", one).status, 404);
    EXPECT_EQ(app.as("mai").post("/api/reach/receipts", one).status, 404);
    EXPECT_EQ(app.as("xa").post("/api/reach/receipts", one).status, 404);
    EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({receipt(draft, "opened", 1)})).status, 404);
    EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({receipt(new_id(), "opened", 1)})).status,
              404);
    EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "told", 1)})).status, 422);
    EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({})).status, 422);
    // One stray among others does not keep the others out.
    EXPECT_EQ(app.as("nam")
                  .post("/api/reach/receipts",
                        receipts({receipt(draft, "opened", 1), receipt(id, "opened", app.now())}))
                  .status,
              204);
    EXPECT_EQ(coverage_of(app, "hoa", id, "thap_thuong"), (Figures{11, 0, 0, 1, 0, 10}));
  }
}

TEST(Receipts, SayByWhichWayTheyCame) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    auto by_push = receipt(id, "delivered", app.now());
    by_push["channel"] = "push";
    EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({by_push})).status, 204);
    auto by_link = receipt(id, "opened", app.now());
    by_link["channel"] = "chat_link";
    EXPECT_EQ(app.as("mai").post("/api/reach/receipts", receipts({by_link})).status, 204);
    // What only the server's own adapters can know is not for a device to say.
    for (const char* other : {"sms", "zalo", "in_person", "Push"}) {
      by_push["channel"] = other;
      EXPECT_EQ(app.as("nam").post("/api/reach/receipts", receipts({by_push})).fault("/receipts/0/channel"),
                "error.not_choice")
          << other;
    }
    app.restart();
    app.db().read([&](Tx& tx) {
      const auto book = app.program().services().reach.ledger().find(tx, id);
      std::vector<Channel> ways;
      for (const auto& trace : book->traces(*book->audience()))
        if (trace.best.grade != Evidence::none) ways.push_back(trace.best.channel);
      EXPECT_EQ(ways, (std::vector{Channel::push, Channel::chat_link}));
    });
  }
}

TEST(Receipts, AreMovedWhenTheDeviceSaysHowFarItsClockIsOff) {
  TestApp app(Engine::sqlite);
  const auto id = published(app, "hoa", {"song_phuong"});
  const auto hour = app.now() / kHour * kHour;
  app.pass(5 * kHour);
  const auto off = 100 * kDay;
  auto body = receipts({receipt(id, "opened", app.now() - 2 * kHour + off)});
  body["sent_at"] = app.now() + off;
  EXPECT_EQ(app.as("nam").post("/api/reach/receipts", body).status, 204);
  const auto reply =
      app.as("hoa").get("/api/reach/announcements/" + id + "/coverage?area=" + app.id("song_phuong"));
  EXPECT_EQ(reply.at("/curve/0/at"), hour + 3 * kHour);
}

TEST(Receipts, TakeNoTimeFromAWrongClock) {
  TestApp app(Engine::sqlite);
  const auto id = published(app, "hoa", {"song_phuong"});
  const auto hour = app.now() / kHour * kHour;
  app.pass(2 * kHour);
  app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now() + 9 * kDay)}));
  app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "opened", 5)}));
  const auto reply =
      app.as("hoa").get("/api/reach/announcements/" + id + "/coverage?area=" + app.id("song_phuong"));
  ASSERT_EQ(reply.at("/curve").as_array().size(), 2u) << reply.body;
  EXPECT_EQ(reply.at("/curve/0/at"), hour);
  EXPECT_EQ(reply.at("/curve/0/opened"), 1);
  EXPECT_EQ(reply.at("/curve/1/at"), hour + 2 * kHour);
  EXPECT_EQ(reply.at("/curve/1/delivered"), 2);
}

TEST(Feed, PutsWhatNeedsAnAnswerFirst) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto asking = published(app, "hoa", {"song_phuong"}, true);
    app.pass(kHour);
    const auto newer = published(app, "truong", {"to_1"});
    published(app, "hoa", {"to_3"});
    auto nam = app.as("nam");
    const auto first = nam.get("/api/reach/feed");
    ASSERT_EQ(first.status, 200) << first.body;
    ASSERT_EQ(first.at("/items").as_array().size(), 2u);
    EXPECT_EQ(first.at("/items/0/id"), json::string(asking));
    EXPECT_EQ(first.at("/items/0/sender_name"), "Xã Song Phượng");
    EXPECT_EQ(first.at("/unanswered"), 1);
    nam.post("/api/reach/receipts", receipts({receipt(asking, "confirmed", app.now())}));
    const auto second = nam.get("/api/reach/feed");
    EXPECT_EQ(second.at("/items/0/id"), json::string(newer));
    EXPECT_EQ(second.at("/items/1/evidence"), "confirmed");
    EXPECT_EQ(second.at("/unanswered"), 0);
    EXPECT_EQ(nam.get("/api/reach/feed?q=cho+meo").at("/items").as_array().size(), 2u);
    EXPECT_EQ(nam.get("/api/reach/feed?q=hop+thon").at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.guest().get("/api/reach/feed").status, 401);
    EXPECT_EQ(app.as("lan").get("/api/reach/feed").status, 404);
    EXPECT_EQ(app.as("xa").get("/api/reach/feed").at("/items").as_array().size(), 0u);
    for (const std::string cursor : {"9", "0.-9223372036854775808.x"})
      EXPECT_EQ(nam.get("/api/reach/feed?cursor=" + cursor).fault("/cursor"), "reach.error.cursor") << cursor;
  }
}

TEST(Feed, GoesOnPageByPage) {
  TestApp app(Engine::sqlite);
  std::vector<std::string> ids;
  for (int i = 0; i < 25; ++i) {
    app.pass(kMinute);
    ids.insert(ids.begin(), published(app, "hoa", {"to_1"}));
  }
  const auto first = app.as("nam").get("/api/reach/feed");
  ASSERT_EQ(first.at("/items").as_array().size(), 20u);
  const auto second =
      app.as("nam").get("/api/reach/feed?cursor=" + std::string(first.at("/next").as_string()));
  ASSERT_EQ(second.at("/items").as_array().size(), 5u) << second.body;
  EXPECT_EQ(second.at("/items/0/id"), json::string(ids[20]));
  EXPECT_TRUE(second.at("/next").is_null());
}

TEST(Statements, AreFewForWhatIsReadMost) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"}, true);
    auto& reach = app.program().services().reach;
    const auto actor = [&](const char* word) {
      http::Request request;
      request.headers = {{"cookie", "thon_session=" + app.as(word).token()}};
      return app.program().router().who(request);
    };
    const auto nam = actor("nam"), hoa = actor("hoa");
    const auto count = [&](const std::function<void(Tx&)>& work) {
      int statements = 0;
      app.db().read([&](Tx& tx) {
        work(tx);
        statements = tx.statements();
      });
      return statements;
    };
    const auto feed = [&](Tx& tx) { reach.feeds().feed(tx, nam, {}); };
    CoverageQuery query;
    query.announcement_id.value = id;
    const auto page = [&](Tx& tx) { reach.coverage().coverage(tx, hoa, query); };
    count(feed);  // reads the book into memory, once for all readers
    EXPECT_LE(count(feed), 4);
    EXPECT_LE(count(page), 6);
  }
}

TEST(Receipts, ADeviceMaySendInAnyOrderAndTwice) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto devices = thon::test::phones(app);
    const std::vector<std::vector<std::string>> audiences{
        {"song_phuong"}, {"thap_thuong"}, {"to_1", "to_3"}, {"to_2"}};
    std::vector<std::string> ids;
    for (const auto& units : audiences) ids.push_back(published(app, "hoa", units));
    const std::map<std::string, std::vector<std::string>> groups_of{{"song_phuong", {"to_1", "to_2", "to_3"}},
                                                                    {"thap_thuong", {"to_1", "to_2"}},
                                                                    {"thuan_thuong", {"to_3"}},
                                                                    {"to_1", {"to_1"}},
                                                                    {"to_2", {"to_2"}},
                                                                    {"to_3", {"to_3"}}};
    const auto in_audience = [&](std::size_t a, const std::string& group) {
      return std::any_of(audiences[a].begin(), audiences[a].end(), [&](const auto& unit) {
        const auto& groups = groups_of.at(unit);
        return std::find(groups.begin(), groups.end(), group) != groups.end();
      });
    };
    // The count kept beside: announcement → household → best grade.
    std::vector<std::map<std::string, int>> best(ids.size());
    const char* grades[] = {"delivered", "opened", "confirmed"};
    std::mt19937 random(20221019);
    int sent = 0;
    while (sent < 10'000) {
      const auto device = std::next(devices.begin(), random() % devices.size());
      const auto group = device->first.substr(0, 4);
      json::array batch;
      bool any = false;
      for (auto left = 1 + random() % 50; left > 0; --left, ++sent) {
        const auto a = random() % ids.size();
        const int grade = static_cast<int>(random() % 3);
        batch.push_back(receipt(ids[a], grades[grade], app.now() - random() % (3 * kHour)));
        if (!in_audience(a, group)) continue;
        any = true;
        auto& own = best[a][device->first];
        own = std::max(own, grade + 1);
      }
      const auto reply = device->second.post("/api/reach/receipts", receipts(std::move(batch)));
      ASSERT_EQ(reply.status, any ? 204 : 404) << reply.body;
      if (random() % 40 == 0) merge_segments(app.db());
      if (random() % 60 == 0) app.pass(20 * kMinute);
      if (random() % 150 == 0) app.program().services().reach.ledger().clear();
    }
    for (const bool restarted : {false, true}) {
      if (restarted) app.restart();
      for (std::size_t a = 0; a < ids.size(); ++a)
        for (const auto& [unit, groups] : groups_of) {
          Figures wanted(6, 0);
          for (const auto& [word, device] : devices) {
            const auto group = word.substr(0, 4);
            if (!in_audience(a, group) || std::find(groups.begin(), groups.end(), group) == groups.end())
              continue;
            ++wanted[0];
            const auto found = best[a].find(word);
            ++wanted[static_cast<std::size_t>(5 - (found == best[a].end() ? 0 : found->second))];
          }
          EXPECT_EQ(coverage_of(app, "hoa", ids[a], unit), wanted) << "announcement " << a << " in " << unit;
        }
    }
  }
}

}  // namespace
}  // namespace thon::reach::test
