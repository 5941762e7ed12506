#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "socket/wire.hpp"
#include "socket/world.hpp"

namespace thon::test {
namespace {

/// Sends bytes on a new connection and expects a refusal, after which the server closes.
void expect_refused(World& world, std::string_view bytes, int status, std::string_view key) {
  Wire wire(world.port());
  const auto answer = wire.ask(bytes);
  ASSERT_TRUE(answer) << bytes.substr(0, 60);
  EXPECT_EQ(answer->status, status) << bytes.substr(0, 60);
  EXPECT_EQ(key_of(*answer), key);
  EXPECT_EQ(answer->headers.at("connection"), "close");
  EXPECT_TRUE(wire.closed());
}

TEST(Limits, RefusesWhatIsTooLarge) {
  World world;
  expect_refused(world, get("/", "X-Long: " + std::string(20'000, 'a') + "\r\n"), 431,
                 "error.http.header_too_large");
  expect_refused(world, get("/" + std::string(20'000, 'a')), 431, "error.http.header_too_large");
  expect_refused(world, post("/api/notes", std::string((2 << 20) + 1, ' ')), 413, "error.http.too_large");
  // Announced without being sent.
  expect_refused(world, "POST /api/notes HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n", 413,
                 "error.http.too_large");
}

TEST(Limits, RefusesWhatIsMalformed) {
  World world;
  const std::string host = "Host: a\r\n";
  for (const std::string& bytes : std::initializer_list<std::string>{
           "nonsense\r\n\r\n", "GET  / HTTP/1.1\r\n" + host + "\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n",
           "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\n" + host + host + "\r\n", get("/%zz"), get("/%"),
           get("/a%00b"), get("/%c3%28"), "GET relative HTTP/1.1\r\n" + host + "\r\n",
           "POST /api/notes HTTP/1.1\r\n" + host + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
           "POST /api/notes HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n{}",
           "POST /api/notes HTTP/1.1\r\n" + host +
               "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           "POST /api/notes HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
           "POST /api/notes HTTP/1.1\r\n" + host +
               "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n"})
    expect_refused(world, bytes, 400, "error.http.malformed");
  expect_refused(world, "GET / HTTP/3.1\r\n" + host + "\r\n", 505, "error.http.version");
}

TEST(Limits, StopsASenderThatDripsBytes) {
  World world(World::quick());
  Wire wire(world.port());
  const std::string request = get("/api/notes");
  const auto begin = std::chrono::steady_clock::now();
  std::optional<Answer> answer;
  for (std::size_t i = 0; i < request.size() - 1 && !answer; ++i) {
    wire.send(request.substr(i, 1));
    answer = wire.answer(30ms);
  }
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 408);
  EXPECT_EQ(key_of(*answer), "error.http.slow");
  EXPECT_TRUE(wire.closed());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 2s);
}

TEST(Limits, ClosesIdleConnections) {
  World world(World::quick());
  Wire silent(world.port());
  Wire idle(world.port());
  EXPECT_EQ(idle.ask(get("/api/notes"))->status, 200);
  EXPECT_TRUE(silent.closed(2s));
  EXPECT_TRUE(idle.closed(2s));
}

TEST(Limits, ClosesAReaderThatDoesNotRead) {
  auto options = World::quick();
  options.write_timeout = 300;
  World world(options);
  Wire wire(world.port(), 4096);
  for (int i = 0; i < 40; ++i) wire.send(get("/assets/app-1a2b3c.js"));
  std::this_thread::sleep_for(1s);
  EXPECT_TRUE(wire.closed(5s));
}

TEST(Limits, HoldsAnAddressToItsRate) {
  http::ServerOptions options;
  options.requests_per_second = 5;
  options.burst = 10;
  options.limit_loopback = true;
  World world(options);
  Wire wire(world.port());
  for (int i = 0; i < 10; ++i) EXPECT_EQ(wire.ask(get("/icon.svg"))->status, 200);
  const auto answer = wire.ask(get("/icon.svg"));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 429);
  EXPECT_EQ(key_of(*answer), "error.http.too_many");
  EXPECT_EQ(answer->headers.at("retry-after"), "1");
  std::this_thread::sleep_for(500ms);
  EXPECT_EQ(wire.ask(get("/icon.svg"))->status, 200);
}

TEST(Limits, ATrustedProxyNamesTheCaller) {
  http::ServerOptions options;
  options.requests_per_second = 1;
  options.burst = 1;
  options.trust_proxy = true;
  World world(options);
  Wire wire(world.port());
  EXPECT_EQ(wire.ask(get("/icon.svg", "X-Forwarded-For: 6.6.6.6, 10.0.0.1\r\n"))->status, 200);
  EXPECT_EQ(wire.ask(get("/icon.svg", "X-Forwarded-For: 7.7.7.7, 10.0.0.1\r\n"))->status, 429);
  EXPECT_EQ(wire.ask(get("/icon.svg", "X-Forwarded-For: 10.0.0.2\r\n"))->status, 200);
}

TEST(Limits, MakesRoomByClosingTheLongestIdle) {
  http::ServerOptions options;
  options.connections = 2;
  World world(options);
  Wire first(world.port()), second(world.port());
  EXPECT_EQ(first.ask(get("/icon.svg"))->status, 200);
  std::this_thread::sleep_for(5ms);
  EXPECT_EQ(second.ask(get("/icon.svg"))->status, 200);
  Wire third(world.port());
  EXPECT_EQ(third.ask(get("/icon.svg"))->status, 200);
  EXPECT_TRUE(first.closed(1s));
  EXPECT_EQ(second.ask(get("/icon.svg"))->status, 200);
}

TEST(Limits, RefusesBodiesBeyondWhatItCanHold) {
  http::ServerOptions options;
  options.bodies = 100'000;
  World world(options);
  expect_refused(world, post("/api/notes", std::string(200'000, ' ')), 503, "error.http.busy");
  Wire wire(world.port());
  EXPECT_EQ(wire.ask(post("/api/notes", R"({"text":"a"})"))->status, 200);
}

TEST(Limits, OutlivesGarbage) {
  World world(World::quick());
  std::mt19937 random(20'261'123);
  const std::string seed = post("/api/notes", R"({"text":"a"})") + get("/api/say?size=10", "Accept: */*\r\n");
  for (int i = 0; i < 1000; ++i) {
    std::string bytes;
    if (i % 2 == 0) {  // a good request with some bytes changed, cut off somewhere
      bytes = seed.substr(0, random() % seed.size() + 1);
      for (std::uint32_t n = random() % 8; n > 0; --n)
        bytes[random() % bytes.size()] = static_cast<char>(random());
    } else {
      for (std::uint32_t n = random() % 300 + 1; n > 0; --n) bytes += static_cast<char>(random());
    }
    Wire wire(world.port());
    wire.send(bytes);
    wire.finish_sending();
    ASSERT_TRUE(wire.closed(3s)) << i;
  }
  Wire wire(world.port());
  EXPECT_EQ(wire.ask(get("/api/notes"))->status, 200);
}

}  // namespace
}  // namespace thon::test
