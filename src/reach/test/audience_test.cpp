#include <random>
#include <set>

#include "app/program.hpp"
#include "base/text.hpp"
#include "reach/audience/rules.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

json::object anybody() {
  return {{"ways", json::array{}},
          {"standings", json::array{}},
          {"tags", json::array{}},
          {"without_tags", json::array{}}};
}

json::object with(json::object filter, const char* name, json::value value) {
  filter[name] = std::move(value);
  return filter;
}

Reply counted(TestApp& app, const char* who, const std::vector<std::string>& units, json::object filter) {
  json::array area_ids;
  for (const auto& unit : units) area_ids.emplace_back(app.id(unit));
  return app.as(who).post("/api/reach/audience", {{"area_ids", area_ids}, {"filter", std::move(filter)}});
}

void tag(TestApp& app, const std::string& household, json::array tags) {
  const auto reply = app.as("hoa").post("/api/households/" + app.id(household) + "/tags",
                                        {{"add", std::move(tags)}, {"remove", json::array{}}});
  EXPECT_EQ(reply.status, 200) << reply.body;
}

TEST(AudienceRules, AFilterIsReadAsWords) {
  AudienceFilter filter;
  EXPECT_EQ(rules::words(filter, "", "", "vi"), "");
  EXPECT_EQ(rules::to_text(filter), "");
  filter.elders_from = Whole<50, 100>{70};
  filter.ways = {Contact::zalo, Contact::none};
  filter.tags = {{"hộ nghèo"}, {"sản xuất"}};
  filter.unreached_announcement_id = Id{new_id()};
  EXPECT_EQ(rules::words(filter, "Lịch cắt điện", "", "vi"),
            "có người từ 70 tuổi trở lên; có Zalo hoặc không có điện thoại; có nhãn “hộ nghèo”, “sản xuất”; "
            "chưa nhận được “Lịch cắt điện”");
  EXPECT_EQ(rules::to_text(rules::filter_from(rules::to_text(filter))), rules::to_text(filter));
}

TEST(Audience, IsCountedByWhatIsKnownOfHouseholds) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const std::vector<std::string> commune{"song_phuong"};
    const auto households = [&](json::object filter) {
      const auto reply = counted(app, "hoa", commune, std::move(filter));
      EXPECT_EQ(reply.status, 200) << reply.body;
      EXPECT_EQ(reply.at("/of"), 15);
      const auto sum = reply.at("/app").as_int64() + reply.at("/zalo").as_int64() +
                       reply.at("/phone").as_int64() + reply.at("/none").as_int64();
      EXPECT_EQ(sum, reply.at("/households").as_int64());
      return reply.at("/households").as_int64();
    };
    // The heads of the first three houses of a group were born in 1961, 1962 and 1963.
    EXPECT_EQ(households(anybody()), 15);
    EXPECT_EQ(households(with(anybody(), "elders_from", 60)), 9);
    EXPECT_EQ(households(with(anybody(), "elders_from", 62)), 3);
    EXPECT_EQ(households(with(anybody(), "children_under", 16)), 0);
    EXPECT_EQ(households(with(anybody(), "ways", {"app"})), 2);
    EXPECT_EQ(households(with(anybody(), "ways", {"none"})), 3);
    EXPECT_EQ(households(with(anybody(), "ways", {"zalo", "none"})), 9);
    EXPECT_EQ(households(with(anybody(), "standings", {"away"})), 0);
    tag(app, "to_1_1", {"Hộ nghèo", "Trồng bưởi"});
    tag(app, "to_2_1", {"hộ nghèo"});
    EXPECT_EQ(households(with(anybody(), "tags", {"ho ngheo"})), 2) << "however it is written";
    EXPECT_EQ(households(with(anybody(), "without_tags", {"hộ nghèo"})), 13);
    EXPECT_EQ(households(with(with(anybody(), "tags", {"hộ nghèo"}), "without_tags", {"trồng bưởi"})), 1);
    const auto words = counted(app, "hoa", commune, with(anybody(), "tags", {"hộ nghèo"})).at("/words");
    EXPECT_EQ(words, "có nhãn “hộ nghèo”");

    const auto id = published(app, "hoa", {"to_1"}, true);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "confirmed", app.now())}));
    EXPECT_EQ(households(with(anybody(), "unreached_announcement_id", json::string(id))), 5);
    EXPECT_EQ(households(with(anybody(), "confirmed_announcement_id", json::string(id))), 1);
  }
}

