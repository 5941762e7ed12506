#include <gtest/gtest.h>

#include "socket/wire.hpp"
#include "socket/world.hpp"

namespace thon::test {
namespace {

TEST(Files, PicksTheSmallestCodingTheReaderKnows) {
  World world;
  Wire wire(world.port());
  const auto brotli = wire.ask(get("/assets/app-1a2b3c.js", "Accept-Encoding: gzip, deflate, br\r\n"));
  ASSERT_TRUE(brotli);
  EXPECT_EQ(brotli->body, "brotli bytes");
  EXPECT_EQ(brotli->headers.at("content-encoding"), "br");
  EXPECT_EQ(brotli->headers.at("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(brotli->headers.at("vary"), "Accept-Encoding");
  EXPECT_EQ(wire.ask(get("/assets/app-1a2b3c.js", "Accept-Encoding: gzip, br;q=0\r\n"))->body, "gzip bytes");
  const auto plain = wire.ask(get("/assets/app-1a2b3c.js"));
  EXPECT_EQ(plain->body.size(), 300'000u);
  EXPECT_FALSE(plain->headers.contains("content-encoding"));
}

TEST(Files, ServesWhatIsUnchangedAs304) {
  World world;
  Wire wire(world.port());
  const auto first = wire.ask(get("/icon.svg"));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->headers.at("content-type"), "image/svg+xml");
  const auto again = wire.ask(get("/icon.svg", "If-None-Match: " + first->headers.at("etag") + "\r\n"));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->status, 304);
  EXPECT_TRUE(again->body.empty());
  EXPECT_EQ(wire.ask(get("/icon.svg", "If-None-Match: \"other\"\r\n"))->status, 200);
}

TEST(Files, HashedAssetsAreGoodForEver) {
  World world;
  Wire wire(world.port());
  EXPECT_EQ(wire.ask(get("/assets/app-1a2b3c.js"))->headers.at("cache-control"),
            "public, max-age=31536000, immutable");
  EXPECT_EQ(wire.ask(get("/sw.js"))->headers.at("cache-control"), "no-cache");
  EXPECT_EQ(wire.ask(get("/"))->headers.at("cache-control"), "no-cache");
}

TEST(Files, PoliciesOfAPageStandOnWhatCanBeOpenedAsOne) {
  World world;
  Wire wire(world.port());
  const auto policies = {"content-security-policy", "referrer-policy", "cross-origin-opener-policy",
                         "permissions-policy"};
  for (const char* path : {"/", "/icon.svg", "/sw.js", "/assets/gone.js", "/api/gone"})
    for (const char* policy : policies)
      EXPECT_TRUE(wire.ask(get(path))->headers.contains(policy)) << path << " " << policy;
  const auto part = wire.ask(get("/assets/app-1a2b3c.js"));
  for (const char* policy : policies) EXPECT_FALSE(part->headers.contains(policy)) << policy;
  EXPECT_EQ(part->headers.at("x-content-type-options"), "nosniff");
  EXPECT_EQ(part->headers.at("cross-origin-resource-policy"), "same-origin");
}

TEST(Files, UnknownPagesAreTheApps) {
  World world;
  Wire wire(world.port());
  for (const char* path : {"/", "/m", "/thong-bao/1", "/../../etc/passwd", "/%2e%2e/x"}) {
    const auto page = wire.ask(get(path));
    ASSERT_TRUE(page);
    EXPECT_EQ(page->status, 200) << path;
    EXPECT_EQ(page->headers.at("content-type"), "text/html; charset=utf-8");
  }
  EXPECT_EQ(wire.ask(get("/assets/gone.js"))->status, 404);
  EXPECT_EQ(wire.ask(get("/api/gone"))->status, 404);
}

TEST(Files, HeadTellsTheLength) {
  World world;
  Wire wire(world.port());
  wire.send("HEAD /assets/app-1a2b3c.js HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto head = wire.answer(5s, true);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->headers.at("content-length"), "300000");
  EXPECT_EQ(wire.ask(get("/icon.svg"))->body, "<svg/>");
}

}  // namespace
}  // namespace thon::test
