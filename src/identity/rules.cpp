#include "identity/rules.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace thon::identity::rules {
namespace {

constexpr std::size_t kShortestPassword = 10;
constexpr Millis kFirstLock = 15 * kMinute;
constexpr Millis kLongestLock = kDay;

/// The commonest passwords of ten characters and more, folded; shorter ones are refused anyway. Those of Viet Nam
/// are love, family, "password" and keyboard rows.
constexpr std::array kCommon = std::to_array<std::string_view>({
    "0123456789",    "1234567890",    "12345678910",  "123456789a",   "123456789q",   "a123456789",
    "abc123456789",  "123456789abc",  "9876543210",   "0987654321",   "1122334455",   "1234512345",
    "1020304050",    "123123123123",  "147258369a",   "1qaz2wsx3edc", "qwertyuiop",   "qwerty12345",
    "qwerty123456",  "asdfghjkl1",    "asdfghjkl;",   "zxcvbnm123",   "q1w2e3r4t5",   "1q2w3e4r5t",
    "password12",    "password123",   "password1234", "p@ssword123",  "passw0rd123",  "matkhau123",
    "matkhau1234",   "matkhau12345",  "matkhau123456","mat khau 123", "khongcomatkhau","khongbiet123",
    "quenmatkhau",   "iloveyou123",   "iloveyou1234", "iloveyou12",   "anhyeuem123",  "anhyeuem1234",
    "anhyeuemnhieu", "emyeuanh123",   "emyeuanhnhieu","yeuemnhieu",   "yeuanhnhieu",  "yeumaimai123",
    "tinhyeu123",    "contraiyeu",    "congaiyeu123", "bomeyeucon",   "giadinhtoi",   "giadinh123",
    "giadinhlaso1",  "vietnam123",    "vietnam1234",  "vietnamvodich","hanoi123456",  "saigon123456",
    "hochiminh123",  "caocao123456",  "nguyenvana",   "nguyenvan123", "administrator","administrator1",
    "admin12345",    "admin123456",   "admin@12345",  "admin@123456", "quantri123",   "quantrivien",
    "quantrivien1",  "canbo12345",    "canbo123456",  "truongthon",   "truongthon1",  "truongthon123",
    "totruong123",   "chuyendoiso",   "chuyendoiso1", "uybannhandan", "changeme123",  "welcome123",
    "letmein1234",   "superman123",   "doraemon123",  "sondeptrai",   "minhanh123",   "thontruong",
});

bool is_run(std::string_view text) {
  bool same = true, up = true, down = true;
  for (std::size_t i = 1; i < text.size(); ++i) {
    same = same && text[i] == text[i - 1];
    up = up && text[i] == text[i - 1] + 1;
    down = down && text[i] == text[i - 1] - 1;
  }
  return same || up || down;
}

bool has(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

std::string login_of(std::string_view typed) {
  std::string phone = phone_number(typed);
  return phone.empty() ? fold(typed) : phone;
}

bool is_login(std::string_view login) {
  if (login.size() < 3 || login.size() > 64) return false;
  return std::all_of(login.begin(), login.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@';
  });
}

std::optional<std::string> password_fault(std::string_view password, std::string_view login) {
  if (length(password) < kShortestPassword) return "identity.error.password_short";
  const std::string folded = fold(password);
  if (folded == fold(login) || login_of(password) == login) return "identity.error.password_is_login";
  if (is_run(folded) || std::find(kCommon.begin(), kCommon.end(), folded) != kCommon.end())
    return "identity.error.password_common";
  return std::nullopt;
}

bool is_pin(std::string_view pin) {
  return pin.size() >= 4 && pin.size() <= 6 &&
         std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Tries failed(std::optional<Tries> before, Millis now, const LockRule& rule) {
  Tries tries = before.value_or(Tries{0, now, 0});
  if (now - std::max(tries.first_at, tries.locked_until) > rule.window) tries = Tries{0, now, 0};
  ++tries.failures;
  if (tries.failures < rule.limit) return tries;
  Millis lock = kFirstLock;
  for (std::int64_t i = rule.limit; i < tries.failures && lock < kLongestLock; ++i) lock *= 2;
  tries.locked_until = now + std::min(lock, kLongestLock);
  return tries;
}

Tries excused(Tries tries) {
  tries.failures = std::max<std::int64_t>(0, tries.failures - 1);
  tries.locked_until = 0;
  return tries;
}

std::int64_t minutes_locked(const Tries& tries, Millis now) {
  return tries.locked_until <= now ? 0 : (tries.locked_until - now + kMinute - 1) / kMinute;
}

std::string address_key(std::string_view address) {
  in6_addr parsed{};
  const std::string text(address);
  if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return text;
  if (IN6_IS_ADDR_V4MAPPED(&parsed)) {
    std::array<char, INET_ADDRSTRLEN> v4{};
    inet_ntop(AF_INET, &parsed.s6_addr[12], v4.data(), v4.size());
    return v4.data();
  }
  std::fill(std::begin(parsed.s6_addr) + 8, std::end(parsed.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> network{};
  inet_ntop(AF_INET6, &parsed, network.data(), network.size());
  return std::string(network.data()) + "/64";
}

std::string device_name(std::string_view agent) {
  using Sign = std::pair<std::string_view, std::string_view>;
  // The first sign found wins: every browser also names those it descends from.
  static constexpr std::array kBrowsers = std::to_array<Sign>({{"Zalo", "Zalo"},
                                                               {"coc_coc", "Cốc Cốc"},
                                                               {"SamsungBrowser", "Samsung Internet"},
                                                               {"Edg", "Edge"},
                                                               {"OPR/", "Opera"},
                                                               {"Firefox", "Firefox"},
                                                               {"FxiOS", "Firefox"},
                                                               {"CriOS", "Chrome"},
                                                               {"Chrome", "Chrome"},
                                                               {"Safari", "Safari"}});
  static constexpr std::array kSystems = std::to_array<Sign>({{"Android", "Android"},
                                                              {"iPhone", "iPhone"},
                                                              {"iPad", "iPad"},
                                                              {"Windows", "Windows"},
                                                              {"Mac OS", "macOS"},
                                                              {"CrOS", "ChromeOS"},
                                                              {"Linux", "Linux"}});
  std::string name;
  for (const auto* signs : {kBrowsers.data(), kSystems.data()}) {
    const std::size_t count = signs == kBrowsers.data() ? kBrowsers.size() : kSystems.size();
    const auto* found = std::find_if(signs, signs + count, [&](const Sign& s) { return has(agent, s.first); });
    if (found == signs + count) continue;
    if (!name.empty()) name += " · ";
    name += found->second;
  }
  return name;
}

}  // namespace thon::identity::rules