TEST(Audience, OfAFilterIsForThoseWhoMaySeeWhatItNames) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = published(app, "hoa", {"thuan_thuong"});
    EXPECT_EQ(counted(app, "truong", {"to_1"}, with(anybody(), "unreached_announcement_id", json::string(id))).key(),
              "reach.error.filter_announcement");
    EXPECT_EQ(counted(app, "truong", {"to_1"}, with(anybody(), "confirmed_announcement_id", json::string(new_id()))).key(),
              "reach.error.filter_announcement");
    auto draft = draft_of(app, new_id(), {"to_1"});
    draft["filter"] = with(anybody(), "unreached_announcement_id", json::string(id));
    EXPECT_EQ(app.as("truong").post("/api/reach/announcements", draft).status, 404);
    EXPECT_NE(counted(app, "hoa", {"to_1"}, with(anybody(), "elders_from", 20)).fault("/filter/elders_from"), "");
    EXPECT_NE(counted(app, "hoa", {"to_1"}, with(anybody(), "ways", {"bồ câu"})).fault("/filter/ways/0"), "");
  }
}

TEST(Audience, OfAnAnnouncementIsFixedByItsFilterOnTheDay) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    tag(app, "to_1_1", {"Sản xuất nông nghiệp"});
    tag(app, "to_3_2", {"Sản xuất nông nghiệp"});
    const auto id = new_id();
    const auto path = "/api/reach/announcements/" + id;
    auto draft = draft_of(app, id, {"song_phuong"});
    draft["filter"] = with(anybody(), "tags", {"sản xuất nông nghiệp"});
    const auto written = hoa.post("/api/reach/announcements", draft);
    ASSERT_EQ(written.status, 200) << written.body;
    EXPECT_EQ(written.at("/audience_words"), "có nhãn “sản xuất nông nghiệp”");
    const auto sent = hoa.post(path + "/publish", {{"version", 1}});
    ASSERT_EQ(sent.status, 200) << sent.body;
    EXPECT_EQ(sent.at("/audience"), 2);
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_3"), (Figures{1, 0, 0, 0, 0, 1}));
    EXPECT_EQ(app.as("nam").get("/api/reach/feed").at("/items").as_array().size(), 1u);
    EXPECT_EQ(app.as("mai").get("/api/reach/feed").at("/items").as_array().size(), 0u);
    // Units without a household of the audience know nothing of it.
    EXPECT_EQ(app.as("minh").get(path).status, 404);
    EXPECT_EQ(hoa.get(path + "/coverage?area=" + app.id("thap_thuong")).at("/children").as_array().size(), 1u);
    EXPECT_EQ(hoa.get(path + "/proof").status, 200);
    tag(app, "to_2_1", {"Sản xuất nông nghiệp"});
    EXPECT_EQ(hoa.get(path).at("/audience"), 2) << "fixed on the day";
    // A correction keeps the households, whatever they are tagged with now.
    const auto next = new_id();
    hoa.post(path + "/correct", {{"id", next}});
    EXPECT_EQ(hoa.patch("/api/reach/announcements/" + next, {{"version", 1}, {"filter", anybody()}}).fault("/area_ids"),
              "reach.error.correction_audience");

    const auto nobody = new_id();
    auto empty = draft_of(app, nobody, {"song_phuong"});
    empty["filter"] = with(anybody(), "tags", {"không ai có"});
    hoa.post("/api/reach/announcements", empty);
    EXPECT_EQ(hoa.post("/api/reach/announcements/" + nobody + "/publish", {{"version", 1}}).fault("/area_ids"),
              "reach.error.audience_filtered_out");
    const auto all = hoa.patch("/api/reach/announcements/" + nobody, {{"version", 1}, {"filter", anybody()}});
    EXPECT_EQ(all.at("/audience_words"), "");
  }
}

/// What the test itself has written about a household.
struct Known {
  std::set<std::string> tags;
  std::set<int> born;
  bool phone = false, smartphone = false, zalo = false, app = false;
  std::string standing = "permanent";
  std::string group;
};

