// The ledger against a model that writes everything down household by household.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "app/program.hpp"
#include "reach/ledger/merge.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

struct Home {
  std::string id, group;
  std::uint32_t ordinal = 0;
  bool open = true;
};

/// One announcement as it was published and as it is known since.
struct Known {
  std::string id;
  std::map<std::uint32_t, std::string> group_then;
  std::map<std::uint32_t, int> receipts;
  std::set<std::uint32_t> told;
};

class World {
 public:
  explicit World(thon::Engine engine) : app_(engine), reach_(app_.program().services().reach) {
    app_.db().read([&](Tx& tx) {
      for (const auto& [group, count] :
           std::map<std::string, int>{{"to_1", 6}, {"to_2", 5}, {"to_3", 4}, {"to_4", 3}})
        for (int n = 1; n <= count; ++n) {
          const auto& id = app_.id(group + "_" + std::to_string(n));
          homes_.push_back({id, group, static_cast<std::uint32_t>(register_store::find(tx, id)->ordinal)});
        }
    });
  }

  void begin() { announcements_.clear(); }

  void publish(const std::vector<std::string>& units) {
    DraftInput draft;
    draft.id.value = new_id();
    draft.title.value = "Tin";
    draft.body.value = "Nội dung";
    for (const auto& unit : units) draft.area_ids.push_back({app_.id(unit)});
    PublishInput publish;
    publish.announcement_id = draft.id;
    publish.version = 1;
    Known known{draft.id.value, {}, {}, {}};
    for (const auto& home : homes_)
      for (const auto& unit : units)
        if (home.open && groups_of(unit).contains(home.group)) known.group_then[home.ordinal] = home.group;
    if (known.group_then.empty()) return;
    app_.db().write([&](Tx& tx) {
      reach_.announcements().draft(tx, system_actor(), draft);
      reach_.announcements().publish(tx, system_actor(), publish);
    });
    announcements_.push_back(std::move(known));
  }

  void receive(const Home& home, const std::vector<std::pair<std::size_t, int>>& list) {
    Actor actor;
    actor.kind = "household";
    actor.account_id = "một máy";
    actor.ordinal = home.ordinal;
    ReceiptsInput input;
    for (const auto& [which, grade] : list) {
      if (announcements_.empty()) return;
      auto& known = announcements_[which % announcements_.size()];
      Receipt receipt;
      receipt.announcement_id.value = known.id;
      receipt.grade = static_cast<ReceiptGrade>(grade - 1);
      receipt.at = app_.now() - static_cast<Millis>(which) * 20 * kMinute;
      input.receipts.push_back(receipt);
      if (known.group_then.contains(home.ordinal))
        known.receipts[home.ordinal] = std::max(known.receipts[home.ordinal], grade);
    }
    try {
      app_.db().write([&](Tx& tx) { reach_.feeds().receive(tx, actor, input); });
    } catch (const Error& error) {
      RC_ASSERT(error.kind() == ErrorKind::not_found);  // none of them was for this household
    }
  }

  void tell(const Home& home, std::size_t which, bool back) {
    if (announcements_.empty()) return;
    auto& known = announcements_[which % announcements_.size()];
    app_.pass(1);
    app_.db().write([&](Tx& tx) {
      if (back) {
        RetractInput input;
        input.announcement_id.value = known.id;
        input.household_id.value = home.id;
        if (known.told.contains(home.ordinal)) reach_.walks().retract(tx, system_actor(), input);
      } else {
        ToldItem item;
        item.announcement_id.value = known.id;
        item.household_id.value = home.id;
        item.at = app_.now();
        ToldInput input;
        input.items.push_back(item);
        reach_.walks().tell(tx, system_actor(), input);
      }
    });
    if (back)
      known.told.erase(home.ordinal);
    else if (known.group_then.contains(home.ordinal))
      known.told.insert(home.ordinal);
  }

