// Sends every route every kind of bad input that its own description forbids: each is answered by a problem that
// names the field, nothing is written, and nothing crashes.
#include <gtest/gtest.h>

#include "app/program.hpp"
#include "base/id.hpp"
#include "support/sample.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

/// Numbers of which one changes with every write that matters.
class WriteWatch {
 public:
  explicit WriteWatch(TestApp& app) : app_(app) {}
  std::vector<std::int64_t> writes() {
    std::vector<std::int64_t> rows;
    app_.db().read([&](Tx& tx) {
      for (const auto& sql : kCounts) rows.push_back(tx.value<std::int64_t>(sql).value_or(0));
    });
    return rows;
  }

 private:
  static inline const Sql kCounts[] = {
      {"test.audit", "SELECT COUNT(*) FROM audit_entry"},
      {"test.areas", "SELECT COUNT(*) + SUM(version) FROM areas_area"},
      {"test.accounts", "SELECT COUNT(*) + SUM(version) FROM identity_account"},
      {"test.sessions", "SELECT COUNT(*) FROM identity_session WHERE revoked_at IS NULL"},
      {"test.households", "SELECT COUNT(*) + SUM(version) FROM households_household"},
      {"test.members", "SELECT COUNT(*) FROM households_member"},
      {"test.phones", "SELECT COUNT(*) FROM households_phone"},
      {"test.channels", "SELECT COUNT(*) + SUM(version) FROM channels_setting"},
      {"test.subscriptions", "SELECT COUNT(*) FROM channels_push_subscription WHERE gone_at IS NULL"},
      {"test.announcements", "SELECT COUNT(*) FROM reach_announcement"},
      {"test.segments", "SELECT COUNT(*) FROM reach_segment"},
      {"test.told", "SELECT COUNT(*) FROM reach_told"},
      {"test.matters", "SELECT COUNT(*) + COALESCE(SUM(version), 0) FROM assembly_matter"},
      {"test.kinds", "SELECT COUNT(*) FROM assembly_kind"},
      {"test.ticks", "SELECT COUNT(*) FROM reach_tick"},
      {"test.visits", "SELECT COUNT(*) FROM reach_visit"},
      {"test.calls", "SELECT COUNT(*) + COALESCE(SUM(households), 0) FROM rollcall_call"},
      {"test.reports", "SELECT COUNT(*) FROM rollcall_report"},
      {"test.questions", "SELECT COUNT(*) FROM talk_question"},
      {"test.messages", "SELECT COUNT(*) FROM talk_message"},
      {"test.steps", "SELECT COUNT(*) FROM talk_step"},
      {"test.canned", "SELECT COUNT(*) FROM talk_canned"},
      {"test.answering", "SELECT COUNT(*) FROM talk_unit"},
      {"test.posts", "SELECT COUNT(*) FROM talk_post"},
      {"test.complaints", "SELECT COUNT(*) FROM talk_report"},
      {"test.moderation", "SELECT COUNT(*) FROM talk_moderation"},
  };
  TestApp& app_;
};

/// What such a route is sent is the business of its signature.
bool by_signature(const http::Route& route) { return route.access.kind == http::Access::Kind::signature; }

std::string named(const http::Route& route) { return route.summary + " (" + route.path + ")"; }

/// Someone who gets past the door of the route, so that it is the input that is refused.
Person caller(TestApp& app, const http::Route& route) {
  using K = http::Access::Kind;
  if (route.access.kind == K::open) return app.guest();
  return app.as(route.access.kind == K::household ? "nam" : "ha");
}

struct BadBody {
  std::string what, path;
  json::value body;
};

json::value wrong_type(const Shape& shape) {
  const Shape& inner = shape.kind == Kind::optional ? *shape.element() : shape;
  if (inner.kind == Kind::text || inner.kind == Kind::choice) return 17;
  return "không phải";
}

/// Each member of the body in turn: missing, of a wrong type, too long, out of range.
std::vector<BadBody> bad_bodies(const http::Route& route, const json::object& good) {
  std::vector<BadBody> bad;
  const auto with = [&](std::string_view member, json::value value) {
    json::object body = good;
    body[member] = std::move(value);
    return body;
  };
  for (const auto& field : route.input->fields) {
    if (in_path(route, field.name)) continue;
    const Shape& shape = *field.shape();
    const Shape& inner = shape.kind == Kind::optional ? *shape.element() : shape;
    const std::string name(field.name), path = "/" + name;
    if (shape.kind != Kind::optional) {
      json::object body = good;
      body.erase(name);
      bad.push_back({"missing " + name, path, body});
      bad.push_back({"null " + name, path, with(name, nullptr)});
    }
    bad.push_back({"wrong type of " + name, path, with(name, wrong_type(shape))});
    if (inner.kind == Kind::text && inner.max_length < 1'000'000)
      bad.push_back({"too long " + name, path, with(name, json::string(inner.max_length + 1, 'x'))});
    if (inner.kind == Kind::text) bad.push_back({"a zero byte in " + name, path, with(name, json::string(std::string("a\0b", 3)))});
    if (inner.kind == Kind::integer && inner.maximum != INT64_MAX)
      bad.push_back({"too large " + name, path, with(name, inner.maximum + 1)});
    if (inner.kind == Kind::integer) bad.push_back({"a fraction for " + name, path, with(name, 1.5)});
  }
  bad.push_back({"unknown member", "/khong_co", with("khong_co", 1)});
  return bad;
}

