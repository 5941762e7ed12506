// The demo commune: its numbers, that it is the same every time, and that its people can come in.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <future>
#include <set>

#include "app/program.hpp"
#include "app/demo/drill.hpp"
#include "app/demo/habits.hpp"
#include "app/demo/load.hpp"
#include "app/demo/people.hpp"
#include "app/demo/talk.hpp"
#include "app/demo/village.hpp"
#include "base/id.hpp"
#include "base/text.hpp"
#include "platform/reflect/json.hpp"
#include "support/postgres.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

using demo::Home;

struct Sums {
  int households = 0, people = 0, smartphones = 0, without_phone = 0, with_app = 0;
};

Sums sums_of(const demo::Places& where, const std::vector<Home>& homes, std::string_view village) {
  std::set<std::string> groups;
  for (const auto& group : where.groups)
    if (village.empty() || group.village == village) groups.insert(group.area_id);
  Sums sums;
  for (const auto& home : homes) {
    if (!groups.contains(home.household.own.area_id)) continue;
    ++sums.households;
    sums.people += static_cast<int>(home.household.members.size());
    for (const auto& phone : home.household.phones) sums.smartphones += phone.has_smartphone;
    sums.without_phone += home.household.phones.empty();
    sums.with_app += home.has_app;
  }
  return sums;
}

TEST(Demo, SongPhuongHasTheNumbersThatAreKnown) {
  const auto where = demo::places();
  const auto homes = demo::homes(where);
  EXPECT_EQ(where.village_ids.size(), 4u);
  EXPECT_EQ(where.groups.size(), 36u);
  const auto whole = sums_of(where, homes, "");
  EXPECT_EQ(whole.households, 1400);
  EXPECT_EQ(whole.people, 5209);
  EXPECT_GT(whole.without_phone, 10);
  EXPECT_LT(whole.without_phone, 70);
  EXPECT_GT(whole.with_app, 900);
  EXPECT_LT(whole.with_app, 1200);
  const auto thap_thuong = sums_of(where, homes, "thôn Tháp Thượng");
  EXPECT_EQ(thap_thuong.households, 328);
  EXPECT_NEAR(thap_thuong.smartphones, 900, 40);
  EXPECT_EQ(homes.size(), 1408u) << "and a handful across the border";
}

TEST(Demo, PeopleArePlausible) {
  std::set<std::string> numbers;
  for (const auto& home : demo::homes(demo::places())) {
    const auto& members = home.household.members;
    ASSERT_FALSE(members.empty());
    EXPECT_EQ(members.front().name.value, home.household.own.head_name);
    const auto head = members.front().birth_year->value;
    EXPECT_GE(demo::kYear - head, 30);
    EXPECT_LE(demo::kYear - head, 85);
    for (const auto& member : members) {
      const auto born = member.birth_year->value;
      EXPECT_LE(born, demo::kYear);
      if (member.relation == households::Relation::parent) {
        EXPECT_LE(born, head - 18);
      }
      if (member.relation == households::Relation::child) {
        EXPECT_GE(born, head + 16) << member.name.value;
      }
      if (member.relation == households::Relation::grandchild) {
        EXPECT_GE(born, head + 35) << member.name.value;
      }
    }
    int representatives = 0;
    for (const auto& phone : home.household.phones) {
      EXPECT_TRUE(numbers.insert(phone.number.value).second) << phone.number.value;
      EXPECT_EQ(phone_number(phone.number.value), phone.number.value);
      representatives += phone.is_representative;
    }
    EXPECT_EQ(representatives, home.household.phones.empty() ? 0 : 1);
  }
}

TEST(Demo, HousesStandAlongLanesNearTheRealVillage) {
  const auto homes = demo::homes(demo::places());
  std::vector<std::pair<double, double>> metres;
  for (const auto& home : homes) {
    const auto& own = home.household.own;
    EXPECT_EQ(own.latitude.has_value(), own.longitude.has_value());
    if (!own.latitude) continue;
    EXPECT_NEAR(*own.latitude, 21.0903, 0.02);
    EXPECT_NEAR(*own.longitude, 105.6605, 0.03);
    metres.emplace_back(*own.latitude * 111'320, *own.longitude * 103'860);
  }
  EXPECT_NEAR(static_cast<double>(homes.size() - metres.size()), homes.size() / 30.0, 25) << "not yet on the map";
  std::sort(metres.begin(), metres.end());
  int crowded = 0;
  for (std::size_t i = 0; i < metres.size(); ++i)
    for (std::size_t j = i + 1; j < metres.size() && metres[j].first - metres[i].first < 4; ++j)
      crowded += std::abs(metres[j].second - metres[i].second) < 4;
  EXPECT_LT(crowded, 15) << "houses on top of one another";
}

