#include <gtest/gtest.h>

#include "platform/channels/email.hpp"
#include "platform/channels/sms.hpp"
#include "platform/channels/test/world.hpp"

namespace thon::channels::test {
namespace {

Fields sms_fields(const std::string& url, Values more = {}) {
  Values values{{"url", url}, {"token", "sms-token"}, {"brandname", "UBND XA"}};
  for (auto& [name, value] : more) values[name] = value;
  return Fields(Provider::sms, values);
}

TEST(Sms, IsSentUnderTheBrandnameAndPaidBySegment) {
  StandIn gateway("sms");
  const auto channel = make_sms(env(), sms_fields(gateway.url()));
  EXPECT_EQ(channel->kind(), Kind::sms);
  EXPECT_TRUE(channel->configured());
  EXPECT_TRUE(channel->idempotent());
  const auto note = message("0912 345 678");
  EXPECT_EQ(channel->price(note), 350);
  const auto outcome = channel->send(note);
  EXPECT_EQ(outcome.state, State::accepted) << outcome.detail;
  EXPECT_EQ(outcome.provider_id, "sms-1");
  EXPECT_EQ(outcome.cost, 350);
  const auto sent = gateway.delivered();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].at("address").as_string(), "84912345678");
  EXPECT_EQ(sent[0].at("key").as_string(), "thong-bao-1");
  EXPECT_EQ(sent[0].at("text").as_string(), "Lich tiem phong\nhttps://xa.vn/t/AB12");
}

TEST(Sms, AccentsAndTheWholeTextAreAChoiceWithItsPrice) {
  StandIn gateway("sms");
  const auto note = message("0912345678");
  const auto accented = make_sms(env(), sms_fields(gateway.url(), {{"accents", "keep"}, {"content", "full"}}));
  EXPECT_EQ(accented->price(note), 700);
  const auto outcome = accented->send(note);
  EXPECT_EQ(outcome.cost, 700);
  const auto sent = gateway.delivered();
  EXPECT_EQ(sent[0].at("segments").as_int64(), 2) << "counted by the gateway too";
  EXPECT_EQ(sent[0].at("text").as_string(),
            "Lịch tiêm phòng. Sáng thứ bảy, từ 7 giờ tại nhà văn hóa.\nhttps://xa.vn/t/AB12");
  const auto plain = make_sms(env(), sms_fields(gateway.url(), {{"content", "full"}}));
  EXPECT_EQ(plain->price(note), 350);
}

TEST(Sms, TheSameKeyTwiceIsOneMessage) {
  StandIn gateway("sms");
  const auto channel = make_sms(env(), sms_fields(gateway.url()));
  gateway.next("drop_after");
  EXPECT_EQ(channel->send(message("0912345678")).state, State::uncertain);
  const auto again = channel->send(message("0912345678"));
  EXPECT_EQ(again.state, State::accepted);
  EXPECT_EQ(again.provider_id, "sms-1");
  EXPECT_EQ(gateway.delivered().size(), 1u);
  EXPECT_EQ(channel->send(message("0912345678", "thong-bao-2")).provider_id, "sms-2");
}

TEST(Sms, EveryFailureHasItsStateAndItsReason) {
  StandIn gateway("sms");
  const auto channel = make_sms(env(), sms_fields(gateway.url()));
  struct Case {
    std::int64_t code;
    State state;
    std::string reason;
  };
  for (const Case& one : {Case{1, State::gone, "bad_number"}, Case{2, State::retry, "brandname"},
                          Case{3, State::retry, "balance"}, Case{4, State::refused, "blocked"},
                          Case{5, State::refused, "content"}, Case{6, State::retry, "night"},
                          Case{8, State::retry, "rate"}, Case{9, State::retry, "provider_down"},
                          Case{10, State::retry, "credentials"}, Case{77, State::refused, "rejected"}}) {
    gateway.control({{"answers", {{"84912345678", one.code}}}});
    const auto outcome = channel->send(message("0912345678"));
    EXPECT_EQ(outcome.state, one.state) << one.code;
    EXPECT_EQ(outcome.reason, one.reason);
    EXPECT_EQ(outcome.wait > 0, one.state == State::retry) << one.code;
    EXPECT_EQ(outcome.cost, 0);
  }
  EXPECT_EQ(channel->send(message("12345")).reason, "bad_number") << "not sent at all";
  EXPECT_EQ(gateway.delivered().size(), 0u);
}

TEST(Sms, ABrokenWireIsToldApartFromABrokenGateway) {
  StandIn gateway("sms");
  const auto channel = make_sms(env(), sms_fields(gateway.url()));
  const auto after = [&](const char* fault) {
    gateway.next(fault, {{"seconds", 7}});
    return channel->send(message("0912345678"));
  };
  EXPECT_EQ(after("drop_before").state, State::uncertain);
  EXPECT_EQ(after("down").state, State::retry);
  EXPECT_EQ(after("down").wait, 7 * kSecond);
  EXPECT_EQ(after("broken").state, State::retry) << "idempotent: sending again is safe";
  EXPECT_EQ(after("garbage").state, State::retry);
  EXPECT_EQ(after("throttle").reason, "rate");
  EXPECT_EQ(gateway.delivered().size(), 0u);
  const auto lost = make_sms(env(), sms_fields(nowhere()))->send(message("0912345678"));
  EXPECT_EQ(lost.state, State::retry);
  EXPECT_EQ(lost.reason, "unreachable");
  const auto stranger = make_sms(env(), sms_fields(gateway.url(), {{"token", "wrong"}}));
  EXPECT_EQ(stranger->send(message("0912345678")).reason, "credentials");
  EXPECT_FALSE(make_sms(env(), sms_fields("", {}))->configured());
}

