#include <gtest/gtest.h>
#include <zlib.h>

#include <thread>

#include "socket/wire.hpp"
#include "socket/world.hpp"

namespace thon::test {
namespace {

std::string unzip(const std::string& bytes) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string out(1 << 20, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Requests, AnswersReadsAndWritesOnOneConnection) {
  World world;
  Wire wire(world.port());
  for (int i = 0; i < 3; ++i) {
    const auto added = wire.ask(post("/api/notes", R"({"text":"Họp thôn"})"));
    ASSERT_TRUE(added);
    EXPECT_EQ(added->status, 200);
    EXPECT_EQ(added->body, R"({"text":"Họp thôn"})");
  }
  const auto counted = wire.ask(get("/api/notes"));
  ASSERT_TRUE(counted);
  EXPECT_EQ(counted->body, R"({"notes":3})");
}

TEST(Requests, EveryAnswerCarriesTheSecurityHeaders) {
  World world;
  for (const char* path : {"/", "/api/notes", "/api/none", "/healthz"}) {
    Wire wire(world.port());
    auto answer = wire.ask(get(path));
    ASSERT_TRUE(answer);
    EXPECT_NE(answer->headers["content-security-policy"].find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(answer->headers["x-content-type-options"], "nosniff");
    EXPECT_EQ(answer->headers["referrer-policy"], "no-referrer");
    EXPECT_EQ(answer->headers["cross-origin-opener-policy"], "same-origin");
    EXPECT_FALSE(answer->headers["permissions-policy"].empty());
    EXPECT_FALSE(answer->headers["cache-control"].empty());
  }
}

TEST(Requests, ReadsChunkedBodies) {
  World world;
  Wire wire(world.port());
  const auto added = wire.ask(
      "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Thon: 1\r\nContent-Type: application/json\r\n"
      "Transfer-Encoding: "
      "chunked\r\n\r\n8\r\n{\"text\":\r\n5;ext=1\r\n\"có\"\r\n1\r\n}\r\n0\r\nContent-Type: text/x\r\n\r\n");
  ASSERT_TRUE(added);
  EXPECT_EQ(added->status, 200) << added->body;
  EXPECT_EQ(wire.ask(get("/api/notes"))->body, R"({"notes":1})");
}

TEST(Requests, TakesOnlyJson) {
  World world;
  Wire wire(world.port());
  const auto answer = wire.ask(
      "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Thon: 1\r\nContent-Type: text/plain\r\nContent-Length: "
      "2\r\n\r\n{}");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 415);
  EXPECT_EQ(key_of(*answer), "error.http.content_type");
  EXPECT_EQ(wire.ask(get("/api/notes"))->status, 200) << "the connection goes on";
}

TEST(Requests, NamesTheMethodsAPathKnows) {
  World world;
  Wire wire(world.port());
  EXPECT_EQ(wire.ask("DELETE /api/notes HTTP/1.1\r\nHost: a\r\nX-Thon: 1\r\n\r\n")->status, 405);
  const auto brew = wire.ask("BREW / HTTP/1.1\r\nHost: a\r\n\r\n");
  ASSERT_TRUE(brew);
  EXPECT_EQ(brew->status, 405);
  EXPECT_EQ(brew->headers.at("allow"), "GET, HEAD");
  EXPECT_EQ(wire.ask("POST /healthz HTTP/1.1\r\nHost: a\r\n\r\n")->status, 405);
  EXPECT_EQ(wire.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n")->status, 405);
}

TEST(Requests, HeadHasNoBody) {
  World world;
  Wire wire(world.port());
  wire.send("HEAD /api/say?size=50 HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = wire.answer(5s, true);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->headers.at("content-length"), "61");
  EXPECT_EQ(wire.ask(get("/api/notes"))->body, R"({"notes":0})") << "nothing stands between the answers";
}

TEST(Requests, AnswersPipelinedRequestsInOrder) {
  World world;
  Wire wire(world.port());
  std::string all;
  for (int i = 0; i < 500; ++i)
    all += i % 3 == 0 ? get("/icon.svg") : post("/api/notes", R"({"text":"số )" + std::to_string(i) + "\"}");
  wire.send(all);
  for (int i = 0; i < 500; ++i) {
    const auto answer = wire.answer();
    ASSERT_TRUE(answer) << i;
    EXPECT_EQ(answer->body, i % 3 == 0 ? "<svg/>" : R"({"text":"số )" + std::to_string(i) + "\"}");
  }
}

TEST(Requests, SpeaksHttp10) {
  World world;
  Wire once(world.port());
  const auto answer = once.ask("GET /api/notes HTTP/1.0\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_TRUE(once.closed());
  Wire kept(world.port());
  EXPECT_EQ(kept.ask("GET /api/notes HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")->status, 200);
  EXPECT_EQ(kept.ask(get("/api/notes"))->status, 200);
}

TEST(Requests, UnderstandsAbsoluteTargetsAndQueries) {
  World world;
  Wire wire(world.port());
  EXPECT_EQ(wire.ask("GET http://thon.vn/api/say?size=3 HTTP/1.1\r\nHost: thon.vn\r\n\r\n")->body,
            R"({"text":"aaa"})");
  EXPECT_EQ(wire.ask(get("/api/%73ay?size=2"))->body, R"({"text":"aa"})");
}

TEST(Requests, AnswersAClientThatHasFinishedSending) {
  World world;
  Wire whole(world.port());
  whole.send(post("/api/notes", R"({"text":"a"})"));
  whole.finish_sending();
  ASSERT_EQ(whole.answer()->status, 200);
  EXPECT_TRUE(whole.closed());
  Wire half(world.port());
  half.send("GET /api/no");
  half.finish_sending();
  EXPECT_EQ(half.answer()->status, 400);
}

TEST(Requests, SaysContinue) {
  World world;
  Wire wire(world.port());
  wire.send(
      "POST /api/notes HTTP/1.1\r\nHost: a\r\nX-Thon: 1\r\nContent-Type: application/json\r\n"
      "Expect: 100-continue\r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(wire.until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  EXPECT_EQ(wire.ask(R"({"text":"a"})")->status, 200);
}

TEST(Requests, ReadsAWholeRequestByteByByte) {
  World world;
  Wire wire(world.port());
  for (const char c : post("/api/notes", R"({"text":"từng chữ"})")) wire.send({&c, 1});
  EXPECT_EQ(wire.answer()->status, 200);
}

TEST(Requests, CompressesLargeTextForWhoeverCanReadIt) {
  World world;
  Wire wire(world.port());
  const auto plain = wire.ask(get("/api/say?size=5000"));
  EXPECT_FALSE(plain->headers.contains("content-encoding"));
  EXPECT_EQ(plain->headers.at("vary"), "Accept-Encoding");
  const auto small = wire.ask(get("/api/say?size=5000", "Accept-Encoding: br, gzip;q=0.5\r\n"));
  ASSERT_TRUE(small);
  EXPECT_EQ(small->headers.at("content-encoding"), "gzip");
  EXPECT_LT(small->body.size(), 200u);
  EXPECT_EQ(unzip(small->body), plain->body);
  EXPECT_FALSE(wire.ask(get("/api/say?size=5000", "Accept-Encoding: gzip;q=0\r\n"))
                   ->headers.contains("content-encoding"));
  EXPECT_FALSE(
      wire.ask(get("/api/say?size=500", "Accept-Encoding: gzip\r\n"))->headers.contains("content-encoding"));
}

TEST(Requests, SlowWorkDoesNotHoldUpReads) {
  World world;
  std::vector<std::unique_ptr<Wire>> slow;
  for (int i = 0; i < 3; ++i) {
    slow.push_back(std::make_unique<Wire>(world.port()));
    slow.back()->send(post("/api/slow", R"({"text":"a"})"));
  }
  Wire wire(world.port());
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(wire.ask(get("/api/notes"))->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 250ms);
  for (auto& one : slow) EXPECT_EQ(one->answer()->status, 200);
}

TEST(Requests, StopFinishesWhatIsInProgress) {
  World world;
  Wire busy(world.port()), idle(world.port());
  EXPECT_EQ(idle.ask(get("/icon.svg"))->status, 200);
  busy.send(post("/api/slow", R"({"text":"đang làm"})"));
  std::this_thread::sleep_for(50ms);
  std::thread stopping([&] { world.server->stop(); });
  const auto answer = busy.answer();
  stopping.join();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->headers.at("connection"), "close");
  EXPECT_TRUE(idle.closed(1s));
  EXPECT_ANY_THROW(Wire(world.port()));
}

TEST(Requests, TellsOperatorsHowItIsDoing) {
  World world;
  Wire wire(world.port());
  EXPECT_EQ(wire.ask(get("/healthz"))->body, "ok\n");
  wire.ask(get("/api/say?size=1"));
  wire.ask(get("/icon.svg"));
  wire.ask(get("/api/none"));
  const std::string text = wire.ask(get("/metrics"))->body;
  for (const char* line :
       {"thon_requests_total{method=\"GET\",route=\"/api/say\",status=\"2xx\"} 1\n",
        "thon_requests_total{method=\"GET\",route=\"static\",status=\"2xx\"} 1\n",
        "thon_requests_total{method=\"ANY\",route=\"other\",status=\"4xx\"} 1\n",
        "thon_request_seconds_count{method=\"GET\",route=\"/api/say\"} 1\n", "thon_streams_open 0\n"})
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
}

}  // namespace
}  // namespace thon::test
