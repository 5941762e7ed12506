// What officers see of messages, in their own units.
#include <map>

#include "platform/print/sheet.hpp"
#include "reach/test/channel_double.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

/// Sends to the commune by SMS; the second house of group 1 is told that its number is wrong, the third is throttled.
struct SentByAll {
  explicit SentByAll(TestApp& app) : channels(app) {
    auto& sms = channels[Kind::sms];
    sms.answer = [](const channels::Message& message) {
      if (message.address == "0912010102") return Outcome{.state = State::gone, .reason = "bad_number"};
      if (message.address == "0912010103") return Outcome{.state = State::retry, .reason = "rate", .wait = kHour};
      return Outcome{.state = State::accepted, .provider_id = "p-" + message.key, .cost = 350};
    };
    id = published(app, "hoa", {"song_phuong"});
    hand_out(app, id, Kind::sms, everyone(app, id));
    app.program().jobs().run_due();
    path = "/api/reach/announcements/" + id + "/deliveries";
  }
  Channels channels;
  std::string id, path;
};

std::map<std::string, std::int64_t> counts(const Reply& reply) {
  std::map<std::string, std::int64_t> found;
  if (reply.at("/channels").as_array().empty()) return found;
  for (const auto& count : reply.at("/channels/0/counts").as_array()) {
    std::string name(count.at("state").as_string());
    if (!count.at("reason").as_string().empty()) name += "/" + std::string(count.at("reason").as_string());
    found[name] = count.at("count").as_int64();
  }
  return found;
}

using Counts = std::map<std::string, std::int64_t>;

TEST(DeliveryPages, CountByChannelAndState) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    SentByAll sent(app);
    const auto whole = app.as("hoa").get(sent.path);
    ASSERT_EQ(whole.status, 200) << whole.body;
    EXPECT_EQ(counts(whole), (Counts{{"accepted", 10}, {"gone/bad_number", 1}, {"retry/rate", 1}, {"refused/no_address", 3}}));
    EXPECT_EQ(whole.at("/channels/0/total"), 15);
    EXPECT_EQ(whole.at("/channels/0/cost"), 3500);
    EXPECT_EQ(counts(app.as("hoa").get(sent.path + "?area=" + app.id("to_1"))),
              (Counts{{"accepted", 3}, {"gone/bad_number", 1}, {"retry/rate", 1}, {"refused/no_address", 1}}));
    EXPECT_EQ(counts(app.as("thuan").get(sent.path)), (Counts{{"accepted", 3}, {"refused/no_address", 1}}));
    EXPECT_EQ(app.as("thuan").get(sent.path + "?area=" + app.id("to_1")).status, 404);
    for (const char* nobody : {"dung", "tu", "nam"}) EXPECT_EQ(app.as(nobody).get(sent.path).status, 404) << nobody;
    EXPECT_EQ(app.guest().get(sent.path).status, 401);
    EXPECT_EQ(app.as("hoa").get("/api/reach/announcements/" + new_id() + "/deliveries").status, 404);
  }
}

TEST(DeliveryPages, OpenEveryNumberToItsHouses) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    SentByAll sent(app);
    const auto gone = app.as("lan").get(sent.path + "/houses?channel=sms&state=gone");
    ASSERT_EQ(gone.status, 200) << gone.body;
    EXPECT_EQ(gone.at("/total"), 1);
    EXPECT_EQ(gone.at("/items/0/household_id"), json::string(app.id("to_1_2")));
    EXPECT_EQ(gone.at("/items/0/reason"), "bad_number");
    EXPECT_EQ(gone.at("/items/0/sent_at"), app.now());
    EXPECT_EQ(app.as("hoa").get(sent.path + "/houses?channel=sms&state=refused&reason=no_address").at("/total"), 3);
    EXPECT_EQ(app.as("hoa").get(sent.path + "/houses?channel=sms&state=refused&reason=khac").at("/total"), 0);
    const auto all = app.as("hoa").get(sent.path + "/houses?channel=sms&state=accepted");
    const auto last = all.at("/items/4/ordinal").as_int64();
    const auto rest = app.as("hoa").get(sent.path + "/houses?channel=sms&state=accepted&after=" + std::to_string(last));
    EXPECT_EQ(rest.at("/items").as_array().size(), 5u);
    EXPECT_EQ(app.as("hoa").get(sent.path + "/houses?channel=facebook&state=accepted").status, 404);
    EXPECT_EQ(app.as("hoa").get(sent.path + "/houses?channel=pigeon&state=accepted").status, 422);
    EXPECT_EQ(app.as("minh").get(sent.path + "/houses?channel=sms&state=gone").at("/total"), 0);
    EXPECT_EQ(app.as("dung").get(sent.path + "/houses?channel=sms&state=gone").status, 404);
    EXPECT_EQ(app.guest().get(sent.path + "/houses?channel=sms&state=gone").status, 401);
  }
}

TEST(DeliveryPages, ListWhomToCall) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    SentByAll sent(app);
    app.as("lan").post("/api/reach/told", told_items({told(app, sent.id, "to_1_6", app.now())}));
    const auto file = app.as("hoa").get(sent.path + "/unsent");
    ASSERT_EQ(file.status, 200);
    const auto sheet = print::read_sheet(file.body);
    std::vector<std::string> rows;
    for (const auto& row : sheet.rows) {
      std::string line;
      for (const auto& cell : row) line += cell + "|";
      rows.push_back(line);
    }
    const auto named = [&](const std::string& text) {
      return std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.find(text) != std::string::npos; });
    };
    EXPECT_EQ(named("Không có địa chỉ") + named("không có địa chỉ"), 2) << "to_2_5 and to_3_4; to_1_6 has been told";
    EXPECT_EQ(named("0912 010 102"), 1);
    EXPECT_EQ(named("0912 010 103"), 0) << "will be tried again";
    EXPECT_EQ(app.as("vinh").get(sent.path + "/unsent").status, 404);
    EXPECT_EQ(app.as("lan").get(sent.path + "/unsent").status, 404) << "a group head exports nothing";
    EXPECT_EQ(app.as("dung").get(sent.path + "/unsent").status, 404);
    EXPECT_EQ(app.guest().get(sent.path + "/unsent").status, 401);
  }
}

}  // namespace
}  // namespace thon::reach::test
