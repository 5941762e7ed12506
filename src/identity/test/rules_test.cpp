#include "identity/rules.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "identity/secrets.hpp"

namespace thon::identity {
namespace {

using rules::Tries;

TEST(IdentityRules, ALoginIsAPhoneNumberOrAFoldedName) {
  EXPECT_EQ(rules::login_of("+84 912.345.678"), "0912345678");
  EXPECT_EQ(rules::login_of("0912 345 678"), "0912345678");
  EXPECT_EQ(rules::login_of(" Hòa.Trần "), "hoa.tran");
  for (const char* good : {"hoa", "0912345678", "hoa.tran", "hoa_1-2@xa"}) EXPECT_TRUE(rules::is_login(good)) << good;
  for (const char* bad : {"", "ab", "hoa tran", "hoa/tran", "<b>"}) EXPECT_FALSE(rules::is_login(bad)) << bad;
  EXPECT_FALSE(rules::is_login(std::string(65, 'a')));
}

TEST(IdentityRules, WeakPasswordsAreRefused) {
  const auto fault = [](const char* password, const char* login = "hoa.tran.xa") {
    return rules::password_fault(password, login).value_or("");
  };
  EXPECT_EQ(fault("ngắn quá"), "identity.error.password_short");
  EXPECT_EQ(fault("đồngruộngx"), "") << "ten characters, though more bytes";
  EXPECT_EQ(fault("Hoa.Tran.Xa"), "identity.error.password_is_login");
  EXPECT_EQ(fault("+84912345678", "0912345678"), "identity.error.password_is_login");
  for (const char* common : {"1234567890", "MatKhau123", "mậtkhẩu123", "Anhyeuem123", "Password123", "aaaaaaaaaaaa",
                             "abcdefghijkl", "zyxwvutsrqp", "qwertyuiop"})
    EXPECT_EQ(fault(common), "identity.error.password_common") << common;
  for (const char* good : {"ruong-dong-xanh", "con trâu đi trước", "9fK2-pq7Lx-0"}) EXPECT_EQ(fault(good), "") << good;
}

TEST(IdentityRules, APinHasFourToSixDigits) {
  for (const char* good : {"0000", "12345", "246810"}) EXPECT_TRUE(rules::is_pin(good)) << good;
  for (const char* bad : {"", "123", "1234567", "12a4", "１２３４"}) EXPECT_FALSE(rules::is_pin(bad)) << bad;
}

TEST(IdentityRules, FiveFailuresLockAndEachFurtherOneTwiceAsLong) {
  std::optional<Tries> tries;
  Millis now = 1'000'000;
  for (int i = 0; i < 4; ++i) tries = rules::failed(tries, now, rules::kAccountLock);
  EXPECT_EQ(rules::minutes_locked(*tries, now), 0);
  for (const int minutes : {15, 30, 60, 120, 240, 480, 960, 1440, 1440}) {
    tries = rules::failed(tries, now, rules::kAccountLock);
    EXPECT_EQ(rules::minutes_locked(*tries, now), minutes);
    EXPECT_EQ(rules::minutes_locked(*tries, tries->locked_until - 1), 1);
    now = tries->locked_until;
    EXPECT_EQ(rules::minutes_locked(*tries, now), 0);
  }
}

TEST(IdentityRules, FailuresOfLongAgoDoNotCount) {
  Tries tries = rules::failed(std::nullopt, 0, rules::kAccountLock);
  for (int i = 0; i < 3; ++i) tries = rules::failed(tries, 1, rules::kAccountLock);
  EXPECT_EQ(tries.failures, 4);
  tries = rules::failed(tries, kDay + 2, rules::kAccountLock);
  EXPECT_EQ(tries.failures, 1);
  EXPECT_EQ(tries.first_at, kDay + 2);
}

TEST(IdentityRules, AnExcusedTryLeavesWhatWasBefore) {
  rc::check("excused", [] {
    std::optional<Tries> tries;
    const auto failures = *rc::gen::inRange(1, 5);
    for (int i = 0; i < failures; ++i) tries = rules::failed(tries, i, rules::kAccountLock);
    const Tries before = *tries;
    const Tries after = rules::excused(rules::failed(before, failures, rules::kAccountLock));
    RC_ASSERT(after == before);
  });
}

TEST(IdentityRules, AnIpv6AddressCountsByItsNetwork) {
  EXPECT_EQ(rules::address_key("113.160.1.2"), "113.160.1.2");
  EXPECT_EQ(rules::address_key("::ffff:113.160.1.2"), "113.160.1.2");
  EXPECT_EQ(rules::address_key("2405:4800:1:2:3:4:5:6"), rules::address_key("2405:4800:1:2:ffff::1"));
  EXPECT_NE(rules::address_key("2405:4800:1:2::1"), rules::address_key("2405:4800:1:3::1"));
}

TEST(IdentityRules, ADeviceIsNamedByBrowserAndSystem) {
  EXPECT_EQ(rules::device_name("Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "
                               "Chrome/128.0.0.0 Mobile Safari/537.36"),
            "Chrome · Android");
  EXPECT_EQ(rules::device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                               "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
            "Safari · iPhone");
  EXPECT_EQ(rules::device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                               "coc_coc_browser/126.0 Chrome/120.0 Safari/537.36"),
            "Cốc Cốc · Windows");
  EXPECT_EQ(rules::device_name("curl/8.0"), "");
}

TEST(Totp, GivesTheCodesOfRfc6238) {
  const std::string secret = "12345678901234567890";
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "94287082"},         {1111111109, "07081804"},
                                                          {1111111111, "14050471"}, {1234567890, "89005924"},
                                                          {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [seconds, code] : vectors)
    EXPECT_EQ(totp::code(secret, totp::step_of(seconds * 1000), 8), code) << seconds;
}

