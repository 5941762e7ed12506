// Digests, encryption and text measures against the numbers that standards and providers publish.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/text.hpp"
#include "platform/channels/push.hpp"
#include "platform/channels/sign.hpp"
#include "platform/channels/sms_text.hpp"

namespace thon::channels {
namespace {

TEST(ChannelSignRules, DigestsAreThoseOfTheStandards) {
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  // RFC 4231, cases 1 and 2.
  EXPECT_EQ(hex(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(ChannelSignRules, Base64InBothAlphabets) {
  EXPECT_EQ(base64("Hộ"), "SOG7mQ==");
  EXPECT_EQ(base64url("\xfb\xff\xfe"), "-__-");
  EXPECT_EQ(from_base64url("-__-"), "\xfb\xff\xfe");
  EXPECT_EQ(from_base64url("+//+"), "\xfb\xff\xfe");
  EXPECT_EQ(from_base64url("SOG7mQ=="), "Hộ");
  EXPECT_EQ(from_base64url("SOG7mQ"), "Hộ");
  EXPECT_EQ(from_base64url(""), "");
  EXPECT_EQ(from_base64url("a b"), std::nullopt);
  EXPECT_EQ(from_base64url("a"), std::nullopt);
}

// RFC 8291, Appendix A.
push::KeyPair rfc_sender() {
  return {*from_base64url("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
          *from_base64url("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")};
}
push::Subscription rfc_receiver() {
  return {"https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV",
          *from_base64url("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
          *from_base64url("BTBZMqHH6r4Tts7J_aSIgg")};
}

TEST(WebPushRules, EncryptsTheExampleOfTheRfcByteForByte) {
  const auto body = push::encrypt(rfc_receiver(), "When I grow up, I want to be a watermelon", rfc_sender(),
                                  *from_base64url("DGv6ra1nlYgDCS1FRnbzlw"));
  EXPECT_EQ(base64url(body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w"
            "EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPushRules, EveryMessageHasAKeyAndASaltOfItsOwn) {
  const auto one = push::encrypt(rfc_receiver(), "a"), two = push::encrypt(rfc_receiver(), "a");
  EXPECT_EQ(one.size(), 86u + 1 + 1 + 16);
  EXPECT_NE(one.substr(0, 16), two.substr(0, 16));
  EXPECT_NE(one.substr(21, 65), two.substr(21, 65));
}

TEST(WebPushRules, KeysThatAreNotOnTheCurveAreRefused) {
  EXPECT_TRUE(push::is_public_key(rfc_receiver().p256dh));
  const auto pair = push::new_key_pair();
  EXPECT_TRUE(push::is_public_key(pair.public_key));
  EXPECT_EQ(pair.private_key.size(), 32u);
  EXPECT_NE(pair.private_key, push::new_key_pair().private_key);
  auto wrong = rfc_receiver().p256dh;
  wrong[64] ^= 1;
  EXPECT_FALSE(push::is_public_key(wrong));
  EXPECT_FALSE(push::is_public_key(std::string(65, '\x04')));
  EXPECT_FALSE(push::is_public_key(std::string(64, '\x04')));
  EXPECT_FALSE(push::is_public_key(""));
}

TEST(WebPushRules, ReadsWhatBrowsersGive) {
  const auto good = push::write_subscription(rfc_receiver());
  const auto read = push::read_subscription(good);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->endpoint, rfc_receiver().endpoint);
  EXPECT_EQ(read->p256dh, rfc_receiver().p256dh);
  EXPECT_EQ(read->auth, rfc_receiver().auth);
  for (const std::string bad :
       {"", "{}", "[]", R"({"endpoint":"https://a.b/c"})", R"({"endpoint":"https://a.b/c","keys":{"p256dh":"AA","auth":"AA"}})"})
    EXPECT_FALSE(push::read_subscription(bad)) << bad;
  auto strange = rfc_receiver();
  strange.endpoint = "javascript:alert(1)";
  EXPECT_FALSE(push::read_subscription(push::write_subscription(strange)));
}

TEST(WebPushRules, TheTokenNamesTheOriginAndEndsWithinADay) {
  const Millis now = 1'686'000'000'000;
  const auto header = push::vapid("https://fcm.googleapis.com:443/fcm/send/x?y", rfc_sender(), "mailto:a@b.vn", now);
  const auto dot = header.find('.');
  const auto claims = boost::json::parse(*from_base64url(header.substr(dot + 1, header.find('.', dot + 1) - dot - 1)));
  EXPECT_EQ(claims.at("aud").as_string(), "https://fcm.googleapis.com:443");
  EXPECT_EQ(claims.at("exp").as_int64(), 1'686'043'200);
  EXPECT_EQ(claims.at("sub").as_string(), "mailto:a@b.vn");
  EXPECT_TRUE(header.starts_with("vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9."));
  EXPECT_TRUE(header.ends_with(", k=" + base64url(rfc_sender().public_key)));
}

TEST(WebPushRules, OriginsOfAddresses) {
  EXPECT_EQ(push::origin_of("https://a.b/c"), "https://a.b");
  EXPECT_EQ(push::origin_of("https://a.b"), "https://a.b");
  EXPECT_EQ(push::origin_of("http://127.0.0.1:80?x"), "http://127.0.0.1:80");
  for (const char* bad : {"", "a.b/c", "ftp://a.b", "https://", "https:///x", "data:text"}) EXPECT_EQ(push::origin_of(bad), "") << bad;
}

TEST(WebPushRules, ALongTextIsShortenedToWhatEveryServiceTakes) {
  Message message{.key = std::string(36, 'k'), .title = "Lịch tiêm", .url = "https://xa.vn/t/1"};
  for (int i = 0; i < 500; ++i) message.text += "Bưởi Diễn \"chín\"\n";
  const auto payload = push_payload(message, false);
  EXPECT_LE(payload.size(), push::kMostPlain);
  EXPECT_GT(payload.size(), 1000u);
  const auto read = boost::json::parse(payload);
  EXPECT_EQ(read.at("url").as_string(), message.url);
  EXPECT_TRUE(std::string_view(read.at("text").as_string()).ends_with("…"));
  EXPECT_TRUE(is_utf8(read.at("text").as_string()));
  EXPECT_EQ(boost::json::parse(push_payload(message, true)).at("text").as_string(), "");
}

struct Measured {
  std::string text;
  Alphabet alphabet;
  int units, segments;
};

std::string times(int count, const std::string& text) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

TEST(SmsRules, SegmentsAreCountedAsTelcosCount) {
  const std::vector<Measured> table = {
      {"", Alphabet::gsm7, 0, 1},
      {"Mat nuoc tu 8h den 11h", Alphabet::gsm7, 22, 1},
      {times(160, "a"), Alphabet::gsm7, 160, 1},
      {times(161, "a"), Alphabet::gsm7, 161, 2},
      {times(306, "a"), Alphabet::gsm7, 306, 2},
      {times(307, "a"), Alphabet::gsm7, 307, 3},
      {times(459, "a"), Alphabet::gsm7, 459, 3},
      {times(460, "a"), Alphabet::gsm7, 460, 4},
      // The extension table: two septets each.
      {times(80, "["), Alphabet::gsm7, 160, 1},
      {times(80, "]") + "a", Alphabet::gsm7, 161, 2},
      {"^{}\\[~]|€", Alphabet::gsm7, 18, 1},
      // 153 is odd: an extension character does not fit into the last septet of a part and moves to the next.
      {times(153, "€"), Alphabet::gsm7, 306, 3},
      {times(152, "a") + "€" + times(151, "a"), Alphabet::gsm7, 305, 2},
      {times(152, "a") + "€" + times(152, "a"), Alphabet::gsm7, 306, 3},
      // Characters that the basic table does have, and that do not force UCS-2.
      {"àéèùìòÇØøÅåÆæßÉÄÖÑÜäöñü§¿¡£¥@$_ΔΦΓΛΩΠΨΣΘΞ", Alphabet::gsm7, 41, 1},
      // One letter outside it does.
      {"ả", Alphabet::ucs2, 1, 1},
      {times(69, "a") + "ạ", Alphabet::ucs2, 70, 1},
      {times(70, "a") + "ạ", Alphabet::ucs2, 71, 2},
      {times(133, "a") + "ạ", Alphabet::ucs2, 134, 2},
      {times(134, "a") + "ạ", Alphabet::ucs2, 135, 3},
      {"ạ[", Alphabet::ucs2, 2, 1},
      // Outside the basic plane: two units, never split.
      {"😀", Alphabet::ucs2, 2, 1},
      {times(35, "😀"), Alphabet::ucs2, 70, 1},
      {times(36, "😀"), Alphabet::ucs2, 72, 2},
      {times(66, "😀"), Alphabet::ucs2, 132, 2},
      {times(67, "😀"), Alphabet::ucs2, 134, 3},
      {"`", Alphabet::ucs2, 1, 1},
  };
  for (const auto& row : table) {
    const auto size = sms_size(row.text);
    EXPECT_EQ(size.alphabet, row.alphabet) << row.text;
    EXPECT_EQ(size.units, row.units) << row.text;
    EXPECT_EQ(size.segments, row.segments) << row.text;
  }
}

TEST(SmsRules, UnaccentedTextIsAlwaysGsm) {
  EXPECT_EQ(gsm_text("Thôn Thọ Vực: “Đổ rác” – 7 giờ… 200.000₫, đúng CHỖ"),
            "Thon Tho Vuc: \"Do rac\" - 7 gio... 200.000d, dung CHO");
  EXPECT_EQ(gsm_text("`a\u00A0b\tc 😀 中 €[x]"), "'a b c ? ? €[x]");
  EXPECT_EQ(sms_size(gsm_text("ẳễộứđĐỶ😀中`´‘’“”–—…×°₫")).alphabet, Alphabet::gsm7);
}

TEST(SmsRules, ATextIsCutBetweenCharactersAndKeepsItsLink) {
  const std::string link = "https://xa.vn/t/AB12";
  EXPECT_EQ(fitted_sms("Hop thon", link, 1), "Hop thon\n" + link);
  EXPECT_EQ(fitted_sms("Hop thon", "", 1), "Hop thon");
  for (const auto& text : {times(400, "a"), times(400, "ạ"), times(400, "😀"), times(200, "[ạ")}) {
    for (const int most : {1, 2, 3}) {
      const auto cut = fitted_sms(text, link, most);
      EXPECT_LE(sms_size(cut).segments, most) << cut;
      EXPECT_EQ(sms_size(cut).segments, most) << "room is left: " << cut;
      EXPECT_TRUE(cut.ends_with("\n" + link)) << cut;
      EXPECT_TRUE(is_utf8(cut)) << cut;
    }
  }
  EXPECT_EQ(fitted_sms(times(400, "a"), times(159, "b"), 1), times(159, "b")) << "the link alone, when only that fits";
}

TEST(ChannelTextRules, ShortenedTextsEndWithAMark) {
  EXPECT_EQ(shortened("Bưởi", 4), "Bưởi");
  EXPECT_EQ(shortened("Bưởi Diễn", 4), "Bưở…");
  EXPECT_EQ(shortened("", 4), "");
  EXPECT_EQ(length(shortened(times(3000, "ễ"), 2000)), 2000u);
}

TEST(ChannelTextRules, PhonesAreWrittenTheInternationalWay) {
  EXPECT_EQ(international("0912345678"), "84912345678");
  EXPECT_EQ(international("+84 912 345 678"), "84912345678");
  EXPECT_EQ(international("12345"), "");
}

TEST(ChannelTextRules, UnaccentedKeepsEverythingElse) {
  EXPECT_EQ(unaccented("Bưởi DIỄN,  Đông\nđ"), "Buoi DIEN,  Dong\nd");
  EXPECT_EQ(unaccented("plain [x]"), "plain [x]");
  EXPECT_EQ(unaccented("Hòa Hoà Hòa"), "Hoa Hoa Hoa");
}

}  // namespace
}  // namespace thon::channels
