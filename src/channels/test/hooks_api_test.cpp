#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "base/id.hpp"
#include "channels/test/commune.hpp"
#include "platform/channels/sign.hpp"
#include "platform/events/hub.hpp"
#include "platform/http/server.hpp"

namespace thon::channels::test {
namespace {

using thon::Engine;

class Hooks : public testing::TestWithParam<Engine> {
 protected:
  Hooks() {
    app.program().services().channels.set_listener([this](Tx& tx, const Received& received) {
      EXPECT_TRUE(tx.writable());
      if (refuse) throw std::runtime_error("the outbox cannot take it now");
      const std::lock_guard lock(mutex);
      heard.push_back(received);
    });
  }

  http::Request hook(const std::string& id, const std::string& body, const std::string& secret) {
    http::Request request;
    request.method = http::Method::post;
    request.path = "/api/channels/hooks/" + id;
    request.headers["x-thon"] = "";
    request.headers["x-timestamp"] = "1686";
    request.headers["x-signature-256"] = "sha256=" + hex(hmac_sha256(secret, "1686." + body));
    request.body = body;
    return request;
  }
  std::vector<Received> all() {
    const std::lock_guard lock(mutex);
    return heard;
  }

  TestApp app{GetParam()};
  bool refuse = false;
  std::mutex mutex;
  std::vector<Received> heard;
};
INSTANTIATE_TEST_SUITE_P(Engines, Hooks, testing::ValuesIn(engines()), [](const auto& test) {
  return test.param == Engine::sqlite ? "SQLite" : "PostgreSQL";
});

const std::string kDelivered = R"({"message_id":"s1","request_id":"key-1","status":"delivered","at":1686000000000})";

TEST_P(Hooks, AVerifiedReportIsTold) {
  const auto id = setting_id(save(app, "song_phuong", "sms",
                                  {{"url", "https://sms.test"}, {"token", "t"}, {"brandname", "b"}, {"webhook_secret", "bi-mat"}}));
  const auto reply = app.call(hook(id, kDelivered, "bi-mat"));
  EXPECT_EQ(reply.status, 200) << reply.body;
  ASSERT_EQ(all().size(), 1u);
  EXPECT_EQ(all()[0].kind, Kind::sms);
  EXPECT_EQ(all()[0].area_id, app.id("song_phuong"));
  EXPECT_EQ(all()[0].setting_id, id);
  EXPECT_EQ(all()[0].report.key, "key-1");
  EXPECT_EQ(card(app, "song_phuong", "sms").at("reported_at").as_int64(), app.now());
  EXPECT_EQ(app.call(hook(id, kDelivered, "bi-mat")).status, 200);
  EXPECT_EQ(all().size(), 2u) << "counting it once is the listener's";
  EXPECT_EQ(all()[0].report.id, all()[1].report.id);
}

TEST_P(Hooks, WithoutARightSignatureNothingHappens) {
  const auto id = setting_id(save(app, "song_phuong", "sms",
                                  {{"url", "https://sms.test"}, {"token", "t"}, {"brandname", "b"}, {"webhook_secret", "bi-mat"}}));
  EXPECT_EQ(app.call(hook(id, kDelivered, "khac")).status, 401);
  auto bare = hook(id, kDelivered, "bi-mat");
  bare.headers.erase("x-signature-256");
  EXPECT_EQ(app.call(bare).key(), "channels.error.signature");
  auto changed = hook(id, kDelivered, "bi-mat");
  changed.body[2] = 'x';
  EXPECT_EQ(app.call(changed).status, 401);
  EXPECT_EQ(app.call(hook(new_id(), kDelivered, "bi-mat")).status, 404);
  EXPECT_EQ(app.call(hook("khong-phai-ma", kDelivered, "bi-mat")).status, 404);
  const auto mail = setting_id(save(app, "song_phuong", "email", {}));
  EXPECT_EQ(app.call(hook(mail, kDelivered, "")).status, 404) << "mail servers do not call";
  const auto unset = setting_id(save(app, "song_phuong", "loudspeaker", {}));
  EXPECT_EQ(app.call(hook(unset, kDelivered, "")).status, 401) << "no secret is set";
  EXPECT_TRUE(all().empty());
}

TEST_P(Hooks, AReportThatCannotBeTakenNowIsCalledAgain) {
  const auto id = setting_id(save(app, "song_phuong", "sms",
                                  {{"url", "https://sms.test"}, {"token", "t"}, {"brandname", "b"}, {"webhook_secret", "bi-mat"}}));
  refuse = true;
  EXPECT_EQ(app.call(hook(id, kDelivered, "bi-mat")).status, 500);
  refuse = false;
  EXPECT_EQ(app.call(hook(id, kDelivered, "bi-mat")).status, 200);
  EXPECT_EQ(all().size(), 1u);
}

TEST_P(Hooks, FacebookIsAnsweredItsChallenge) {
  const auto id = setting_id(save(app, "song_phuong", "facebook",
                                  {{"page_id", "p"}, {"page_token", "t"}, {"verify_token", "xac-minh"}}));
  const std::string path = "/api/channels/hooks/" + id;
  const auto asked = app.guest().get(path + "?hub.mode=subscribe&hub.verify_token=xac-minh&hub.challenge=1158");
  EXPECT_EQ(asked.status, 200);
  EXPECT_EQ(asked.body, "1158");
  EXPECT_EQ(app.guest().get(path + "?hub.mode=subscribe&hub.verify_token=sai&hub.challenge=1158").status, 401);
  EXPECT_EQ(app.guest().get(path).status, 401);
  const auto sms = setting_id(save(app, "song_phuong", "sms", {}));
  EXPECT_EQ(app.guest().get("/api/channels/hooks/" + sms).status, 404);
}

/// The app behind a real socket, for stand-ins to call.
class Served {
 public:
  explicit Served(TestApp& app)
      : metrics_(app.program().api()),
        files_({}),
        server_(options(), {app.program().router(), hub_, files_, metrics_, {}}) {
    server_.start();
  }
  ~Served() { server_.stop(); }
  std::string hook(const std::string& id) const {
    return "http://127.0.0.1:" + std::to_string(server_.port()) + "/api/channels/hooks/" + id;
  }