  /// Households come and go; the figures of what was published before stay.
  void move(Home& home, const std::string& group) {
    app_.pass(kDay);
    const Date today{date_of(app_.now())};
    auto& households = app_.program().services().households;
    app_.db().write([&](Tx& tx) {
      if (!home.open)
        households.reopen(tx, system_actor(), home.id);
      else if (home.group == group)
        households.close(tx, system_actor(), {Id{home.id}, today, {}});
      else
        households.move(tx, system_actor(), {Id{home.id}, Id{app_.id(group)}, today});
    });
    if (!home.open)
      home.open = true;
    else if (home.group == group)
      home.open = false;
    else
      home.group = group;
  }

  void merge() { merge_segments(app_.db()); }
  void reload() { reach_.ledger().clear(); }

  void check() {
    app_.db().read([&](Tx& tx) {
      for (const auto& known : announcements_)
        for (const char* unit :
             {"ha_noi", "song_phuong", "thap_thuong", "thuan_thuong", "to_1", "to_2", "to_3", "to_4"}) {
          CoverageQuery query;
          query.announcement_id.value = known.id;
          query.area = Id{app_.id(unit)};
          const auto view = reach_.coverage().coverage(tx, system_actor(), query);
          RC_ASSERT(view.unit.coverage == wanted(known, unit));
        }
    });
  }

  std::vector<Home>& homes() { return homes_; }

 private:
  static const std::set<std::string>& groups_of(const std::string& unit) {
    static const std::map<std::string, std::set<std::string>> groups{
        {"ha_noi", {"to_1", "to_2", "to_3", "to_4"}},
        {"song_phuong", {"to_1", "to_2", "to_3"}},
        {"thap_thuong", {"to_1", "to_2"}},
        {"thuan_thuong", {"to_3"}},
        {"to_1", {"to_1"}},
        {"to_2", {"to_2"}},
        {"to_3", {"to_3"}},
        {"to_4", {"to_4"}}};
    return groups.at(unit);
  }

  static Coverage wanted(const Known& known, const std::string& unit) {
    Coverage c;
    for (const auto& [ordinal, group] : known.group_then) {
      if (!groups_of(unit).contains(group)) continue;
      ++c.audience;
      const auto found = known.receipts.find(ordinal);
      const int best = known.told.contains(ordinal) ? 4 : found == known.receipts.end() ? 0 : found->second;
      ++*std::array{&c.none, &c.delivered, &c.opened, &c.confirmed, &c.told}[static_cast<std::size_t>(best)];
    }
    return c;
  }

  TestApp app_;
  Service& reach_;
  std::vector<Home> homes_;
  std::vector<Known> announcements_;
};

void live(World& world) {
  static const std::vector<std::string> units{"song_phuong", "thap_thuong", "thuan_thuong", "to_1",
                                              "to_2",        "to_3",        "to_4"};
  world.begin();
  world.publish({*rc::gen::elementOf(units), *rc::gen::elementOf(units)});
  const auto steps = *rc::gen::inRange(1, 40);
  for (int i = 0; i < steps; ++i) {
    auto& home = world.homes()[*rc::gen::inRange<std::size_t>(0, world.homes().size())];
    const auto which = *rc::gen::inRange<std::size_t>(0, 12);
    switch (*rc::gen::weightedElement<int>({{8, 0}, {3, 1}, {2, 2}, {1, 3}, {1, 4}, {1, 5}, {1, 6}})) {
      case 0:
        world.receive(home,
                      *rc::gen::nonEmpty(rc::gen::container<std::vector<std::pair<std::size_t, int>>>(
                          rc::gen::pair(rc::gen::inRange<std::size_t>(0, 12), rc::gen::inRange(1, 4)))));
        break;
      case 1:
        world.tell(home, which, false);
        break;
      case 2:
        world.tell(home, which, true);
        break;
      case 3:
        world.move(home, *rc::gen::elementOf(std::vector<std::string>{"to_1", "to_2", "to_3"}));
        break;
      case 4:
        world.merge();
        break;
      case 5:
        world.reload();
        break;
      case 6:
        world.publish({*rc::gen::elementOf(units)});
        break;
    }
  }
  world.check();
  world.reload();
  world.check();
}

