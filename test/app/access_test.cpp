// Walks every route of the program. A new route is walked too, with nothing to add here: it fails when guests get
// in, or when anything of Song Phượng shows to people of another commune, or changes by their hand.
#include <gtest/gtest.h>

#include <set>

#include "app/program.hpp"
#include "base/id.hpp"
#include "support/called.hpp"
#include "support/decided.hpp"
#include "support/sample.hpp"
#include "support/talked.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

/// Routes that everyone signed in may call because they concern the caller alone, whatever is sent.
const std::set<std::string> kAboutTheCaller = {
    "GET /api/identity/me",           "PATCH /api/identity/me",        "DELETE /api/identity/session",
    "GET /api/identity/sessions",     "POST /api/identity/password",   "POST /api/identity/totp",
    "POST /api/identity/totp/confirm", "DELETE /api/identity/totp",
    "GET /api/channels/push",          "POST /api/channels/push",
    "POST /api/channels/push/stop",
};

std::string named(const http::Route& route) {
  static const char* methods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  return std::string(methods[static_cast<int>(route.method)]) + " " + route.path;
}

/// What a caller names, an answer may repeat ("not found").
bool sent(const http::Request& request, const std::string& mark) {
  return (request.path + request.query + request.body).find(mark) != std::string::npos;
}

/// Ids of things in Song Phượng, by the name of the member that asks.
class SongPhuong {
 public:
  explicit SongPhuong(TestApp& app) : app_(app) {
    announcement_ = new_id();
    auto hoa = app.as("hoa");
    const auto draft = hoa.post("/api/reach/announcements", {{"id", announcement_},
                                                             {"area_ids", {app.id("song_phuong")}},
                                                             {"title", "Lịch phun thuốc muỗi"},
                                                             {"body", "Sáng thứ bảy, từ 7 giờ."},
                                                             {"content_class", 14},
                                                             {"ask_confirmation", true}});
    EXPECT_EQ(draft.status, 200) << draft.body;
    attachment_ = new_id();
    const auto attached = hoa.post("/api/reach/announcements/" + announcement_ + "/attachments",
                                   {{"id", attachment_}, {"name", "Ảnh"}, {"content", "/9j/4AAQ"}});
    EXPECT_EQ(attached.status, 200) << attached.body;
    const auto sent = hoa.post("/api/reach/announcements/" + announcement_ + "/publish",
                               {{"version", draft.at("/version").as_int64()}});
    EXPECT_EQ(sent.status, 200) << sent.body;
    matter_ = decide(app).vote;
    call_ = call_roll(app);
    talked_ = talk(app);
    audience_ = new_id();
    const json::object anyone{{"ways", json::array{}}, {"standings", json::array{}}, {"tags", json::array{}},
                              {"without_tags", json::array{}}};
    const auto audience = hoa.post("/api/reach/audiences", {{"id", audience_},
                                                            {"name", "Cả xã Song Phượng"},
                                                            {"area_ids", {app.id("song_phuong")}},
                                                            {"filter", anyone}});
    EXPECT_EQ(audience.status, 200) << audience.body;
    template_ = new_id();
    const auto text = hoa.post("/api/reach/templates", {{"id", template_},
                                                        {"area_id", app.id("song_phuong")},
                                                        {"name", "Họp thôn"},
                                                        {"content_class", 14},
                                                        {"ask_confirmation", true},
                                                        {"title", "Mời họp ngày {ngày}"},
                                                        {"body", "Họp tại {nơi họp}."}});
    EXPECT_EQ(text.status, 200) << text.body;
    session_ = std::string(hoa.get("/api/identity/sessions").at("/items/0/id").as_string());
    const auto channel = app.as("ha").post("/api/channels/settings", {{"area_id", app.id("song_phuong")},
                                                                      {"provider", "facebook"},
                                                                      {"version", 0},
                                                                      {"enabled", true},
                                                                      {"fields", json::array{}}});
    EXPECT_EQ(channel.status, 200) << channel.body;
    setting_ = std::string(channel.at("/setting_id").as_string());
    // Printing a list remembers it as a sheet.
    EXPECT_EQ(app.as("lan").get("/api/reach/walk/pdf?area=" + app.id("to_1")).status, 200);
    app.db().read([&](Tx& tx) { sheet_ = tx.value<std::string>(kSheet).value_or(""); });
    role_ = std::string(app.as("ha").get("/api/identity/accounts?q=song.hoa").at("/items/0/roles/0/id").as_string());
  }

