#pragma once
#include <string>
#include <vector>

#include "base/id.hpp"
#include "support/phones.hpp"
#include "support/test_app.hpp"

/// What the tests of this capability do again and again.
namespace thon::rollcall::test {

namespace json = boost::json;
using thon::test::Person;
using thon::test::Reply;
using thon::test::TestApp;

inline const std::string kCalls = "/api/rollcall/calls";

inline json::object call_of(TestApp& app, const std::string& id, const std::vector<std::string>& units) {
  json::array ids;
  for (const auto& unit : units) ids.emplace_back(app.id(unit));
  return {{"id", id},
          {"area_ids", ids},
          {"kind", "flood"},
          {"title", "Nước sông Đáy lên nhanh"},
          {"body", "Gia đình báo ngay tình hình để thôn cử người giúp."},
          {"meeting_point", "Nhà văn hóa thôn"},
          {"drill", false}};
}

/// A roll-call that is open.
inline std::string started(TestApp& app, const std::string& who, const std::vector<std::string>& units) {
  const auto id = new_id();
  const auto reply = app.as(who).post(kCalls, call_of(app, id, units));
  EXPECT_EQ(reply.status, 200) << reply.body;
  return id;
}

inline std::string path_of(const std::string& call, const std::string& rest = "") {
  return kCalls + "/" + call + (rest.empty() ? "" : "/" + rest);
}

inline json::object answer(const std::string& call, const char* state, Millis at) {
  return {{"id", new_id()}, {"call_id", call}, {"state", state}, {"at", at}};
}

inline json::object mark(const std::string& call, const std::string& household, const char* state,
                         Millis at) {
  return {{"id", new_id()}, {"call_id", call}, {"household_id", household}, {"state", state}, {"at", at}};
}

inline Reply send(const Person& who, const char* path, json::array items) {
  return who.post(path, {{"items", std::move(items)}});
}
inline Reply send_answers(const Person& who, json::array items) {
  return send(who, "/api/rollcall/answers", std::move(items));
}
inline Reply send_marks(const Person& who, json::array items) {
  return send(who, "/api/rollcall/marks", std::move(items));
}

/// The results of a batch, in its order.
inline std::vector<std::string> results(const Reply& reply) {
  EXPECT_EQ(reply.status, 200) << reply.body;
  std::vector<std::string> found;
  for (const auto& item : reply.at("/items").as_array()) found.emplace_back(item.at("result").as_string());
  return found;
}
using Results = std::vector<std::string>;

/// [households, safe, elsewhere, helped, needs_help, helping, not_found, silent] of a unit
using Figures = std::vector<std::int64_t>;
inline Figures figures_of(const json::value& figures) {
  Figures found;
  for (const char* name :
       {"households", "safe", "elsewhere", "helped", "needs_help", "helping", "not_found", "silent"})
    found.push_back(figures.at(name).as_int64());
  return found;
}
inline Figures figures(TestApp& app, const std::string& who, const std::string& call,
                       const std::string& unit) {
  const auto view = app.as(who).get(path_of(call) + "?area=" + app.id(unit));
  EXPECT_EQ(view.status, 200) << view.body;
  return view.status == 200 ? figures_of(view.at("/unit/figures")) : Figures{};
}

/// The names of the members of a list, in its order: "to_1_1".
inline std::vector<std::string> listed(TestApp& app, const std::string& who, const std::string& call,
                                       const std::string& unit, const std::string& list) {
  const auto page = app.as(who).get(path_of(call, "houses") + "?area=" + app.id(unit) + "&list=" + list);
  EXPECT_EQ(page.status, 200) << page.body;
  std::vector<std::string> words;
  for (const auto& item : page.at("/items").as_array())
    for (const std::string group : {"to_1", "to_2", "to_3"})
      for (int n = 1; n <= (group == "to_1" ? 6 : group == "to_2" ? 5 : 4); ++n) {
        const auto word = group + "_" + std::to_string(n);
        if (item.at("household_id").as_string() == app.id(word)) words.push_back(word);
      }
  return words;
}
using Words = std::vector<std::string>;

}  // namespace thon::rollcall::test
