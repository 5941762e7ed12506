#include <gtest/gtest.h>

#include <set>

#include "app/program.hpp"
#include "base/id.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

class AreasApi : public testing::TestWithParam<Engine> {
 protected:
  json::object group(const char* parent, const char* name) {
    return {{"id", new_id()}, {"parent_id", app.id(parent)}, {"kind", "group"}, {"name", name}};
  }
  std::set<std::string> names(const Reply& reply) {
    std::set<std::string> found;
    for (const auto& item : reply.at("/items").as_array()) found.emplace(item.at("name").as_string());
    return found;
  }
  json::value item(const Reply& reply, const char* word) {
    for (const auto& found : reply.at("/items").as_array())
      if (found.at("id").as_string() == app.id(word)) return found;
    return nullptr;
  }
  std::string area(const char* word) { return "/api/areas/" + app.id(word); }

  TestApp app{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, AreasApi, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

TEST_P(AreasApi, TheTreeShowsWhatOneMayViewAndWhatStandsAbove) {
  const auto whole = app.as("ha").get("/api/areas/tree");
  ASSERT_EQ(whole.status, 200) << whole.body;
  EXPECT_TRUE(names(whole).contains("Xã Thượng Mỗ"));
  EXPECT_EQ(item(whole, "song_phuong").at("households").as_int64(), 15);
  EXPECT_EQ(item(whole, "ha_noi").at("households").as_int64(), 18);
  EXPECT_EQ(item(whole, "ha_noi").at("depth").as_int64(), 0);
  EXPECT_TRUE(item(whole, "ha_noi").at("parent_id").is_null());

  const auto own = app.as("lan").get("/api/areas/tree");
  EXPECT_EQ(names(own), (std::set<std::string>{"Thành phố Hà Nội", "Huyện Đan Phượng", "Xã Song Phượng",
                                               "Thôn Tháp Thượng", "Tổ tự quản số 1"}));
  EXPECT_EQ(item(own, "song_phuong").at("households").as_int64(), 6) << "only those the group head may view";

  EXPECT_EQ(app.guest().get("/api/areas/tree").status, 401);
  EXPECT_EQ(app.as("nam").get("/api/areas/tree").status, 404) << "households have no tree to manage";
}

TEST_P(AreasApi, OneUnitIsSeenByThoseWithARoleThereOrAbove) {
  const auto found = app.as("lan").get(area("to_1"));
  ASSERT_EQ(found.status, 200) << found.body;
  EXPECT_EQ(found.at("/name").as_string(), "Tổ tự quản số 1");
  EXPECT_EQ(found.at("/parent_id").as_string(), app.id("thap_thuong"));
  EXPECT_EQ(app.as("lan").get(area("to_2")).status, 404);
  EXPECT_EQ(app.as("dung").get(area("song_phuong")).status, 404);
  EXPECT_EQ(app.as("lan").get(area("song_phuong")).status, 404) << "above one's own unit";
  EXPECT_EQ(app.as("ha").get("/api/areas/" + new_id()).key(), "areas.error.not_found");
  EXPECT_EQ(app.as("ha").get("/api/areas/none").status, 404);
}

TEST_P(AreasApi, AnAdministratorAddsUnitsOnceHoweverOftenAsked) {
  const auto ha = app.as("ha");
  const auto wanted = group("thap_thuong", "Tổ tự quản số 9");
  const auto first = ha.post("/api/areas", wanted);
  ASSERT_EQ(first.status, 200) << first.body;
  EXPECT_EQ(first.at("/valid_from").as_string(), "2023-06-02");
  EXPECT_EQ(ha.post("/api/areas", wanted).body, first.body);
  EXPECT_TRUE(names(app.as("truong").get("/api/areas/tree")).contains("Tổ tự quản số 9"));

  EXPECT_EQ(ha.post("/api/areas", group("thap_thuong", "Tổ tự quản số 9")).fault("/name"),
            "areas.error.name_taken");
  auto elsewhere = wanted;
  elsewhere["parent_id"] = app.id("thuan_thuong");
  EXPECT_EQ(ha.post("/api/areas", elsewhere).key(), "areas.error.id_taken");
  auto village = group("to_1", "Thôn trong tổ");
  village["kind"] = "village";
  EXPECT_EQ(ha.post("/api/areas", village).fault("/kind"), "areas.error.kind_does_not_fit");
  auto commune = group("dan_phuong", "Xã mới");
  commune["kind"] = "commune";
  commune["code"] = "09829";
  EXPECT_EQ(ha.post("/api/areas", commune).fault("/code"), "areas.error.code_taken");
  EXPECT_EQ(ha.post("/api/areas", {{"name", ""}}).status, 422);

  EXPECT_EQ(app.as("hoa").post("/api/areas", group("thap_thuong", "Tổ lạ")).status, 404);
  EXPECT_EQ(app.guest().post("/api/areas", group("thap_thuong", "Tổ lạ")).status, 401);
  EXPECT_EQ(
      ha.post("/api/areas", {{"id", new_id()}, {"parent_id", new_id()}, {"kind", "group"}, {"name", "x"}})
          .status,
      404);
}

TEST_P(AreasApi, UnitsAreRenamedAndPutInOrder) {
  const auto ha = app.as("ha");
  const auto renamed = ha.patch(area("to_2"), {{"version", 1}, {"name", "Tổ Đình Làng"}, {"position", 0}});
  ASSERT_EQ(renamed.status, 200) << renamed.body;
  EXPECT_EQ(renamed.at("/version").as_int64(), 2);
  EXPECT_EQ(ha.patch(area("to_2"), {{"version", 1}, {"name", "Khác"}}).key(), "areas.error.changed");
  EXPECT_EQ(ha.patch(area("to_2"), {{"version", 2}, {"name", "Tổ tự quản số 1"}}).fault("/name"),
            "areas.error.name_taken");
  EXPECT_EQ(ha.patch(area("to_1"), {{"version", 1}, {"code", "T1"}}).at("/code").as_string(), "T1");
  EXPECT_TRUE(ha.patch(area("to_1"), {{"version", 2}, {"code", ""}}).at("/code").is_null());
  EXPECT_EQ(app.as("truong").patch(area("to_2"), {{"version", 2}, {"name", "Khác"}}).status, 404);
  EXPECT_EQ(app.guest().patch(area("to_2"), {{"version", 2}, {"name", "Khác"}}).status, 401);

  std::vector<std::string> order;
  const auto tree = app.as("truong").get("/api/areas/tree");
  for (const auto& found : tree.at("/items").as_array())
    if (found.at("kind").as_string() == "group") order.emplace_back(found.at("name").as_string());
  EXPECT_EQ(order, (std::vector<std::string>{"Tổ Đình Làng", "Tổ tự quản số 1"}));
}

TEST_P(AreasApi, MovingAVillageKeepsItsGroupsBelowIt) {
  const auto ha = app.as("ha");
  ASSERT_EQ(ha.patch(area("thuan_thuong"), {{"version", 1}, {"position", 0}}).status, 200);
  std::vector<std::string> order;
  const auto tree = app.as("hoa").get("/api/areas/tree");
  for (const auto& found : tree.at("/items").as_array()) order.emplace_back(found.at("id").as_string());
  order.erase(order.begin(), order.begin() + 3);
  EXPECT_EQ(order, (std::vector<std::string>{app.id("thuan_thuong"), app.id("to_3"), app.id("thap_thuong"),
                                             app.id("to_1"), app.id("to_2")}));
  const auto list = app.as("hoa").get("/api/households");
  EXPECT_EQ(list.at("/items/0/area_id").as_string(), app.id("to_3")) << "lists follow the tree";
}

TEST_P(AreasApi, AUnitIsClosedOnlyWhenItIsEmpty) {
  const auto ha = app.as("ha");
  EXPECT_EQ(ha.post(area("thap_thuong") + "/close", {{"date", "2023-06-02"}}).key(), "areas.error.has_units");
  EXPECT_EQ(ha.post(area("to_1") + "/close", {{"date", "2023-06-02"}}).key(), "areas.error.has_households");
  const auto wanted = group("thap_thuong", "Tổ tạm");
  ASSERT_EQ(ha.post("/api/areas", wanted).status, 200);
  const std::string path = "/api/areas/" + std::string(wanted.at("id").as_string());
  EXPECT_EQ(ha.post(path + "/close", {{"date", "2023-06-02"}}).fault("/date"),
            "areas.error.date_before_start");
  app.pass(3 * kDay);
  EXPECT_EQ(ha.post(path + "/close", {{"date", "2023-07-02"}}).fault("/date"), "areas.error.date_future");
  EXPECT_EQ(app.as("truong").post(path + "/close", {{"date", "2023-06-04"}}).status, 404);
  EXPECT_EQ(ha.post(path + "/close", {{"date", "2023-06-04"}}).status, 204);
  EXPECT_EQ(ha.post(path + "/close", {{"date", "2023-06-04"}}).status, 204) << "the same request twice";
  EXPECT_EQ(ha.post(path + "/close", {{"date", "2023-06-05"}}).key(), "areas.error.closed");
  EXPECT_FALSE(names(ha.get("/api/areas/tree")).contains("Tổ tạm"));
  EXPECT_EQ(ha.get(path).at("/valid_to").as_string(), "2023-06-04")
      << "what was is still there to be looked at";
  EXPECT_EQ(app.as("dung").get(path).status, 404);
  EXPECT_EQ(ha.patch(path, {{"version", 2}, {"name", "Tên mới"}}).key(), "areas.error.closed");
  const auto log = ha.get("/api/audit");
  EXPECT_EQ(log.at("/items/0/verb").as_string(), "areas.close") << "its past is not hidden with it";
}

TEST_P(AreasApi, TheClosureIsWhatTheLinksSay) {
  const Sql recomputed{"test.areas_closure",
                       "WITH RECURSIVE up(ancestor_id, descendant_id, depth) AS ("
                       "SELECT id, id, 0 FROM areas_area WHERE valid_to IS NULL UNION ALL "
                       "SELECT l.parent_id, u.descendant_id, u.depth + 1 FROM up u "
                       "JOIN areas_link l ON l.child_id = u.ancestor_id AND l.valid_to IS NULL) "
                       "SELECT COUNT(*) FROM up u LEFT JOIN areas_closure c ON c.ancestor_id = u.ancestor_id "
                       "AND c.descendant_id = u.descendant_id AND c.depth = u.depth WHERE c.depth IS NULL"};
  const auto wanted = group("thuan_thuong", "Tổ mới");
  ASSERT_EQ(app.as("ha").post("/api/areas", wanted).status, 200);
  app.db().read([&](Tx& tx) { EXPECT_EQ(tx.value<std::int64_t>(recomputed).value_or(-1), 0); });
}

TEST_P(AreasApi, TheTreeIsReadOncePerRevision) {
  auto& areas = app.program().services().areas;
  app.db().read([&](Tx& tx) {
    const auto first = areas.tree(tx);
    const int before = tx.statements();
    EXPECT_EQ(areas.tree(tx), first);
    EXPECT_EQ(tx.statements() - before, 1);
  });
}

}  // namespace
}  // namespace thon::test