TEST(Ledger, AgreesWithAModelThatCountsOneByOne) {
  for (const auto engine : engines()) {
    World world(engine);
    EXPECT_TRUE(rc::check("every unit's coverage", [&] { live(world); }));
  }
}

TEST(Ledger, MergesSegmentsOfAKeyIntoOne) {
  static const Sql kCount{"test.segments", "SELECT COUNT(*) FROM reach_segment"};
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    const auto segments = [&] {
      std::int64_t count = 0;
      app.db().read([&](Tx& tx) { count = *tx.value<std::int64_t>(kCount); });
      return count;
    };
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    app.as("mai").post("/api/reach/receipts", receipts({receipt(id, "delivered", app.now())}));
    EXPECT_EQ(segments(), 2);
    EXPECT_EQ(merge_segments(app.db()), 1);
    EXPECT_EQ(segments(), 1);
    EXPECT_EQ(merge_segments(app.db()), 0);
    app.program().services().reach.ledger().clear();
    EXPECT_EQ(coverage_of(app, "hoa", id, "song_phuong"), (Figures{15, 0, 0, 0, 2, 13}));
  }
}

TEST(Ledger, LearnsWhatWasTakenBackWhileNobodyAsked) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    Ledger there(Ledger::Options{.refresh = std::chrono::milliseconds(0)});
    const auto best_there = [&] {
      Evidence evidence{};
      app.db().read([&](Tx& tx) {
        const auto ordinal = static_cast<std::uint32_t>(register_store::find(tx, app.id("to_1_1"))->ordinal);
        evidence = there.find(tx, id)->best(ordinal);
      });
      return evidence;
    };
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_1", app.now())}));
    EXPECT_EQ(best_there(), Evidence::told);
    app.pass(20 * kSecond);
    app.as("lan").post("/api/reach/told/retract",
                       {{"announcement_id", id}, {"household_id", app.id("to_1_1")}});
    app.pass(10 * kMinute);
    EXPECT_EQ(best_there(), Evidence::none);
  }
}

TEST(Ledger, LearnsWhatAnotherServerWrote) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    const auto id = published(app, "hoa", {"song_phuong"});
    auto& here = app.program().services().reach;
    // Another server: the same database, a ledger of its own that looks every time.
    Ledger there(Ledger::Options{.refresh = std::chrono::milliseconds(0)});
    const auto known_there = [&] {
      Evidence evidence{};
      app.db().read([&](Tx& tx) {
        const auto ordinal = static_cast<std::uint32_t>(register_store::find(tx, app.id("to_1_1"))->ordinal);
        evidence = there.find(tx, id)->best(ordinal);
      });
      return evidence;
    };
    EXPECT_EQ(known_there(), Evidence::none);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    EXPECT_EQ(known_there(), Evidence::opened);
    app.as("lan").post("/api/reach/told", told_items({told(app, id, "to_1_1", app.now())}));
    EXPECT_EQ(known_there(), Evidence::told);
    merge_segments(app.db());
    app.pass(1);
    app.as("lan").post("/api/reach/told/retract",
                       {{"announcement_id", id}, {"household_id", app.id("to_1_1")}});
    EXPECT_EQ(known_there(), Evidence::opened);
    here.ledger().clear();
  }
}

TEST(Ledger, DropsTheLongestUnusedBooks) {
  TestApp app(Engine::sqlite);
  std::vector<std::string> ids;
  for (int i = 0; i < 6; ++i) ids.push_back(published(app, "hoa", {"song_phuong"}));
  Ledger small(Ledger::Options{.bytes = 1});
  app.db().read([&](Tx& tx) {
    for (const auto& id : ids) EXPECT_NE(small.find(tx, id), nullptr);
    EXPECT_EQ(small.peek(ids.front()), nullptr);
    EXPECT_NE(small.peek(ids.back()), nullptr);
    EXPECT_NE(small.find(tx, ids.front()), nullptr);
    EXPECT_EQ(small.find(tx, new_id()), nullptr);
  });
}

}  // namespace
}  // namespace thon::reach::test
