#pragma once
#include <string>
#include <vector>

#include "base/id.hpp"
#include "support/test_app.hpp"

/// What the tests of this capability do again and again.
namespace thon::reach::test {

namespace json = boost::json;
using thon::test::Reply;
using thon::test::TestApp;

inline json::object draft_of(TestApp& app, const std::string& id, const std::vector<std::string>& units,
                             bool ask_confirmation = false) {
  json::array area_ids;
  for (const auto& unit : units) area_ids.emplace_back(app.id(unit));
  return {{"id", id},
          {"area_ids", area_ids},
          {"title", "Lịch tiêm phòng dại cho chó mèo"},
          {"body", "Sáng thứ bảy tại nhà văn hóa thôn.\nMang theo sổ tiêm."},
          {"content_class", 14},
          {"ask_confirmation", ask_confirmation}};
}

/// Publishes to the units (by their words) in the name of `who`; answers the announcement's id.
inline std::string published(TestApp& app, const std::string& who, const std::vector<std::string>& units,
                             bool ask_confirmation = false) {
  const auto id = new_id();
  const auto draft = app.as(who).post("/api/reach/announcements", draft_of(app, id, units, ask_confirmation));
  EXPECT_EQ(draft.status, 200) << draft.body;
  const auto reply = app.as(who).post("/api/reach/announcements/" + id + "/publish", {{"version", 1}});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return id;
}

inline json::object receipt(const std::string& announcement, const char* grade, Millis at) {
  return {{"announcement_id", announcement}, {"grade", grade}, {"at", at}};
}

inline json::object receipts(json::array list) { return {{"receipts", std::move(list)}}; }

inline json::object told(TestApp& app, const std::string& announcement, const std::string& household,
                         Millis at) {
  return {{"announcement_id", announcement}, {"household_id", app.id(household)}, {"at", at}};
}

inline json::object told_items(json::array list) { return {{"items", std::move(list)}}; }

/// [audience, told, confirmed, opened, delivered, none]
inline std::vector<std::int64_t> figures(const json::value& coverage) {
  std::vector<std::int64_t> found;
  for (const char* name : {"audience", "told", "confirmed", "opened", "delivered", "none"})
    found.push_back(coverage.at(name).as_int64());
  return found;
}

inline std::vector<std::int64_t> coverage_of(TestApp& app, const std::string& who,
                                             const std::string& announcement, const std::string& unit) {
  const auto reply =
      app.as(who).get("/api/reach/announcements/" + announcement + "/coverage?area=" + app.id(unit));
  EXPECT_EQ(reply.status, 200) << reply.body;
  return reply.status == 200 ? figures(reply.at("/unit/coverage")) : std::vector<std::int64_t>{};
}

using Figures = std::vector<std::int64_t>;

}  // namespace thon::reach::test