 private:
  static http::ServerOptions options() {
    http::ServerOptions made;
    made.address = "127.0.0.1";
    made.port = 0;
    return made;
  }

  events::Hub hub_;
  http::Metrics metrics_;
  http::StaticFiles files_;
  http::Server server_;
};

TEST_P(Hooks, ProvidersThatRepeatInventAndForgeAreTakenForWhatTheyAre) {
  Served served(app);
  StandIn gateway("sms"), zalo("zalo"), speakers("loudspeaker"), facebook("facebook");
  const auto sms_id = setting_id(save(app, "song_phuong", "sms", sms_fields(gateway)));
  gateway.control({{"hook", served.hook(sms_id)}});
  const auto channel = registry(app).find(Kind::sms, app.id("to_1"));
  const auto send = [&](const char* key, const char* fault) {
    if (*fault) gateway.next(fault);
    EXPECT_EQ(channel->send(announcement("0912345678", key)).state, State::accepted);
  };
  send("plain", "");
  send("again", "hook_twice");
  send("forged", "hook_bad_signature");
  send("silent", "hook_never");
  send("invented", "hook_unknown");
  EXPECT_EQ(gateway.delivered().size(), 5u);  // waits until every report is answered
  std::map<std::string, int> keys;
  std::set<std::string> ids;
  for (const auto& one : all()) {
    ++keys[one.report.key];
    ids.insert(one.report.id);
  }
  EXPECT_EQ(keys, (std::map<std::string, int>{{"plain", 1}, {"again", 2}, {"invented", 1}, {"none", 1}}));
  EXPECT_EQ(ids.size(), 4u) << "the repeat has the id of the first";

  const auto loa_id = setting_id(save(app, "song_phuong", "loudspeaker",
                                      {{"url", speakers.url()}, {"token", "loa-token"}, {"webhook_secret", "loa-secret"}}));
  speakers.control({{"hook", served.hook(loa_id)}});
  registry(app).find(Kind::loudspeaker, app.id("to_1"))->send(announcement("cum-1", "ban-tin"));
  speakers.delivered();
  EXPECT_EQ(all().back().kind, Kind::loudspeaker);
  EXPECT_EQ(all().back().report.key, "ban-tin");

  const auto zalo_id = setting_id(save(app, "song_phuong", "zalo", zalo_fields(zalo)));
  zalo.control({{"hook", served.hook(zalo_id)}});
  zalo.ask("/__event", {{"name", "user_send_text"}, {"sender", {{"id", "u1"}}}, {"message", {{"msg_id", "m"}, {"text", "Dạ"}}}});
  zalo.delivered();
  EXPECT_EQ(all().back().report.what, Report::What::replied);
  EXPECT_EQ(all().back().report.text, "Dạ");

  const auto page_id = setting_id(save(app, "song_phuong", "facebook",
                                       {{"page_id", "page-1"}, {"page_token", "page-token"}, {"app_secret", "fb-secret"}, {"verify_token", "vt"}}));
  facebook.control({{"hook", served.hook(page_id)}});
  EXPECT_EQ(facebook.ask("/__verify", {{"url", served.hook(page_id)}, {"token", "vt"}}).at("body").as_string(), "1158201444");
  facebook.ask("/__comment", {{"post", "page-1_1"}, {"id", "c1"}, {"user", "f1"}, {"text", "Cho hỏi"}});
  facebook.delivered();
  EXPECT_EQ(all().back().report.provider_id, "page-1_1");
}

}  // namespace
}  // namespace thon::channels::test