  std::string operator()(std::string_view member) const {
    // A new thing, and a page mark, name nothing that is there.
    if (member == "id" || member == "cursor") return "";
    if (member == "household_id" || member == "household_ids") return app_.id("to_1_1");
    if (member == "audience_id") return audience_;
    if (member == "template_id") return template_;
    if (member == "attachment_id") return attachment_;
    if (member.find("announcement") != std::string_view::npos) return announcement_;
    if (member == "matter_id") return matter_;
    if (member == "call_id") return call_;
    if (member == "account_id") return app_.id("hoa");
    if (const auto said = talked_.id(member)) return *said;
    if (member == "session_id") return session_;
    if (member == "role_id") return role_;
    if (member == "setting_id") return setting_;
    if (member == "sheet_id") return sheet_;
    if (member.find("area") != std::string_view::npos || member == "parent_id") return app_.id("to_1");
    ADD_FAILURE() << "say in SongPhuong which thing a member named " << member << " means";
    return "";
  }

  /// Texts that only answers about Song Phượng hold.
  std::vector<std::string> marks() const {
    return {app_.id("song_phuong"), app_.id("thap_thuong"), app_.id("to_1"), app_.id("to_1_1"), app_.id("to_3_1"),
            app_.id("hoa"), app_.id("lan"), announcement_, matter_, "Song Phượng", "Lịch phun thuốc muỗi", "Quét dọn đường làng",
            call_, "Nước sông Đáy lên nhanh", "Bà cụ nhà Bưởi khó thở",
            talked_.question, talked_.post, talked_.canned, "Bao giờ cắt điện", "Ai có cuốc", "Lịch cắt điện"};
  }

 private:
  TestApp& app_;
  static inline const Sql kSheet{"test.sheet", "SELECT id FROM reach_sheet"};
  Talked talked_;
  std::string announcement_, attachment_, matter_, audience_, template_, session_, role_, setting_, sheet_, call_;
};

TEST(Access, EveryRouteButTheOpenOnesRefusesGuests) {
  TestApp app(Engine::sqlite);
  const SongPhuong song_phuong(app);
  const IdFor ids = [&](std::string_view member) { return song_phuong(member); };
  for (const auto& route : app.program().api().routes()) {
    if (route.access.kind == http::Access::Kind::open) continue;
    // A server without a signature is refused like a guest; the capability's own tests try wrong ones.
    const auto reply = app.guest().send(sample_request(route, ids));
    EXPECT_EQ(reply.status, 401) << named(route) << ": " << reply.body;
  }
}

TEST(Access, OpenRoutesAreTheseAndNoOthers) {
  TestApp app(Engine::sqlite);
  std::set<std::string> open;
  for (const auto& route : app.program().api().routes())
    if (route.access.kind == http::Access::Kind::open) open.insert(named(route));
  const std::set<std::string> expected = {"POST /api/identity/session", "POST /api/identity/invitation/look",
                                          "POST /api/identity/invitation/session", "GET /api/setup",
                                          "POST /api/setup", "POST /api/setup/sheet",
                                          "GET /api/reach/links/{token}", "POST /api/reach/links/{token}/opened",
                                          "POST /api/reach/links/{token}/confirmed", "GET /api/reach/chat/{token}",
                                          "POST /api/reach/chat/{token}/answer"};
  EXPECT_EQ(open, expected);
}

TEST(Access, RoutesWithoutASessionAreOpenToTheseSignaturesAndNoOthers) {
  TestApp app(Engine::sqlite);
  std::set<std::string> open;
  for (const auto& route : app.program().api().routes())
    if (route.access.kind == http::Access::Kind::signature) open.insert(named(route));
  const std::set<std::string> expected = {"POST /api/channels/hooks/{setting_id}",
                                          "GET /api/channels/hooks/{setting_id}"};
  EXPECT_EQ(open, expected);
}

/// Walked by its own test above: nobody's session counts there.
bool by_signature(const http::Route& route) { return route.access.kind == http::Access::Kind::signature; }

class Strangers : public testing::TestWithParam<const char*> {};