TEST(Demo, IsTheSameEveryTime) {
  const auto where = demo::places();
  const auto one = demo::homes(where), other = demo::homes(demo::places());
  ASSERT_EQ(one.size(), other.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    ASSERT_EQ(to_json(one[i].household.own), to_json(other[i].household.own));
    ASSERT_EQ(to_json(one[i].household.members), to_json(other[i].household.members));
    ASSERT_EQ(to_json(one[i].household.phones), to_json(other[i].household.phones));
  }
  EXPECT_NE(demo::household_token(0), demo::household_token(1));
  EXPECT_NE(demo::household_token(0), demo::household_session(0));
}

TEST(Demo, SomeOpenAtOnceSomeInTheEveningSomeNever) {
  const Millis morning = 1'685'667'600'000;  // 08:00 in Việt Nam
  int soon = 0, evening = 0, never = 0, dead = 0;
  for (std::uint64_t phone = 0; phone < 1000; ++phone) {
    const auto made = demo::reaction(Random(phone * 0x9E3779B97F4A7C15ull), morning);
    dead += !made.delivered;
    never += !made.opened;
    soon += made.opened && *made.opened < 3 * kHour;
    evening += made.opened && *made.opened > 7 * kHour;
    if (made.opened) {
      EXPECT_GT(*made.opened, *made.delivered);
    }
    if (made.confirmed) {
      EXPECT_GT(*made.confirmed, *made.opened);
    }
  }
  EXPECT_NEAR(dead, 50, 30);
  EXPECT_NEAR(soon, 360, 60);
  EXPECT_NEAR(evening, 420, 70);
  EXPECT_NEAR(never, 220, 60);
}

class DemoLoad : public testing::TestWithParam<Engine> {
 protected:
  DemoLoad() {
    folder_ = (std::filesystem::temp_directory_path() / ("thon-demo-" + random_token(9))).string();
    Config config;
    config.data = folder_;
    if (GetParam() == Engine::postgresql) config.database = database_ = postgres::create_database();
    program_ = std::make_unique<app::Program>(config, events_);
  }
  ~DemoLoad() override {
    program_.reset();
    if (!database_.empty()) postgres::drop_database(database_);
    std::filesystem::remove_all(folder_);
  }
  bool load() {
    auto& services = program_->services();
    return demo::load(program_->db(), services.areas, services.identity, services.households);
  }
  http::Response call(http::Method method, std::string path, const std::string& session,
                      std::string body = {}) {
    http::Request request;
    request.method = method;
    const auto question = path.find('?');
    if (question != std::string::npos) request.query = path.substr(question + 1);
    request.path = path.substr(0, question);
    request.headers = {
        {"x-thon", "1"}, {"content-type", "application/json"}, {"cookie", "thon_session=" + session}};
    request.body = std::move(body);
    request.remote_address = "127.0.0.1";
    std::promise<http::Response> answered;
    program_->router().dispatch(request,
                                [&](http::Response response) { answered.set_value(std::move(response)); });
    return answered.get_future().get();
  }
  static std::string session_of(const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Set-Cookie")
        return value.substr(value.find('=') + 1, value.find(';') - value.find('=') - 1);
    return "";
  }