Fields mail_fields(int port, Values more = {}) {
  Values values{{"server", "127.0.0.1"}, {"port", std::to_string(port)},
                                            {"security", "none"},    {"from", "xa@songphuong.vn"},
                                            {"sender", "Ủy ban nhân dân xã Song Phượng"}};
  for (auto& [name, value] : more) values[name] = value;
  return Fields(Provider::email, values);
}

TEST(Email, ArrivesWithItsDiacritics) {
  StandIn server("smtp");
  const auto channel = make_email(env(), mail_fields(server.port()));
  EXPECT_TRUE(channel->configured());
  EXPECT_FALSE(channel->idempotent());
  const auto outcome = channel->send(message("ho@thon.test"));
  EXPECT_EQ(outcome.state, State::accepted) << outcome.detail;
  const auto mail = server.delivered();
  ASSERT_EQ(mail.size(), 1u);
  EXPECT_EQ(mail[0].at("address").as_string(), "ho@thon.test");
  EXPECT_EQ(mail[0].at("subject").as_string(), "Lịch tiêm phòng");
  EXPECT_EQ(mail[0].at("from").as_string(), "Ủy ban nhân dân xã Song Phượng<xa@songphuong.vn>");
  EXPECT_EQ(mail[0].at("text").as_string(), "Sáng thứ bảy, từ 7 giờ tại nhà văn hóa.\n\nhttps://xa.vn/t/AB12");
  EXPECT_TRUE(std::string_view(mail[0].at("key").as_string()).ends_with("@songphuong.vn>"));
}

TEST(Email, SignsInWhenTheServerWantsIt) {
  StandIn server("smtp", {{"user", "xa"}, {"password", "mat-khau"}});
  const auto note = message("ho@thon.test");
  const auto good = make_email(env(), mail_fields(server.port(), {{"user", "xa"}, {"password", "mat-khau"}}));
  EXPECT_EQ(good->send(note).state, State::accepted);
  for (const auto& wrong : {mail_fields(server.port(), {{"user", "xa"}, {"password", "sai"}}), mail_fields(server.port())}) {
    const auto outcome = make_email(env(), wrong)->send(note);
    EXPECT_EQ(outcome.state, State::retry);
    EXPECT_EQ(outcome.reason, "credentials") << outcome.detail;
  }
  const auto secured = make_email(env(), mail_fields(server.port(), {{"security", "starttls"}}))->send(note);
  EXPECT_EQ(secured.state, State::retry) << "no password goes over a wire that was asked to be secured and is not";
  EXPECT_EQ(server.delivered().size(), 1u);
}

TEST(Email, EveryFailureHasItsStateAndItsReason) {
  StandIn server("smtp");
  const auto channel = make_email(env(), mail_fields(server.port()));
  struct Case {
    std::string reply;
    State state;
    std::string reason;
  };
  for (const Case& one :
       {Case{"550 5.1.1 no such user", State::gone, "bad_address"}, Case{"550 5.7.1 spam", State::refused, "rejected"},
        Case{"452 4.2.2 full for now", State::retry, "mailbox_full"}, Case{"552 5.2.2 full", State::refused, "mailbox_full"},
        Case{"450 4.7.1 greylisted", State::retry, "provider_down"}, Case{"553 5.1.2 no such host", State::gone, "bad_address"}}) {
    server.control({{"answers", {{"ho@thon.test", one.reply}}}});
    const auto outcome = channel->send(message("ho@thon.test"));
    EXPECT_EQ(outcome.state, one.state) << one.reply;
    EXPECT_EQ(outcome.reason, one.reason) << one.reply;
    EXPECT_EQ(outcome.detail, one.reply);
  }
  server.control({{"answers", boost::json::object{}}});
  const auto after = [&](const char* fault) {
    server.next(fault);
    return channel->send(message("ho@thon.test"));
  };
  EXPECT_EQ(after("down").state, State::retry);
  EXPECT_EQ(after("throttle").state, State::retry);
  EXPECT_EQ(after("drop_before").state, State::uncertain);
  EXPECT_EQ(server.delivered().size(), 0u);
  EXPECT_EQ(after("drop_after").state, State::uncertain);
  EXPECT_EQ(server.delivered().size(), 1u) << "uncertain indeed: this one was taken";
  EXPECT_EQ(make_email(env(), mail_fields(1))->send(message("ho@thon.test")).reason, "unreachable");
}

TEST(EmailRules, AddressesAndTitlesCannotEndACommandOrAHeader) {
  for (const char* good : {"a@b", "nguyen.van+1@xa.gov.vn"}) EXPECT_TRUE(is_mail_address(good)) << good;
  const std::string too_long = std::string(300, 'a') + "@b";
  EXPECT_FALSE(is_mail_address(too_long));
  for (const char* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b>\r\nRCPT TO:<x@y", "a@b\n", "a@.b", "a@b..c", "<a@b>",
                                "a@b,c@d"})
    EXPECT_FALSE(is_mail_address(bad)) << bad;
  auto note = message("a@b");
  note.title = "Một\r\nBcc: ke-xau@x.y";
  const auto text = mail_text(mail_fields(25), note, 1'686'000'000'000);
  EXPECT_EQ(text.find("Bcc"), std::string::npos);
  EXPECT_NE(text.find("Date: Tue, 06 Jun 2023 04:20:00 +0700\r\n"), std::string::npos) << text;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = text.find("\r\n", at);
    EXPECT_LE(end - at, 78u) << text.substr(at, end - at);
    at = end + 2;
  }
  EXPECT_EQ(make_email(env(), mail_fields(1))->send(message("x@y\r\n")).state, State::gone);
}

}  // namespace
}  // namespace thon::channels::test