/// Writes down something at random about every household of Song Phượng.
std::map<std::string, Known> made_up(TestApp& app, std::mt19937& random) {
  const std::vector<std::string> tags{"a", "b", "c"};
  const std::vector<std::string> standings{"permanent", "temporary", "away"};
  std::map<std::string, Known> all;
  for (const auto& [group, count] : std::map<std::string, int>{{"to_1", 6}, {"to_2", 5}, {"to_3", 4}})
    for (int n = 1; n <= count; ++n) {
      const auto word = group + "_" + std::to_string(n);
      Known known;
      known.group = group;
      known.app = word == "to_1_1" || word == "to_3_1";
      known.standing = standings[random() % 3];
      json::array members, phones;
      for (auto left = random() % 4; left > 0; --left) {
        const int year = 1930 + static_cast<int>(random() % 93);
        known.born.insert(year);
        members.push_back({{"id", new_id()},
                           {"name", "Người nhà"},
                           {"birth_year", year},
                           {"sex", "female"},
                           {"relation", "other"}});
      }
      if (random() % 3) {
        known.phone = true;
        known.smartphone = random() % 2;
        known.zalo = random() % 2;
        phones.push_back({{"id", new_id()},
                          {"number", "0987" + std::to_string(100000 + all.size())},
                          {"owner_name", ""},
                          {"is_representative", true},
                          {"has_smartphone", known.smartphone},
                          {"has_zalo", known.zalo}});
      }
      const auto path = "/api/households/" + app.id(word);
      const auto version = app.as("hoa").get(path).at("/version").as_int64();
      EXPECT_EQ(app.as("hoa")
                    .patch(path, {{"version", version},
                                  {"status", known.standing},
                                  {"members", members},
                                  {"phones", phones}})
                    .status,
                200);
      json::array add;
      for (const auto& one : tags)
        if (random() % 2) {
          known.tags.insert(one);
          add.emplace_back(one);
        }
      tag(app, word, add);
      all.emplace(word, known);
    }
  return all;
}

bool by_way(const Known& known, const std::string& way) {
  if (way == "app") return known.app;
  if (way == "zalo") return known.zalo;
  if (way == "smartphone") return known.smartphone;
  if (way == "phone") return known.phone;
  return !known.phone && !known.app;
}

TEST(Audience, IsWhatAHouseByHouseCountSays) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    std::mt19937 random(20260102);
    const auto all = made_up(app, random);
    const std::map<std::string, std::set<std::string>> below{{"song_phuong", {"to_1", "to_2", "to_3"}},
                                                             {"thap_thuong", {"to_1", "to_2"}},
                                                             {"to_1", {"to_1"}},
                                                             {"to_3", {"to_3"}}};
    for (int round = 0; round < 150; ++round) {
      std::vector<std::string> units;
      for (const auto& [unit, groups] : below)
        if (random() % 3 == 0) units.push_back(unit);
      if (units.empty()) units.push_back("to_1");
      auto filter = anybody();
      const int elders = random() % 3 ? 0 : 50 + static_cast<int>(random() % 40);
      const int children = random() % 3 ? 0 : 1 + static_cast<int>(random() % 29);
      if (elders) filter["elders_from"] = elders;
      if (children) filter["children_under"] = children;
      std::set<std::string> ways, standings, tags, without;
      const auto some = [&](const char* name, std::set<std::string>& chosen, const std::vector<std::string>& of) {
        json::array list;
        for (const auto& one : of)
          if (random() % 5 == 0) {
            chosen.insert(one);
            list.emplace_back(one);
          }
        filter[name] = list;
      };
      some("ways", ways, {"app", "zalo", "smartphone", "phone", "none"});
      some("standings", standings, {"permanent", "temporary", "away"});
      some("tags", tags, {"a", "b", "c"});
      some("without_tags", without, {"a", "b", "c"});
      std::int64_t wanted = 0;
      for (const auto& [word, known] : all) {
        const auto in = [&](const auto& unit) { return below.at(unit).contains(known.group); };
        const auto any = [](const auto& set, const auto& fits) {
          return set.empty() || std::any_of(set.begin(), set.end(), fits);
        };
        const auto tagged = [&](const auto& one) { return known.tags.contains(one); };
        const bool elder = !elders || std::any_of(known.born.begin(), known.born.end(),
                                                  [&](int year) { return 2023 - year >= elders; });
        const bool child = !children || std::any_of(known.born.begin(), known.born.end(),
                                                    [&](int year) { return 2023 - year < children; });
        wanted += std::any_of(units.begin(), units.end(), in) && elder && child &&
                  any(ways, [&](const auto& way) { return by_way(known, way); }) &&
                  any(standings, [&](const auto& one) { return one == known.standing; }) && any(tags, tagged) &&
                  std::none_of(without.begin(), without.end(), tagged);
      }
      const auto reply = counted(app, "hoa", units, filter);
      ASSERT_EQ(reply.status, 200) << reply.body;
      EXPECT_EQ(reply.at("/households"), wanted) << json::serialize(filter);
    }
  }
}

