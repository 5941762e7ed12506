#include <gtest/gtest.h>

#include <fstream>
#include <regex>

#include "base/id.hpp"
#include "channels/rules.hpp"
#include "channels/test/commune.hpp"
#include "platform/text/text.hpp"

namespace thon::channels::test {
namespace {

using thon::Engine;

class Settings : public testing::TestWithParam<Engine> {
 protected:
  TestApp app{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, Settings, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

const json::object kGateway{{"url", "https://sms.test/"}, {"token", "bi-mat-sms"}, {"brandname", "UBND XA"}};

TEST_P(Settings, BeginWithEverythingStillToBeSetUpButPush) {
  const auto page = app.as("ha").get("/api/channels?area_id=" + app.id("song_phuong"));
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_EQ(page.at("/items").as_array().size(), 6u);
  for (const char* provider : {"zalo", "sms", "loudspeaker", "email", "facebook"})
    EXPECT_EQ(health(app, "song_phuong", provider), "none") << provider;
  EXPECT_EQ(health(app, "song_phuong", "push"), "ready");
}

TEST_P(Settings, AreKeptWithTheirSecretsSealed) {
  const auto saved = save(app, "song_phuong", "sms", kGateway);
  EXPECT_EQ(saved.at("/health").as_string(), "ready");
  EXPECT_EQ(saved.at("/version").as_int64(), 1);
  EXPECT_EQ(saved.body.find("bi-mat-sms"), std::string::npos) << "secrets never leave the server";
  for (const auto& field : saved.at("/fields").as_array()) {
    const auto& name = field.at("name").as_string();
    if (name == "url") EXPECT_EQ(field.at("value").as_string(), "https://sms.test") << "without the slash at its end";
    if (name == "token") EXPECT_TRUE(field.at("filled").as_bool());
    if (name == "token") EXPECT_EQ(field.at("value").as_string(), "");
    if (name == "webhook_secret") EXPECT_FALSE(field.at("filled").as_bool());
  }
  EXPECT_EQ(saved.at("/hook_url").as_string(), "http://thon.test/api/channels/hooks/" + setting_id(saved));
  static const Sql kRow{"test.row", "SELECT fields || secrets FROM channels_setting"};
  app.db().read([&](Tx& tx) {
    const auto row = tx.value<std::string>(kRow).value();
    EXPECT_EQ(row.find("bi-mat-sms"), std::string::npos);
    EXPECT_NE(row.find("UBND XA"), std::string::npos);
  });
  const auto audit = app.as("ha").get("/api/audit?subject=" + setting_id(saved));
  EXPECT_EQ(audit.at("/items/0/verb").as_string(), "channels.save");
  EXPECT_EQ(audit.body.find("bi-mat-sms"), std::string::npos);
}

TEST_P(Settings, WhatIsNotSentIsKeptAndWhatIsEmptyIsDropped) {
  save(app, "song_phuong", "sms", kGateway);
  auto again = save(app, "song_phuong", "sms", {{"brandname", "UBND SP"}}, 1);
  EXPECT_EQ(again.at("/version").as_int64(), 2);
  EXPECT_EQ(again.at("/health").as_string(), "ready") << "the token is still there";
  again = save(app, "song_phuong", "sms", {{"token", ""}}, 2);
  EXPECT_EQ(again.at("/health").as_string(), "attention");
  EXPECT_EQ(again.at("/attention").as_string(), "not_configured");
  EXPECT_EQ(again.at("/attention_text").as_string(), "Còn mục bắt buộc chưa điền.");
}

TEST_P(Settings, TheSameTwiceIsOnceAndAnOldPageIsAConflict) {
  const auto input = setting(app.id("song_phuong"), "sms", kGateway);
  const auto first = app.as("ha").post("/api/channels/settings", input);
  const auto second = app.as("ha").post("/api/channels/settings", input);
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.at("/version").as_int64(), 1);
  EXPECT_EQ(first.at("/setting_id").as_string(), second.at("/setting_id").as_string());
  const auto old = app.as("ha").post("/api/channels/settings",
                                     setting(app.id("song_phuong"), "sms", {{"brandname", "KHAC"}}));
  EXPECT_EQ(old.status, 409);
  EXPECT_EQ(old.key(), "channels.error.changed");
}

TEST_P(Settings, FaultsAreNamedByTheirPlace) {
  const auto fault = [&](const char* provider, const char* name, const std::string& value) {
    const auto reply =
        app.as("ha").post("/api/channels/settings", setting(app.id("song_phuong"), provider, {{name, value}}));
    EXPECT_EQ(reply.status, 422) << name << ": " << reply.body;
    return reply.fault("/fields/0/value") + reply.fault("/fields/0/name");
  };
  EXPECT_EQ(fault("sms", "khong_co", "1"), "channels.error.field");
  EXPECT_EQ(fault("sms", "price", "mười"), "channels.error.number");
  EXPECT_EQ(fault("sms", "price", "-1"), "channels.error.number");
  EXPECT_EQ(fault("sms", "url", "sms.test"), "channels.error.address");
  EXPECT_EQ(fault("sms", "url", "https://a b"), "channels.error.address");
  EXPECT_EQ(fault("sms", "accents", "all"), "channels.error.choice");
  EXPECT_EQ(fault("sms", "brandname", "a\nb"), "channels.error.line");
  EXPECT_EQ(fault("email", "from", "xa"), "channels.error.mail");
  EXPECT_EQ(fault("push", "contact", "xa"), "channels.error.mail");
  const auto village = app.as("ha").post("/api/channels/settings", setting(app.id("thap_thuong"), "sms", kGateway));
  EXPECT_EQ(village.fault("/area_id"), "channels.error.area");
  EXPECT_EQ(health(app, "song_phuong", "sms"), "none");
}

TEST_P(Settings, BelongToAdministratorsOfThePlace) {
  const auto saved = save(app, "song_phuong", "sms", kGateway);
  make_administrator(app, "dung", "thuong_mo");
  const std::string path = "/api/channels/settings/" + setting_id(saved);
  const json::object test{{"kind", "sms"}, {"to", "0912345678"}};
  for (const char* who : {"hoa", "lan", "vinh", "nam", "dung"}) {
    EXPECT_EQ(app.as(who).get("/api/channels?area_id=" + app.id("song_phuong")).status, 404) << who;
    EXPECT_EQ(app.as(who).post("/api/channels/settings", setting(app.id("song_phuong"), "email", {})).status, 404) << who;
    EXPECT_EQ(app.as(who).post(path + "/test", test).status, 404) << who;
    EXPECT_EQ(app.as(who).post(path + "/consent", json::object{}).status, 404) << who;
    EXPECT_EQ(app.as(who).del(path).status, 404) << who;
  }
  EXPECT_EQ(app.guest().get("/api/channels?area_id=" + app.id("song_phuong")).status, 401);
  EXPECT_EQ(app.as("dung").get("/api/channels?area_id=" + app.id("thuong_mo")).status, 200);
  EXPECT_EQ(app.as("ha").del("/api/channels/settings/" + new_id()).key(), "channels.error.not_found");
}

TEST_P(Settings, OfAUnitAboveServeItsCommunesUntilTheyHaveTheirOwn) {
  save(app, "ha_noi", "sms", kGateway);
  EXPECT_EQ(health(app, "song_phuong", "sms"), "inherited");
  EXPECT_EQ(card(app, "song_phuong", "sms").at("from_area_name").as_string(), "Thành phố Hà Nội");
  EXPECT_TRUE(card(app, "song_phuong", "sms").at("setting_id").is_null());
  EXPECT_TRUE(registry(app).find(Kind::sms, app.id("to_1")));
  const auto own = save(app, "song_phuong", "sms", kGateway, 0, false);
  EXPECT_EQ(own.at("/health").as_string(), "off");
  EXPECT_FALSE(registry(app).find(Kind::sms, app.id("to_1"))) << "switched off here, whatever stands above";
  EXPECT_TRUE(registry(app).find(Kind::sms, app.id("to_4"))) << "another commune";
  EXPECT_EQ(app.as("ha").del("/api/channels/settings/" + setting_id(own)).status, 204);
  EXPECT_EQ(health(app, "song_phuong", "sms"), "inherited");
  EXPECT_EQ(app.as("ha").del("/api/channels/settings/" + setting_id(own)).status, 404);
}

TEST_P(Settings, AChangeIsInForceAtTheNextMessageOnEveryServer) {
  StandIn one("sms"), two("sms");
  save(app, "song_phuong", "sms", sms_fields(one));
  Registry other({&app.db(), std::string(32, 'x'), "http://thon.test", true});
  const auto before = registry(app).find(Kind::sms, app.id("to_1"));
  ASSERT_TRUE(before);
  EXPECT_EQ(before->send(announcement("0912345678", "a")).state, State::accepted);
  EXPECT_EQ(registry(app).find(Kind::sms, app.id("to_1")), before) << "made once";
  save(app, "song_phuong", "sms", {{"url", two.url()}}, 1);
  EXPECT_EQ(registry(app).find(Kind::sms, app.id("to_1"))->send(announcement("0912345678", "b")).state, State::accepted);
  EXPECT_EQ(one.delivered().size(), 1u);
  EXPECT_EQ(two.delivered().size(), 1u);
  EXPECT_THROW(other.find(Kind::sms, app.id("to_1")), std::exception) << "secrets need the data folder's key";
}

TEST_P(Settings, ATestMessageTellsInPlainWordsWhatTheProviderSaid) {
  StandIn gateway("sms");
  const auto saved = save(app, "song_phuong", "sms", sms_fields(gateway));
  const std::string path = "/api/channels/settings/" + setting_id(saved) + "/test";
  const auto sent = app.as("ha").post(path, {{"kind", "sms"}, {"to", "0912 345 678"}});
  ASSERT_EQ(sent.status, 200) << sent.body;
  EXPECT_EQ(sent.at("/state").as_string(), "accepted");
  EXPECT_EQ(sent.at("/cost").as_int64(), 350);
  EXPECT_EQ(gateway.delivered().size(), 1u);
  EXPECT_EQ(health(app, "song_phuong", "sms"), "working");

  gateway.control({{"answers", {{"84912345678", 3}}}});
  const auto refused = app.as("ha").post(path, {{"kind", "sms"}, {"to", "0912345678"}});
  EXPECT_EQ(refused.at("/state").as_string(), "retry");
  EXPECT_EQ(refused.at("/message").as_string(), "Tài khoản ở nhà cung cấp hết tiền. Hãy nạp thêm.");
  EXPECT_EQ(health(app, "song_phuong", "sms"), "attention");
  EXPECT_EQ(card(app, "song_phuong", "sms").at("attention").as_string(), "balance");

  gateway.control({{"answers", json::object{}}});
  EXPECT_EQ(app.as("ha").post(path, {{"kind", "sms"}, {"to", "0912345678"}}).at("/state").as_string(), "accepted");
  EXPECT_EQ(health(app, "song_phuong", "sms"), "working");

  EXPECT_EQ(app.as("ha").post(path, {{"kind", "sms"}, {"to", "12"}}).fault("/to"), "channels.error.test_to");
  EXPECT_EQ(app.as("ha").post(path, {{"kind", "email"}, {"to", "a@b"}}).fault("/kind"), "channels.error.kind");
  const auto bare = save(app, "song_phuong", "email", {});
  const auto early = app.as("ha").post("/api/channels/settings/" + setting_id(bare) + "/test",
                                       {{"kind", "email"}, {"to", "a@b"}});
  EXPECT_EQ(early.key(), "channels.error.missing");
}

TEST_P(Settings, ATextIsReadAloudForThosePublishing) {
  const json::object text{{"text", "Ủy ban nhân dân xã thông báo."}};
  for (const char* who : {"ha", "hoa", "truong"}) {
    const auto audio = app.as(who).post("/api/channels/speech", text);
    EXPECT_EQ(audio.status, 200) << who;
    EXPECT_EQ(audio.header("Content-Type"), "audio/mpeg");
    EXPECT_GT(audio.body.size(), 5000u);
  }
  for (const char* who : {"lan", "nam"}) EXPECT_EQ(app.as(who).post("/api/channels/speech", text).status, 404);
}

/// Every reason that an adapter gives has its sentence: they are read out of the adapters' own source.
TEST(ChannelReasonsRules, HaveASentenceInBothLanguages) {
  const std::regex given(R"re((?:reason = |, )"([a-z_]+)"(?:,|\}|;| ))re");
  int found = 0;
  for (const char* file : {"provider", "sms", "email", "push", "zalo", "zalo_codes", "zalo_token", "loudspeaker", "facebook"}) {
    std::ifstream in(std::string(THON_SOURCE) + "/src/platform/channels/" + file + ".cpp");
    for (std::string line; std::getline(in, line);) {
      if (line.find("State::") == std::string::npos && line.find("reason") == std::string::npos &&
          line.find("wait(\"") == std::string::npos)
        continue;
      for (std::sregex_iterator it(line.begin(), line.end(), given), end; it != end; ++it) {
        ++found;
        for (const char* language : {"vi", "en"})
          EXPECT_TRUE(has_sentence(language, "channels.reason." + (*it)[1].str())) << file << ": " << line;
      }
    }
  }
  EXPECT_GT(found, 90);
}

}  // namespace
}  // namespace thon::channels::test
