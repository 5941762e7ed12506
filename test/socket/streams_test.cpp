#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "socket/wire.hpp"
#include "socket/world.hpp"

namespace thon::test {
namespace {

constexpr const char* kOpened = "\r\n\r\n";

Event event(int number, std::function<bool(const Actor&)> wanted = {}) {
  return {.name = "published", .data = "{\"n\":" + std::to_string(number) + "}", .wanted = std::move(wanted)};
}

std::string open(Wire& wire, std::string_view account, std::string_view headers = {},
                 std::string_view session = "s1") {
  wire.send(get("/api/events", cookie(account, session) + std::string(headers)));
  std::string text = wire.until(kOpened);
  return text += wire.until("\n\n");
}

/// The numbers of the events in a piece of a stream.
std::vector<int> numbers(std::string_view text) {
  std::vector<int> found;
  for (auto at = text.find("{\"n\":"); at != std::string_view::npos; at = text.find("{\"n\":", at + 1))
    found.push_back(std::stoi(std::string(text.substr(at + 5))));
  return found;
}

std::string last_id(std::string_view text) {
  const auto at = text.rfind("id: ");
  if (at == std::string_view::npos) return {};
  return std::string(text.substr(at + 4, text.find('\n', at) - at - 4));
}

/// Only whole events count: what comes after the last blank line was cut off.
std::string whole(std::string text) {
  const auto end = text.rfind("\n\n");
  return end == std::string::npos ? std::string() : text.substr(0, end + 2);
}

bool becomes(std::function<bool()> condition, std::chrono::milliseconds patience = 3s) {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(5ms);
  }
  return true;
}

TEST(Streams, DeliverToThoseWhoMaySee) {
  World world;
  Wire near(world.port()), far(world.port());
  const std::string opening = open(near, "h1");
  EXPECT_NE(opening.find("Content-Type: text/event-stream\r\n"), std::string::npos);
  EXPECT_NE(opening.find("Content-Security-Policy: "), std::string::npos);
  EXPECT_NE(opening.find("Connection: close\r\n"), std::string::npos);
  EXPECT_EQ(opening.find("Content-Length"), std::string::npos);
  EXPECT_NE(opening.find("retry: 3000\n"), std::string::npos);
  open(far, "h2");
  world.hub->publish(event(1, [](const Actor& actor) { return actor.ordinal == 1; }));
  world.hub->publish(event(2));
  const std::string seen = near.until("{\"n\":2}\n\n");
  EXPECT_EQ(numbers(seen), (std::vector<int>{1, 2}));
  EXPECT_TRUE(seen.starts_with("id: "));
  EXPECT_NE(seen.find("event: published\ndata: {\"n\":1}\n\n"), std::string::npos);
  EXPECT_EQ(numbers(far.until("{\"n\":2}\n\n")), std::vector<int>{2});
}

TEST(Streams, AreForAccountsOnly) {
  World world;
  Wire wire(world.port());
  const auto guest = wire.ask(get("/api/events"));
  ASSERT_TRUE(guest);
  EXPECT_EQ(guest->status, 401);
  EXPECT_EQ(wire.ask(post("/api/events", "{}", cookie("h1")))->status, 405);
  EXPECT_EQ(wire.ask(get("/icon.svg"))->status, 200) << "the connection goes on";
}

TEST(Streams, ResumeAfterTheLastSeen) {
  World world;
  std::string id;
  {
    Wire wire(world.port());
    id = last_id(open(wire, "h1"));
  }
  for (int i = 1; i <= 3; ++i) world.hub->publish(event(i));
  world.hub->publish(event(4, [](const Actor& actor) { return actor.officer(); }));
  Wire wire(world.port());
  std::string text = open(wire, "h1", "Last-Event-ID: " + id + "\r\n");
  world.hub->publish(event(5));
  text += wire.until("{\"n\":5}\n\n");
  EXPECT_EQ(numbers(text), (std::vector<int>{1, 2, 3, 5}));
  EXPECT_EQ(text.find("resync"), std::string::npos);
  Wire other(world.port());
  other.send(get("/api/events?last_event_id=" + id, cookie("h1")));
  EXPECT_EQ(numbers(other.until("{\"n\":5}\n\n")), (std::vector<int>{1, 2, 3, 5}));
}

TEST(Streams, LoseAndRepeatNothingAcrossBrokenConnections) {
  World world;
  constexpr int kEvents = 1500;
  std::vector<int> seen;
  std::string id;
  {
    Wire first(world.port());
    id = last_id(open(first, "h1"));
  }
  std::thread publisher([&] {
    for (int i = 1; i <= kEvents; ++i) {
      const bool mine = i % 3 != 0;
      world.hub->publish(event(i, [mine](const Actor& actor) { return mine || actor.officer(); }));
      if (i % 10 == 0) std::this_thread::sleep_for(1ms);
    }
  });
  std::mt19937 random(7);
  while (seen.empty() || seen.back() < kEvents - 1) {
    Wire wire(world.port());
    wire.send(get("/api/events", cookie("h1") + "Last-Event-ID: " + id + "\r\n"));
    ASSERT_FALSE(wire.until(kOpened).empty());
    const std::string text = whole(wire.listen(std::chrono::milliseconds(random() % 15)));
    ASSERT_EQ(text.find("resync"), std::string::npos);
    for (const int n : numbers(text)) seen.push_back(n);
    if (!last_id(text).empty()) id = last_id(text);
  }
  publisher.join();
  std::vector<int> expected;
  for (int i = 1; i <= kEvents; ++i)
    if (i % 3 != 0) expected.push_back(i);
  EXPECT_EQ(seen, expected);
}

TEST(Streams, AskForARefreshWhenTheyCannotResume) {
  World world({}, {.history_events = 3});
  Wire first(world.port());
  const std::string id = last_id(open(first, "h1"));
  for (int i = 1; i <= 5; ++i) world.hub->publish(event(i));
  first.until("{\"n\":5}\n\n");
  const std::string run = id.substr(0, id.find('-'));
  for (const std::string& stale :
       {id, std::string("1700000000000-2"), run + "-99", run + "-", std::string("x")}) {
    Wire wire(world.port());
    const std::string text = open(wire, "h2", "Last-Event-ID: " + stale + "\r\n");
    EXPECT_NE(text.find("event: resync\ndata: {}\n"), std::string::npos) << stale;
    EXPECT_EQ(last_id(text), run + "-5");
    EXPECT_TRUE(numbers(text).empty());
  }
  Wire wire(world.port());
  std::string text = open(wire, "h3", "Last-Event-ID: " + run + "-2\r\n");
  text += wire.until("{\"n\":5}\n\n");
  EXPECT_EQ(numbers(text), (std::vector<int>{3, 4, 5}));
}

TEST(Streams, ASlowReaderIsDroppedAndHoldsUpNobody) {
  World world;
  Wire slow(world.port(), 4096), quick(world.port());
  open(slow, "h1");
  open(quick, "h2");
  const std::string large(8'000, 'x');
  for (int i = 1; i <= 400; ++i) {
    world.hub->publish(
        {.name = "published", .data = "{\"n\":" + std::to_string(i) + ",\"text\":\"" + large + "\"}"});
    const std::string text = quick.until("\n\n");
    ASSERT_EQ(numbers(text), std::vector<int>{i});
  }
  EXPECT_TRUE(becomes([&] { return world.hub->stats().open == 1; }));
  EXPECT_EQ(world.hub->stats().drops, 1);
  const std::string got = slow.listen(500ms);
  EXPECT_LT(got.size(), 600'000u) << "what a stopped reader holds is bounded";
  Wire again(world.port());
  std::string text = open(again, "h1", "Last-Event-ID: " + last_id(whole(got)) + "\r\n");
  text += again.until("{\"n\":400,");
  const auto rest = numbers(text);
  ASSERT_FALSE(rest.empty());
  EXPECT_EQ(rest.front(), numbers(whole(got)).back() + 1);
  EXPECT_EQ(rest.back(), 400);
  EXPECT_EQ(rest.size(), static_cast<std::size_t>(400 - rest.front() + 1));
}

TEST(Streams, PassingEventsAreHeldToTwoASecondAndTheLastComes) {
  World world;
  Wire wire(world.port());
  open(wire, "h1");
  const auto passing = [](int n, const char* key) {
    Event e = event(n);
    e.name = "coverage";
    e.passing = true;
    e.throttle_key = key;
    return e;
  };
  for (int i = 1; i <= 120; ++i) {
    world.hub->publish(passing(i, "a"));
    if (i == 60) world.hub->publish(passing(1000, "b"));
    std::this_thread::sleep_for(10ms);
  }
  const std::string text = wire.listen(1200ms);
  std::vector<int> found = numbers(text);
  EXPECT_EQ(std::erase(found, 1000), 1u) << "another key is not held back";
  EXPECT_EQ(found.front(), 1);
  EXPECT_EQ(found.back(), 120);
  EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
  EXPECT_GE(found.size(), 3u);
  EXPECT_LE(found.size(), 5u);
  EXPECT_EQ(text.find("id: "), std::string::npos) << "nobody resumes after a passing event";
}

TEST(Streams, EndWithTheirSession) {
  World world;
  Wire gone(world.port()), stays(world.port());
  open(gone, "h1", {}, "phone");
  open(stays, "h1", {}, "tablet");
  world.hub->disconnect("phone");
  EXPECT_TRUE(gone.closed(2s));
  world.hub->publish(event(1));
  EXPECT_EQ(numbers(stays.until("\n\n")), std::vector<int>{1});
  Wire late(world.port());
  late.send(get("/api/events", cookie("h1", "phone")));
  EXPECT_TRUE(late.closed(2s)) << "a stream that was let in before its session ended";
}

TEST(Streams, AreCountedPerAccountAndInAll) {
  World world({}, {.streams_per_account = 2, .streams = 3});
  Wire a(world.port()), b(world.port()), c(world.port()), d(world.port());
  open(a, "h1");
  open(b, "h1");
  auto refused = c.ask(get("/api/events", cookie("h1")));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 429);
  EXPECT_FALSE(refused->headers["retry-after"].empty());
  EXPECT_FALSE(open(c, "h2").empty()) << "the refused socket goes on and may listen for another account";
  refused = d.ask(get("/api/events", cookie("h3")));
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 503);
  a.leave();
  EXPECT_TRUE(becomes([&] { return world.hub->open_streams() == 2; }));
  EXPECT_FALSE(open(d, "h1").empty());
}

TEST(Streams, BeatWithTheirPosition) {
  World world({}, {.heartbeat = 1000});
  Wire wire(world.port());
  const std::string id = last_id(open(wire, "h1"));
  const std::string run = id.substr(0, id.find('-'));
  world.hub->publish(event(1, [](const Actor& actor) { return actor.officer(); }));
  EXPECT_FALSE(wire.until(":\nid: " + run + "-1\n\n").empty()) << "events for others move the position on";
}

TEST(Streams, CloseWhenTheServerStops) {
  World world;
  Wire wire(world.port());
  open(wire, "h1");
  world.server->stop();
  EXPECT_TRUE(wire.closed(1s));
  world.hub->publish(event(1));
}

TEST(Streams, ServeManyWhileRequestsGoOn) {
  World world;
  std::vector<std::unique_ptr<Wire>> all;
  for (int i = 0; i < 700; ++i) {
    all.push_back(std::make_unique<Wire>(world.port()));
    all.back()->send(get("/api/events", cookie("h" + std::to_string(i))));
  }
  for (auto& one : all) ASSERT_FALSE(one->until("retry: 3000\n").empty());
  ASSERT_TRUE(becomes([&] { return world.hub->open_streams() == 700; }));
  for (int i = 1; i <= 20; ++i)
    world.hub->publish(event(i, [i](const Actor& actor) { return actor.ordinal % 20 >= i - 1; }));
  Wire asking(world.port());
  EXPECT_EQ(asking.ask(get("/api/notes"))->status, 200);
  for (int i = 0; i < 700; ++i) {
    std::vector<int> expected;
    for (int n = 1; n <= i % 20 + 1; ++n) expected.push_back(n);
    EXPECT_EQ(
        numbers(all[static_cast<std::size_t>(i)]->until("{\"n\":" + std::to_string(i % 20 + 1) + "}\n\n")),
        expected);
  }
}

}  // namespace
}  // namespace thon::test