TEST(Audience, TakesAsManyStatementsAsItHasFactsWhateverTheUnits) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto& reach = app.program().services().reach;
    http::Request request;
    request.headers = {{"cookie", "thon_session=" + app.as("hoa").token()}};
    const auto hoa = app.program().router().who(request);
    // More groups than one statement looks at.
    json::array groups;
    for (int i = 0; i < 40; ++i) {
      const auto group = new_id();
      const auto added = app.as("ha").post("/api/areas", {{"id", group},
                                                          {"parent_id", app.id("thap_thuong")},
                                                          {"kind", "group"},
                                                          {"name", "Tổ mới " + std::to_string(i)}});
      ASSERT_EQ(added.status, 200) << added.body;
      groups.emplace_back(group);
    }
    const auto id = published(app, "hoa", {"to_1"});
    AudienceInput input;
    input.filter.emplace();
    const auto statements = [&] {
      int count = 0;
      app.db().read([&](Tx& tx) {
        reach.audiences().preview(tx, hoa, input);
        count = tx.statements();
      });
      return count;
    };
    input.area_ids.push_back({app.id("to_1")});
    statements();  // reads the tree into memory
    const int plain = statements();
    EXPECT_LE(plain, 6);
    for (const auto& group : groups) input.area_ids.push_back({std::string(group.as_string())});
    EXPECT_EQ(statements(), plain);
    input.filter->elders_from = Whole<50, 100>{60};
    input.filter->children_under = Whole<1, 30>{6};
    input.filter->ways = {Contact::zalo, Contact::none};
    input.filter->tags = {{"a"}, {"b"}, {"c"}};
    input.filter->without_tags = {{"d"}};
    input.filter->unreached_announcement_id = Id{id};
    statements();  // reads the book
    EXPECT_EQ(statements(), plain + 3) << "elders, children, tags";
  }
}

TEST(SavedAudiences, BelongToTheUnitThatCoversThem) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto truong = app.as("truong"), hoa = app.as("hoa");
    const json::object wanted{{"id", new_id()},
                              {"name", "Nhà có người già, không điện thoại"},
                              {"area_ids", {app.id("to_1"), app.id("to_2")}},
                              {"filter", with(with(anybody(), "elders_from", 70), "ways", {"none"})}};
    const auto saved = truong.post("/api/reach/audiences", wanted);
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_EQ(saved.at("/area_id"), json::string(app.id("thap_thuong")));
    EXPECT_EQ(saved.at("/words"), "có người từ 70 tuổi trở lên; không có điện thoại");
    EXPECT_EQ(saved.at("/filter/elders_from"), 70);
    EXPECT_EQ(truong.post("/api/reach/audiences", wanted).body, saved.body) << "the same request twice";
    EXPECT_EQ(hoa.get("/api/reach/audiences").at("/items/0/id"), wanted.at("id"));
    EXPECT_EQ(app.as("thuan").get("/api/reach/audiences").at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.as("dung").get("/api/reach/audiences").at("/items").as_array().size(), 0u);
    EXPECT_EQ(app.as("dung").post("/api/reach/audiences", wanted).key(), "reach.error.id_taken");
    auto elsewhere = wanted;
    elsewhere["id"] = new_id();
    elsewhere["area_ids"] = json::array{app.id("to_3")};
    EXPECT_EQ(truong.post("/api/reach/audiences", elsewhere).status, 404);
    elsewhere["name"] = "";
    EXPECT_EQ(hoa.post("/api/reach/audiences", elsewhere).fault("/name"), "error.required");
    const auto path = "/api/reach/audiences/" + std::string(wanted.at("id").as_string());
    for (const char* stranger : {"dung", "thuan", "lan", "nam", "vinh"}) {
      EXPECT_EQ(app.as(stranger).del(path).status, 404) << stranger;
    }
    for (const char* reader : {"lan", "nam", "vinh"})
      EXPECT_EQ(app.as(reader).get("/api/reach/audiences").status, 404) << reader;
    EXPECT_EQ(app.guest().get("/api/reach/audiences").status, 401);
    EXPECT_EQ(hoa.del(path).status, 204);
    EXPECT_EQ(hoa.del(path).status, 404);
  }
}

}  // namespace
}  // namespace thon::reach::test
