#include "platform/fetch/fetch.hpp"

#include <gtest/gtest.h>

#include "support/listener.hpp"

namespace thon::fetch {
namespace {

using test::http_answer;
using test::Listener;

Request post(std::string url, std::string body = "{}") {
  Request request;
  request.url = std::move(url);
  request.headers = {{"Content-Type", "application/json"}};
  request.body = std::move(body);
  request.timeout = 5 * kSecond;
  return request;
}

TEST(Fetch, AnswersComeWithStatusHeadersAndBody) {
  Listener server([](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(201, "{\"id\":1}", "X-Thing: một\r\nLocation: /push/1\r\n"));
  });
  Client client({.private_addresses = true});
  const auto response = client.send(post(server.url("/send?a=1"), "{\"a\":\"ă\"}"));
  EXPECT_EQ(response.reach, Reach::answered) << response.error;
  EXPECT_EQ(response.status, 201);
  EXPECT_EQ(response.body, "{\"id\":1}");
  EXPECT_EQ(response.header("x-thing"), "một");
  EXPECT_EQ(response.header("location"), "/push/1");
  EXPECT_EQ(response.header("missing"), "");
  const auto seen = server.requests().at(0);
  EXPECT_TRUE(seen.starts_with("POST /send?a=1 HTTP/1.1\r\n")) << seen;
  EXPECT_TRUE(seen.ends_with("\r\n\r\n{\"a\":\"ă\"}")) << seen;
  EXPECT_EQ(seen.find("Expect"), std::string::npos);
}

TEST(Fetch, OtherMethodsAreSentAsTheyAreCalled) {
  Listener server([](Listener::Wire& wire) {
    while (!wire.request().empty()) wire.send(http_answer(200, ""));
  });
  Client client({.private_addresses = true});
  for (const std::string method : {"GET", "PUT", "DELETE"}) {
    auto request = post(server.url());
    request.method = method;
    EXPECT_EQ(client.send(request).reach, Reach::answered);
    EXPECT_TRUE(server.requests().back().starts_with(method + " / HTTP/1.1")) << server.requests().back();
  }
}

TEST(Fetch, NothingWasSentWhenNobodyListens) {
  int port;
  {
    Listener gone([](Listener::Wire&) {});
    port = gone.port();
  }
  Client client({.private_addresses = true});
  const auto response = client.send(post("http://127.0.0.1:" + std::to_string(port)));
  EXPECT_EQ(response.reach, Reach::not_sent);
  EXPECT_FALSE(response.error.empty());
  EXPECT_EQ(client.send(post("http://khong-co.invalid/")).reach, Reach::not_sent);
  EXPECT_EQ(client.send(post("ftp://127.0.0.1/")).reach, Reach::not_sent);
  EXPECT_EQ(client.send(post("khong phai dia chi")).reach, Reach::not_sent);
}

TEST(Fetch, ABrokenConnectionAfterTheRequestIsUncertain) {
  Listener server([](Listener::Wire& wire) { wire.request(); });
  Client client({.private_addresses = true});
  const auto response = client.send(post(server.url()));
  EXPECT_EQ(response.reach, Reach::uncertain);
  EXPECT_EQ(server.requests().size(), 1u);
}

TEST(Fetch, SilenceAfterTheRequestIsUncertain) {
  Listener server([](Listener::Wire& wire) {
    wire.request();
    wire.wait_for_close();
  });
  Client client({.private_addresses = true});
  auto request = post(server.url());
  request.timeout = 200;
  EXPECT_EQ(client.send(request).reach, Reach::uncertain);
}

TEST(Fetch, AnAnswerThatBreaksOffIsUncertainButItsStatusIsKnown) {
  Listener server([](Listener::Wire& wire) {
    wire.request();
    wire.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnửa");
  });
  Client client({.private_addresses = true});
  const auto response = client.send(post(server.url()));
  EXPECT_EQ(response.reach, Reach::uncertain);
  EXPECT_EQ(response.status, 200);
}

TEST(Fetch, ARequestThatDidNotLeaveWholeCannotHaveBeenActedOn) {
  Listener server([](Listener::Wire& wire) { wire.line(); });
  Client client({.private_addresses = true});
  const auto response = client.send(post(server.url(), std::string(64 << 20, 'x')));
  EXPECT_EQ(response.reach, Reach::not_sent) << response.status;
}

TEST(Fetch, ALongAnswerIsCut) {
  Listener server([](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(200, std::string(100'000, 'y')));
    wire.wait_for_close();
  });
  Client client({.private_addresses = true});
  auto request = post(server.url());
  request.most = 1000;
  const auto response = client.send(request);
  EXPECT_EQ(response.reach, Reach::answered);
  EXPECT_EQ(response.body.size(), 1000u);
}

TEST(Fetch, KeepsTheConnectionAndNeverRepeatsARequestByItself) {
  std::atomic<bool> kept{false};
  Listener server([&](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(200, "một"));
    if (!wire.request().empty()) kept = true;  // the second on this connection: taken, and not answered
  });
  Client client({.private_addresses = true});
  EXPECT_EQ(client.send(post(server.url(), "1")).reach, Reach::answered);
  const auto second = client.send(post(server.url(), "2"));
  EXPECT_EQ(second.reach, Reach::uncertain);
  EXPECT_TRUE(kept) << second.error;
  EXPECT_EQ(server.requests().size(), 2u) << "a silent repeat would be a third";
}

TEST(Fetch, PrivateAddressesAreOutOfReachUnlessAllowed) {
  Listener server([](Listener::Wire& wire) {
    wire.request();
    wire.send(http_answer(200, ""));
  });
  Client guarded;
  EXPECT_EQ(guarded.send(post(server.url())).reach, Reach::not_sent);
  EXPECT_EQ(guarded.send(post("http://localhost:" + std::to_string(server.port()))).reach, Reach::not_sent);
  EXPECT_EQ(guarded.send(post("http://0x7f000001:" + std::to_string(server.port()))).reach, Reach::not_sent);
  EXPECT_EQ(server.requests().size(), 0u);
}

TEST(FetchRules, KnowPublicAddresses) {
  for (const char* address : {"8.8.8.8", "203.162.0.11", "100.63.0.1", "172.32.0.1", "2404:6800:4005::1", "::ffff:8.8.8.8"})
    EXPECT_TRUE(is_public_address(address)) << address;
  for (const char* address :
       {"127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "198.18.0.1", "203.0.113.9", "::1", "::", "fe80::1", "fc00::1", "fd12::1",
        "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001:db8::1", "ff02::1", "", "localhost", "1.2.3"})
    EXPECT_FALSE(is_public_address(address)) << address;
}

TEST(FetchRules, RetryAfterIsSecondsOrADateWithinReason) {
  const Millis now = 1'686'000'000'000;
  Response response;
  const auto wait = [&](std::string value) {
    response.headers["retry-after"] = std::move(value);
    return response.retry_after(now, 7 * kSecond);
  };
  EXPECT_EQ(Response{}.retry_after(now, 7 * kSecond), 7 * kSecond);
  EXPECT_EQ(wait("120"), 120 * kSecond);
  EXPECT_EQ(wait("0"), kSecond);
  EXPECT_EQ(wait("-5"), kSecond);
  EXPECT_EQ(wait("999999999"), kHour);
  EXPECT_EQ(wait("mai"), 7 * kSecond);
  EXPECT_EQ(wait("Mon, 05 Jun 2023 21:22:00 GMT"), 2 * kMinute);
  EXPECT_EQ(wait("Mon, 05 Jun 2023 21:00:00 GMT"), kSecond);
}

TEST(FetchMail, ATakenMailIsAnswered) {
  std::string seen;
  Listener server([&](Listener::Wire& wire) {
    wire.send("220 mail\r\n");
    bool data = false;
    for (auto line = wire.line(); !line.empty() || data; line = wire.line()) {
      seen += line + "\n";
      if (data) {
        if (line == ".") {
          data = false;
          wire.send("250 2.0.0 queued as 17\r\n");
        }
      } else if (line.starts_with("EHLO")) {
        wire.send("250-mail\r\n250 8BITMIME\r\n");
      } else if (line == "DATA") {
        data = true;
        wire.send("354 go on\r\n");
      } else {
        wire.send(line == "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
      }
    }
  });
  Mail mail;
  mail.url = "smtp://127.0.0.1:" + std::to_string(server.port());
  mail.from = "xa@thon.test";
  mail.to = "ho@thon.test";
  mail.data = "Subject: a\r\n\r\nmột\r\n.\r\nhai\r\n";
  const auto response = send_mail({.private_addresses = true}, mail);
  EXPECT_EQ(response.reach, Reach::answered) << response.error;
  EXPECT_NE(seen.find("MAIL FROM:<xa@thon.test>"), std::string::npos) << seen;
  EXPECT_NE(seen.find("RCPT TO:<ho@thon.test>"), std::string::npos) << seen;
  EXPECT_NE(seen.find("\n..\nhai\n"), std::string::npos) << "a lone dot is doubled: " << seen;
  EXPECT_EQ(send_mail({}, mail).reach, Reach::not_sent) << "a private address";
}

MailResponse talk(std::string at, std::string reply, bool close_instead = false) {
  Listener server([&](Listener::Wire& wire) {
    const auto step = [&](std::string_view name, std::string_view good) {
      if (at != name) return wire.send(good), true;
      if (!close_instead) wire.send(reply);
      return false;
    };
    if (!step("hello", "220 mail\r\n")) return;
    for (auto line = wire.line(); !line.empty(); line = wire.line()) {
      if (line.starts_with("EHLO") && !step("ehlo", "250 mail\r\n")) break;
      if (line.starts_with("MAIL") && !step("from", "250 ok\r\n")) break;
      if (line.starts_with("RCPT") && !step("to", "250 ok\r\n")) break;
      if (line.starts_with("QUIT")) return wire.send("221 bye\r\n");
      if (!line.starts_with("DATA")) continue;
      if (!step("data", "354 go on\r\n")) break;
      while (wire.line() != ".") {
      }
      if (!step("end", "250 taken\r\n")) break;
    }
    if (!close_instead && wire.line() == "QUIT") wire.send("221 bye\r\n");
  });
  Mail mail;
  mail.url = "smtp://127.0.0.1:" + std::to_string(server.port());
  mail.from = "xa@thon.test";
  mail.to = "ho@thon.test";
  mail.data = "Subject: a\r\n\r\nmột\r\n";
  mail.timeout = 3 * kSecond;
  return send_mail({.private_addresses = true}, mail);
}

TEST(FetchMail, ARefusalIsAnAnswerWithItsCodeAtEveryStep) {
  for (const std::string step : {"from", "to", "data", "end"}) {
    const auto response = talk(step, "550 5.1.1 no such user\r\n");
    EXPECT_EQ(response.reach, Reach::answered) << step << ": " << response.error;
    EXPECT_EQ(response.code, 550) << step;
    EXPECT_EQ(response.words, "550 5.1.1 no such user") << step;
  }
}

TEST(FetchMail, ABreakBeforeTheEndSentNothingAndAfterItIsUncertain) {
  for (const std::string step : {"hello", "ehlo", "from", "to", "data"})
    EXPECT_EQ(talk(step, "", true).reach, Reach::not_sent) << step;
  EXPECT_EQ(talk("end", "", true).reach, Reach::uncertain);
}

}  // namespace
}  // namespace thon::fetch
