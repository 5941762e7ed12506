// How a household can be written to, and how it does not want to be.
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(Ways, AreToldByTheHouseholdOrWhoeverWasAtItsDoor) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto path = "/api/reach/ways/" + app.id("to_1_1");
    const json::object mail{{"channel", "email"}, {"address", "nha.buoi@example.vn"}};
    for (const char* who : {"nam", "lan", "hoa"}) {
      const auto reply = app.as(who).post(path, mail);
      ASSERT_EQ(reply.status, 200) << who << reply.body;
      EXPECT_EQ(reply.at("/ways").as_array().size(), 1u);
      EXPECT_EQ(reply.at("/ways/0/address"), "nha.buoi@example.vn");
    }
    EXPECT_EQ(app.as("vinh").get(path).at("/ways").as_array().size(), 1u);
    for (const char* nobody : {"mai", "minh", "dung", "tu", "xa"}) {
      EXPECT_EQ(app.as(nobody).get(path).status, 404) << nobody;
      EXPECT_EQ(app.as(nobody).post(path, mail).status, 404) << nobody;
      EXPECT_EQ(app.as(nobody).post(path + "/forget", mail).status, 404) << nobody;
    }
    EXPECT_EQ(app.as("vinh").post(path, mail).status, 404) << "a viewer only looks";
    EXPECT_EQ(app.guest().get(path).status, 401);
    EXPECT_EQ(app.as("lan").post(path, {{"channel", "email"}, {"address", "khong phai"}}).fault("/address"),
              "reach.error.email");
    EXPECT_EQ(app.as("lan").post(path, {{"channel", "zalo_oa"}, {"address", "12ab"}}).fault("/address"),
              "reach.error.zalo_user");
    EXPECT_EQ(app.as("lan").post(path, {{"channel", "sms"}, {"address", "0912345678"}}).fault("/channel"),
              "reach.error.no_addresses");
    for (int twice = 0; twice < 2; ++twice)
      EXPECT_TRUE(app.as("nam").post(path + "/forget", mail).at("/ways").as_array().empty());
  }
}

TEST(Ways, MoveToTheHouseholdThatToldThemLast) {
  TestApp app(Engine::sqlite);
  const json::object mail{{"channel", "email"}, {"address", "chung@example.vn"}};
  app.as("lan").post("/api/reach/ways/" + app.id("to_1_1"), mail);
  app.as("lan").post("/api/reach/ways/" + app.id("to_1_2"), mail);
  EXPECT_TRUE(app.as("lan").get("/api/reach/ways/" + app.id("to_1_1")).at("/ways").as_array().empty());
  app.as("lan").post("/api/reach/ways/" + app.id("to_1_1") + "/forget", mail);
  EXPECT_EQ(app.as("lan").get("/api/reach/ways/" + app.id("to_1_2")).at("/ways").as_array().size(), 1u)
      << "one household does not forget another's";
}

TEST(Ways, AreRefusedByTheHouseholdChannelByChannel) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto path = "/api/reach/ways/" + app.id("to_1_1") + "/preference";
    const json::object no{{"channel", "sms"}, {"wanted", false}};
    for (int twice = 0; twice < 2; ++twice) {
      const auto reply = app.as("nam").post(path, no);
      EXPECT_EQ(reply.at("/refusals/0/channel"), "sms");
      EXPECT_EQ(reply.at("/refusals").as_array().size(), 1u);
    }
    const auto id = published(app, "hoa", {"to_1"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    app.program().jobs().run_due();
    EXPECT_EQ(sms.sent.size(), 4u);
    EXPECT_TRUE(app.as("lan").post(path, {{"channel", "sms"}, {"wanted", true}}).at("/refusals").as_array().empty());
    EXPECT_EQ(app.as("lan").post(path, {{"channel", "loudspeaker"}, {"wanted", false}}).fault("/channel"),
              "reach.error.not_to_households");
    for (const char* nobody : {"mai", "minh", "dung", "vinh"})
      EXPECT_EQ(app.as(nobody).post(path, no).status, 404) << nobody;
    EXPECT_EQ(app.guest().post(path, no).status, 401);
  }
}

TEST(Ways, AreLearnedFromTheCodeThatAFollowerWrites) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    const std::string code(app.as("ha").get("/api/households/" + app.id("to_1_2")).at("/code").as_string());
    channels::Report reply;
    reply.what = channels::Report::What::replied;
    reply.user = "7001234567";
    reply.at = app.now();
    for (const auto& text : {std::string("xin chào xã"), std::string("ABC"), code.substr(0, 3) + " " + code.substr(3)}) {
      reply.text = text;
      reply.id = "m" + text;
      report(app, Kind::zalo_oa, reply);
    }
    const auto id = published(app, "hoa", {"to_1"});
    auto& zalo = channels[Kind::zalo_oa];
    hand_out(app, id, Kind::zalo_oa, everyone(app, id));
    app.program().jobs().run_due();
    ASSERT_EQ(zalo.sent.size(), 1u);
    EXPECT_EQ(zalo.sent[0].address, "7001234567");
    // Who no longer follows is written to no more, and again once he is back.
    reply.what = channels::Report::What::unfollowed;
    report(app, Kind::zalo_oa, reply);
    const auto reachable = [&] {
      Bitmap found;
      app.db().read([&](Tx& tx) { found = address_store::reachable(tx, Kind::zalo_oa); });
      return found.size();
    };
    EXPECT_EQ(reachable(), 0u);
    reply.what = channels::Report::What::followed;
    report(app, Kind::zalo_oa, reply);
    EXPECT_EQ(reachable(), 1u);
  }
}

}  // namespace
}  // namespace thon::reach::test