TEST_P(Strangers, SeeAndChangeNothingOfSongPhuong) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const SongPhuong song_phuong(app);
    const IdFor ids = [&](std::string_view member) { return song_phuong(member); };
    for (const auto& route : app.program().api().routes()) {
      if (route.access.kind == http::Access::Kind::open || kAboutTheCaller.contains(named(route)) || by_signature(route))
        continue;
      const auto request = sample_request(route, ids);
      const auto reply = app.as(GetParam()).send(request);
      const bool names_a_thing = route.path.find('{') != std::string::npos;
      if (names_a_thing) {
        EXPECT_EQ(reply.status, 404) << named(route) << " for " << GetParam() << ": " << reply.body;
      }
      EXPECT_LT(reply.status, 500) << named(route) << ": " << reply.body;
      for (const auto& mark : song_phuong.marks())
        if (reply.status < 300 && !sent(request, mark))
          EXPECT_EQ(reply.body.find(mark), std::string::npos) << named(route) << " shows " << mark << " to " << GetParam();
    }
    const auto still = app.as("hoa").get("/api/households/" + app.id("to_1_1"));
    EXPECT_EQ(still.at("/version").as_int64(), 1);
    EXPECT_EQ(still.at("/area_id").as_string(), app.id("to_1"));
  }
}

INSTANTIATE_TEST_SUITE_P(OfAnotherCommune, Strangers, testing::Values("dung", "moc", "tu", "xa"));

class Neighbours : public testing::TestWithParam<const char*> {};

TEST_P(Neighbours, SeeAndChangeNothingOfAGroupThatIsNotTheirs) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const SongPhuong song_phuong(app);
    const IdFor ids = [&](std::string_view member) { return song_phuong(member); };
    const std::set<std::string> hidden_things = {"area_id", "household_id", "account_id", "session_id",
                                                 "role_id", "setting_id",   "question_id"};
    for (const auto& route : app.program().api().routes()) {
      if (route.access.kind == http::Access::Kind::open || kAboutTheCaller.contains(named(route)) || by_signature(route))
        continue;
      const auto request = sample_request(route, ids);
      const auto reply = app.as(GetParam()).send(request);
      bool hidden = false;
      for (const auto& thing : hidden_things) hidden = hidden || in_path(route, thing);
      if (hidden) EXPECT_EQ(reply.status, 404) << named(route) << " for " << GetParam() << ": " << reply.body;
      for (const auto& mark : {app.id("to_1"), app.id("to_1_1"), app.id("to_1_2"), app.id("lan")})
        if (reply.status < 300 && !sent(request, mark))
          EXPECT_EQ(reply.body.find(mark), std::string::npos) << named(route) << " shows " << mark << " to " << GetParam();
    }
  }
}

// A village head outside her village, a group head outside her group, a household of another group.
INSTANTIATE_TEST_SUITE_P(OfTheSameCommune, Neighbours, testing::Values("thuan", "minh", "mai"));

TEST(Account, ThatARequestNamesIsTheOneSignedIn) {
  for (const Engine engine : engines()) {
    TestApp app(engine);
    const SongPhuong song_phuong(app);
    const IdFor ids = [&](std::string_view member) { return song_phuong(member); };
    const auto ask_as = [&](std::string_view name, const http::Route& route, const std::string& meant) {
      auto request = sample_request(route, ids);
      request.headers["x-thon-account"] = meant;
      return app.as(name).send(std::move(request));
    };
    for (const auto& route : app.program().api().routes()) {
      if (route.access.kind == http::Access::Kind::open || by_signature(route)) continue;
      for (const char* name : {"hoa", "nam"}) {
        const auto reply = ask_as(name, route, app.id("lan"));
        EXPECT_EQ(reply.status, 409) << named(route) << " for " << name << ": " << reply.body;
        EXPECT_EQ(reply.key(), "error.other_account") << named(route) << " for " << name;
      }
    }
    // Its own name lets it in, and nothing of what was meant for another has happened.
    const std::string nam(app.as("nam").get("/api/identity/me").at("/account/id").as_string());
    for (const auto& route : app.program().api().routes())
      if (named(route) == "GET /api/reach/feed") {
        const auto feed = ask_as("nam", route, nam);
        ASSERT_EQ(feed.status, 200) << feed.body;
        EXPECT_EQ(feed.at("/items/0/evidence"), "none");
      }
  }
}

}  // namespace
}  // namespace thon::test
