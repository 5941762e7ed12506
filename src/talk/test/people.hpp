#pragma once
#include <string>
#include <vector>

#include "base/id.hpp"
#include "support/test_app.hpp"

/// What the tests of this capability do again and again.
namespace thon::talk::test {

namespace json = boost::json;
using thon::test::engines;
using thon::test::Person;
using thon::test::Reply;
using thon::test::TestApp;

inline std::string own_path(const std::string& id, const std::string& verb = "") {
  return "/api/talk/own/" + id + (verb.empty() ? "" : "/" + verb);
}
inline std::string desk_path(const std::string& id, const std::string& verb = "") {
  return "/api/talk/questions/" + id + (verb.empty() ? "" : "/" + verb);
}
inline std::string conversation_path(TestApp& app, const std::string& unit, const std::string& verb = "") {
  return "/api/talk/conversations/" + app.id(unit) + (verb.empty() ? "" : "/" + verb);
}
inline std::string post_path(TestApp& app, const std::string& unit, const std::string& id,
                             const std::string& verb) {
  return conversation_path(app, unit, "posts/" + id + "/" + verb);
}

inline json::object question(const std::string& id,
                             const std::string& body = "Làm giấy khai sinh cần giấy gì?") {
  return {{"id", id}, {"body", body}};
}

/// A question of a household; answers its id.
inline std::string asked(TestApp& app, const std::string& who, json::object more = {},
                         const std::string& body = "Làm giấy khai sinh cần giấy gì?") {
  const auto id = new_id();
  auto input = question(id, body);
  for (const auto& [name, value] : more) input[name] = value;
  const auto reply = app.as(who).post("/api/talk/own", input);
  EXPECT_EQ(reply.status, 200) << reply.body;
  return id;
}

inline Reply answered(TestApp& app, const std::string& who, const std::string& id, const std::string& body) {
  return app.as(who).post(desk_path(id, "answer"), {{"id", new_id()}, {"body", body}});
}

inline std::string text_at(const Reply& reply, std::string_view pointer) {
  return std::string(reply.at(pointer).as_string());
}

/// The texts of what a household reads in a thread.
inline std::vector<std::string> texts(const Reply& thread) {
  std::vector<std::string> found;
  for (const auto& message : thread.at("/messages").as_array())
    found.emplace_back(message.at("body").as_string());
  return found;
}

/// The ids in a list.
inline std::vector<std::string> ids_of(const Reply& list) {
  std::vector<std::string> found;
  for (const auto& item : list.at("/items").as_array()) found.emplace_back(item.at("id").as_string());
  return found;
}

inline std::string posted(TestApp& app, const std::string& who, const std::string& unit,
                          const std::string& body) {
  const auto id = new_id();
  const auto reply = app.as(who).post(conversation_path(app, unit, "posts"), {{"id", id}, {"body", body}});
  EXPECT_EQ(reply.status, 200) << reply.body;
  return id;
}

}  // namespace thon::talk::test