  RecordingSink events_;
  std::string folder_, database_;
  std::unique_ptr<app::Program> program_;
};
INSTANTIATE_TEST_SUITE_P(Engines, DemoLoad, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(DemoLoad, FillsAnEmptyDatabaseOnceAndEveryoneComesIn) {
  ASSERT_TRUE(load());
  EXPECT_FALSE(load());
  for (const auto& person : demo::sign_ins()) {
    const json::object wanted{{"login", person.login}, {"password", demo::kPassword}};
    const auto entered = call(http::Method::post, "/api/identity/session", "", json::serialize(wanted));
    ASSERT_EQ(entered.status, 200) << person.login << entered.body;
    const auto me = json::parse(entered.body);
    EXPECT_TRUE(me.at("demo").as_bool());
    EXPECT_EQ(me.at("roles").at(0).at("role").as_string(), person.role);
  }
  const auto phone =
      json::parse(call(http::Method::get, "/api/identity/me", demo::household_session(0)).body);
  EXPECT_EQ(phone.at("household").at("ordinal").as_int64(), 0);
  const json::object slip{{"token", demo::household_token(1399)}};
  const auto looked = call(http::Method::post, "/api/identity/invitation/look", "", json::serialize(slip));
  EXPECT_EQ(looked.status, 200) << looked.body;
}

TEST_P(DemoLoad, AGroupsOrdinalsAreOneRunAndTotalsAgree) {
  ASSERT_TRUE(load());
  const json::object wanted{{"login", "canbo"}, {"password", demo::kPassword}};
  const auto officer =
      session_of(call(http::Method::post, "/api/identity/session", "", json::serialize(wanted)));
  const auto page = json::parse(call(http::Method::get, "/api/households", officer).body);
  EXPECT_EQ(page.at("total").as_int64(), 1400);
  EXPECT_EQ(page.at("items").as_array().size(), 50u);
  const Sql runs{"test.runs",
                 "SELECT COUNT(*) FROM (SELECT area_id FROM households_household GROUP BY area_id "
                 "HAVING MAX(ordinal) - MIN(ordinal) + 1 <> COUNT(*)) broken"};
  program_->db().read([&](Tx& tx) { EXPECT_EQ(tx.value<std::int64_t>(runs).value_or(-1), 0); });
}

TEST_P(DemoLoad, AVillageDecidesAndTheFirstHouseholdHasYetToAnswer) {
  ASSERT_TRUE(load());
  demo::load_village(*program_, now_ms(), [](Millis) {});
  const json::object wanted{{"login", "thon1"}, {"password", demo::kPassword}};
  const auto head = session_of(call(http::Method::post, "/api/identity/session", "", json::serialize(wanted)));
  const auto matters = json::parse(call(http::Method::get, "/api/assembly/matters", head).body).at("items").as_array();
  ASSERT_EQ(matters.size(), 3u);
  for (const auto& matter : matters) {
    EXPECT_EQ(matter.at("status").as_string(), "open");
    EXPECT_EQ(matter.at("houses").as_int64(), 328);
    EXPECT_GT(matter.at("answered").as_int64(), 60);
  }
  const auto cards = json::parse(call(http::Method::get, "/api/assembly/cards", demo::household_session(0)).body);
  ASSERT_EQ(cards.at("items").as_array().size(), 3u);
  for (const auto& card : cards.at("items").as_array()) {
    EXPECT_TRUE(card.at("asks").as_bool());
    EXPECT_FALSE(card.at("answered").as_bool());
  }
}

TEST_P(DemoLoad, ACommuneHasHeldADrillThatIsOver) {
  ASSERT_TRUE(load());
  demo::load_drill(*program_, now_ms(), [](Millis) {});
  const json::object wanted{{"login", "canbo"}, {"password", demo::kPassword}};
  const auto officer = session_of(call(http::Method::post, "/api/identity/session", "", json::serialize(wanted)));
  const auto drills = json::parse(call(http::Method::get, "/api/rollcall/calls", officer).body).at("items").as_array();
  ASSERT_EQ(drills.size(), 1u);
  EXPECT_TRUE(drills[0].at("drill").as_bool());
  EXPECT_TRUE(drills[0].at("ended_at").is_int64());
  EXPECT_EQ(drills[0].at("households").as_int64(), 1400);
  EXPECT_GT(drills[0].at("seen").as_int64(), 1330);
  EXPECT_EQ(drills[0].at("needs").as_int64(), 0);
}

TEST_P(DemoLoad, AVillageAsksAndTheFirstHouseholdHasAnAnswerToRead) {
  ASSERT_TRUE(load());
  demo::load_talk(*program_, now_ms(), [](Millis) {});
  const json::object wanted{{"login", "thon1"}, {"password", demo::kPassword}};
  const auto head = session_of(call(http::Method::post, "/api/identity/session", "", json::serialize(wanted)));
  const auto waiting = json::parse(call(http::Method::get, "/api/talk/questions", head).body);
  EXPECT_EQ(waiting.at("counts").at("open").as_int64(), 2);
  const auto unread = json::parse(call(http::Method::get, "/api/talk/unread", demo::household_session(0)).body);
  EXPECT_EQ(unread.at("items").as_array().size(), 1u);
  const auto groups =
      json::parse(call(http::Method::get, "/api/talk/conversations", demo::household_session(0)).body).at("items");
  ASSERT_EQ(groups.as_array().size(), 2u);
  EXPECT_EQ(groups.at(1).at("posts").as_int64(), 6);
}

}  // namespace
}  // namespace thon::test