class BadInput : public testing::Test {
 protected:
  BadInput() : app(Engine::sqlite), watch(app) {}

  IdFor ids() {
    return [this](std::string_view member) -> std::string {
      if (member == "household_id") return app.id("to_1_1");
      if (member == "account_id") return app.id("hoa");
      if (member.find("area") != std::string_view::npos || member == "parent_id") return app.id("to_1");
      return new_id();
    };
  }

  void expect_problem(const http::Route& route, http::Request request, const std::string& what, int status) {
    const auto reply = caller(app, route).send(std::move(request));
    EXPECT_EQ(reply.status, status) << named(route) << ", " << what << ": " << reply.body;
    EXPECT_EQ(reply.header("Content-Type"), "application/problem+json; charset=utf-8") << named(route) << what;
    EXPECT_FALSE(reply.key().empty()) << named(route) << ", " << what;
    last = reply;
  }

  TestApp app;
  WriteWatch watch;
  Reply last;
};

TEST_F(BadInput, OfEveryMemberOfEveryBodyIsNamedAndWritesNothing) {
  const auto before = watch.writes();
  for (const auto& route : app.program().api().routes()) {
    if (route.method == http::Method::get || route.method == http::Method::del || by_signature(route)) continue;
    const auto good = sample_request(route, ids());
    for (const auto& bad : bad_bodies(route, json::parse(good.body).as_object())) {
      auto request = good;
      request.body = json::serialize(bad.body);
      expect_problem(route, request, bad.what, 422);
      bool named_field = false;
      if (last.status == 422)
        for (const auto& error : last.at("/errors").as_array())
          named_field = named_field || std::string_view(error.at("path").as_string()).starts_with(bad.path);
      EXPECT_TRUE(named_field) << named(route) << ", " << bad.what << ": " << last.body;
    }
  }
  EXPECT_EQ(watch.writes(), before);
}

TEST_F(BadInput, ThatIsNotJsonIsRefusedByEveryRoute) {
  const auto before = watch.writes();
  const std::string bodies[] = {"{", "[]", "null", "\"chữ\"", "{\"a\":1}{", "\xff\xfe", std::string(40, '[')};
  for (const auto& route : app.program().api().routes()) {
    if (route.method == http::Method::get || route.method == http::Method::del || by_signature(route)) continue;
    if (route.input->fields.empty()) continue;
    auto request = sample_request(route, ids());
    for (const auto& body : bodies) {
      request.body = body;
      expect_problem(route, request, body, 422);
    }
    request = sample_request(route, ids());
    request.headers["content-type"] = "text/plain";
    expect_problem(route, request, "text/plain", 422);
  }
  EXPECT_EQ(watch.writes(), before);
}

TEST_F(BadInput, InTheQueryIsNamed) {
  for (const auto& route : app.program().api().routes()) {
    if ((route.method != http::Method::get && route.method != http::Method::del) || by_signature(route)) continue;
    auto request = sample_request(route, ids());
    request.query += (request.query.empty() ? "" : "&") + std::string("khong_co=1");
    expect_problem(route, request, "unknown parameter", 422);
    EXPECT_EQ(last.fault("/khong_co"), "error.unknown_field") << named(route);
    request.query = "a=%zz";
    expect_problem(route, request, "broken escape", 422);
  }
}

TEST_F(BadInput, InThePathIsNotFound) {
  for (const auto& route : app.program().api().routes()) {
    if (route.path.find('{') == std::string::npos) continue;
    for (const std::string wrong : {"khong-phai-ma", "../../etc/passwd", "' OR 1=1 --"}) {
      auto request = sample_request(route, [&](std::string_view) { return wrong; });
      request.query.clear();
      const auto good = sample_request(route, ids());
      request.body = good.body;
      request.query = good.query;
      expect_problem(route, request, wrong, 404);
    }
  }
}

TEST_F(BadInput, OfAWrongMethodIsToldWhichMethodsThereAre) {
  for (const auto& route : app.program().api().routes()) {
    http::Request request;
    request.method = http::Method::put;
    request.path = sample_path(route, ids());
    const auto reply = app.as("ha").send(request);
    EXPECT_EQ(reply.status, 405) << named(route);
    EXPECT_FALSE(reply.header("Allow").empty()) << named(route);
  }
}

TEST_F(BadInput, WithoutTheHeaderOfTheAppWritesNothing) {
  const auto before = watch.writes();
  for (const auto& route : app.program().api().routes()) {
    if (route.method == http::Method::get || by_signature(route)) continue;
    auto request = sample_request(route, ids());
    request.headers["x-thon"] = "";
    expect_problem(route, request, "no X-Thon header", 403);
  }
  EXPECT_EQ(watch.writes(), before);
}

TEST_F(BadInput, IsExplainedInTheReadersLanguage) {
  http::Request request;
  request.method = http::Method::post;
  request.path = "/api/identity/session";
  request.headers["content-type"] = "application/json";
  request.body = "{}";
  EXPECT_NE(app.guest().send(request).body.find("Cần điền mục này."), std::string::npos);
  request.headers["accept-language"] = "en-GB,en;q=0.9";
  EXPECT_NE(app.guest().send(request).body.find("This is needed."), std::string::npos);
}

}  // namespace
}  // namespace thon::test
