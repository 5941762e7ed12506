#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "support/phones.hpp"
#include "support/test_app.hpp"

/// What the tests of this capability do again and again.
namespace thon::assembly::test {

namespace json = boost::json;
using thon::test::Person;
using thon::test::Reply;
using thon::test::TestApp;

inline constexpr const char* kKind = "Vệ sinh môi trường, cảnh quan đường làng, ngõ xóm";

inline json::array units_of(TestApp& app, const std::vector<std::string>& units) {
  json::array ids;
  for (const auto& unit : units) ids.emplace_back(app.id(unit));
  return ids;
}

inline json::array team_of_three() {
  return {{{"name", "Nguyễn Văn Mặt"}, {"office", "Trưởng ban công tác Mặt trận"}, {"from_front", true}},
          {{"name", "Bùi Thị Tổ"}, {"office", "Chi hội trưởng phụ nữ"}, {"from_front", false}},
          {{"name", "Lê Văn Viên"}, {"office", "Tổ trưởng tổ 1"}, {"from_front", false}}};
}

inline json::object vote_draft(TestApp& app, const std::string& id, const std::vector<std::string>& units,
                               const char* secrecy = "open") {
  return {{"id", id},
          {"area_ids", units_of(app, units)},
          {"title", "Quét dọn đường làng vào sáng thứ bảy hằng tuần"},
          {"body", "Mỗi nhà cử một người, từ 6 giờ đến 7 giờ."},
          {"kind", kKind},
          {"secrecy", secrecy},
          {"team", team_of_three()}};
}

inline std::string vote_path(const std::string& id, const std::string& verb = "") {
  return "/api/assembly/votes/" + id + (verb.empty() ? "" : "/" + verb);
}
inline std::string card_path(const std::string& id, const std::string& verb = "") {
  return "/api/assembly/cards/" + id + (verb.empty() ? "" : "/" + verb);
}

inline std::int64_t version_of(const Person& who, const std::string& id) {
  return who.get(vote_path(id)).at("/version").as_int64();
}

/// A step of a vote in the name of `who`, on its present version.
inline Reply step(const Person& who, const std::string& id, const std::string& verb, json::object more = {}) {
  more["version"] = version_of(who, id);
  return who.post(vote_path(id, verb), more);
}

inline json::object agreement() {
  return {{"village_head", "Bùi Văn Trường"}, {"front_head", "Nguyễn Văn Mặt"}, {"agreed_on", "2023-06-01"}};
}

/// A vote in which households are asked whether to vote online.
inline std::string asking_vote(TestApp& app, const std::string& who, const std::vector<std::string>& units,
                               const char* secrecy = "open") {
  const auto id = new_id();
  const auto draft = app.as(who).post("/api/assembly/votes", vote_draft(app, id, units, secrecy));
  EXPECT_EQ(draft.status, 200) << draft.body;
  const auto asking = step(app.as(who), id, "agree", agreement());
  EXPECT_EQ(asking.status, 200) << asking.body;
  return id;
}

/// The codes of the roll's houses, in walking order.
inline std::vector<std::string> codes_of(const Person& who, const std::string& id) {
  std::vector<std::string> codes;
  const auto houses = who.get("/api/assembly/matters/" + id + "/houses");
  for (const auto& house : houses.at("/items").as_array()) codes.emplace_back(house.at("code").as_string());
  return codes;
}

/// A vote that is open for a day, every household having agreed on paper to vote online.
inline std::string open_vote(TestApp& app, const std::string& who, const std::vector<std::string>& units,
                             const char* secrecy = "open", Millis lasts = kDay) {
  const auto id = asking_vote(app, who, units, secrecy);
  const auto head = app.as(who);
  for (const auto& code : codes_of(head, id)) {
    const auto entered = head.post(vote_path(id, "paper-consents"), {{"code", code}, {"agrees", true}});
    EXPECT_EQ(entered.status, 200) << entered.body;
  }
  const auto open = step(head, id, "open", {{"ends_at", app.now() + lasts}});
  EXPECT_EQ(open.status, 200) << open.body;
  return id;
}

inline json::object ballot(const char* choice, const char* opinion = nullptr) {
  json::object made{{"id", new_id()}, {"choice", choice}};
  if (opinion) made["opinion"] = opinion;
  return made;
}

inline json::object paper(const std::string& code, const char* choice = nullptr,
                          const char* opinion = nullptr) {
  json::object made{{"id", new_id()}, {"code", code}};
  if (choice) made["choice"] = choice;
  if (opinion) made["opinion"] = opinion;
  return made;
}

/// [electorate, voted, by_app, by_paper, both, agree, disagree, other, invalid]
inline std::vector<std::int64_t> figures(const Person& who, const std::string& id) {
  const auto view = who.get(vote_path(id));
  EXPECT_EQ(view.status, 200) << view.body;
  std::vector<std::int64_t> found;
  for (const char* name :
       {"electorate", "voted", "by_app", "by_paper", "both", "agree", "disagree", "other", "invalid"})
    found.push_back(view.at("/count").at(name).as_int64());
  return found;
}
using Figures = std::vector<std::int64_t>;

}  // namespace thon::assembly::test