TEST(Totp, AcceptsOneStepAroundAndNoneTwice) {
  const std::string secret = totp::new_secret();
  const Millis now = 1'700'000'000'000;
  const auto step = totp::step_of(now);
  for (const int shift : {-1, 0, 1}) EXPECT_EQ(totp::match(secret, totp::code(secret, step + shift), now, 0), step + shift);
  for (const int shift : {-2, 2}) EXPECT_EQ(totp::match(secret, totp::code(secret, step + shift), now, 0), std::nullopt);
  EXPECT_EQ(totp::match(secret, totp::code(secret, step), now, step), std::nullopt);
  EXPECT_EQ(totp::match(secret, totp::code(secret, step - 1), now, step), std::nullopt);
  const auto spaced = totp::code(secret, step).insert(3, " ");
  EXPECT_EQ(totp::match(secret, spaced, now, 0), step);
  for (const char* bad : {"", "12345", "1234567", "abcdef"}) EXPECT_EQ(totp::match(secret, bad, now, 0), std::nullopt);
}

TEST(Totp, WritesSecretsAsAuthenticatorAppsReadThem) {
  EXPECT_EQ(totp::base32("12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  EXPECT_EQ(totp::base32("f"), "MY");
  EXPECT_EQ(totp::uri("12345678901234567890", "hoa@xa"),
            "otpauth://totp/Th%C3%B4n:hoa%40xa?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Th%C3%B4n"
            "&algorithm=SHA1&digits=6&period=30");
}

TEST(Secrets, HashesCheckAndNoHashNeverDoes) {
  for (const auto& cost : {kPasswordCost, kPinCost}) {
    const auto hash = hash_secret("ruong-dong-xanh", cost);
    EXPECT_NE(hash, hash_secret("ruong-dong-xanh", cost));
    EXPECT_TRUE(verify_secret(hash, "ruong-dong-xanh", cost));
    EXPECT_FALSE(verify_secret(hash, "ruong-dong-xan", cost));
    EXPECT_FALSE(verify_secret(std::nullopt, "ruong-dong-xanh", cost));
    EXPECT_FALSE(verify_secret(std::nullopt, "decoy", cost));
  }
}

/// Unknown logins must cost what known ones cost: the hash of nothing carries the same parameters.
TEST(Secrets, NoHashTakesAsLongAsAHash) {
  const auto hash = hash_secret("ruong-dong-xanh", kPasswordCost);
  const auto best_of = [](const std::function<void()>& work) {
    auto best = std::chrono::nanoseconds::max();
    for (int i = 0; i < 5; ++i) {
      const auto start = std::chrono::steady_clock::now();
      work();
      best = std::min<std::chrono::nanoseconds>(best, std::chrono::steady_clock::now() - start);
    }
    return static_cast<double>(best.count());
  };
  const double known = best_of([&] { verify_secret(hash, "sai", kPasswordCost); });
  const double unknown = best_of([&] { verify_secret(std::nullopt, "sai", kPasswordCost); });
  EXPECT_LT(known, unknown * 2);
  EXPECT_LT(unknown, known * 2);
}

}  // namespace
}  // namespace thon::identity
