// Channels that speak to whole neighbourhoods, and sending by hand.
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;
using S = MessageState;

TEST(Outlets, SpeakToNeighbourhoodsOnceAndProveNothing) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& horn = channels[Kind::loudspeaker];
    const auto add = [&](const char* who, const char* unit, const char* address) {
      return app.as(who).post("/api/reach/outlets", {{"area_id", app.id(unit)},
                                                     {"channel", "loudspeaker"},
                                                     {"address", address},
                                                     {"name", "Cụm loa"}});
    };
    for (int twice = 0; twice < 2; ++twice) EXPECT_EQ(add("hoa", "thap_thuong", "cum-1").status, 200);
    EXPECT_EQ(add("hoa", "thuan_thuong", "cum-2").status, 200);
    EXPECT_EQ(add("dung", "trung_hien", "cum-1").fault("/address"), "reach.error.outlet_taken");
    for (const char* nobody : {"dung", "lan", "vinh", "nam"})
      EXPECT_EQ(add(nobody, "to_1", "cum-3").status, 404) << nobody;
    EXPECT_EQ(app.as("hoa").get("/api/reach/outlets").at("/items").as_array().size(), 2u);
    EXPECT_TRUE(app.as("dung").get("/api/reach/outlets").at("/items").as_array().empty());
    EXPECT_EQ(app.guest().get("/api/reach/outlets").status, 401);

    const auto id = published(app, "hoa", {"to_1"});
    EXPECT_EQ(hand_out(app, id, Kind::loudspeaker, everyone(app, id)), 1) << "only the village of the group";
    EXPECT_EQ(hand_out(app, id, Kind::loudspeaker, everyone(app, id)), 0);
    run(app);
    ASSERT_EQ(horn.sent.size(), 1u);
    EXPECT_EQ(horn.sent[0].address, "cum-1");
    report(app, Kind::loudspeaker, delivered(horn.sent[0], app.now()));
    EXPECT_EQ(coverage_of(app, "hoa", id, "to_1"), (Figures{6, 0, 0, 0, 0, 6})) << "nobody knows who listened";
    app.db().read([&](Tx& tx) {
      auto& deliveries = app.program().services().reach.deliveries();
      EXPECT_EQ(deliveries.handed_out(tx, id, Kind::loudspeaker).size(), 6u);
      EXPECT_EQ(deliveries.reachable(tx, Kind::loudspeaker).size(), 15u);
    });
    const auto number = app.as("hoa").get("/api/reach/outlets").at("/items/0/number").as_int64();
    const auto remove = "/api/reach/outlets/" + std::to_string(number) + "/remove";
    EXPECT_EQ(app.as("dung").post(remove, json::object{}).status, 404);
    EXPECT_EQ(app.guest().post(remove, json::object{}).status, 401);
    EXPECT_EQ(app.as("hoa").post(remove, json::object{}).status, 204);
    EXPECT_EQ(app.as("hoa").post(remove, json::object{}).status, 404);
  }
}

TEST(SendNow, GoesToThoseWithoutEvidence) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    Channels channels(app);
    auto& sms = channels[Kind::sms];
    const auto id = published(app, "hoa", {"to_1"});
    const auto path = "/api/reach/announcements/" + id + "/deliveries";
    const json::object input{{"channels", {"sms"}}, {"urgent", false}};
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    const auto first = app.as("hoa").post(path, input);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.at("/channels/0/count"), 4);
    EXPECT_EQ(app.as("hoa").post(path, input).at("/channels/0/count"), 0);
    run(app);
    EXPECT_EQ(sms.sent.size(), 4u);
    EXPECT_EQ(app.as("hoa").post(path, {{"channels", {"zns"}}, {"urgent", false}}).fault("/channels"),
              "reach.trouble.not_set_up");
    for (const char* nobody : {"truong", "lan", "vinh", "dung", "nam"})
      EXPECT_EQ(app.as(nobody).post(path, input).status, 404) << nobody;
    EXPECT_EQ(app.guest().post(path, input).status, 401);
    app.as("hoa").post("/api/reach/announcements/" + id + "/withdraw", {{"version", 2}, {"reason", "Hoãn"}});
    EXPECT_EQ(app.as("hoa").post(path, input).key(), "reach.error.withdrawn");
  }
}

}  // namespace
}  // namespace thon::reach::test
