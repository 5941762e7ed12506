#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

/// Decisions about recognising people; no I/O.
namespace thon::identity::rules {

/// What is stored of, and looked up for, a typed login: a phone number in its national form, or a user name in
/// lower case without diacritics.
std::string login_of(std::string_view typed);
/// 3 to 64 letters, digits, dots, dashes, underscores or "@".
bool is_login(std::string_view login);

/// The key of what is wrong with a password; nullopt when it is good enough.
std::optional<std::string> password_fault(std::string_view password, std::string_view login);

/// 4 to 6 digits.
bool is_pin(std::string_view pin);

/// Failed tries of one account or address.
struct Tries {
  std::int64_t failures = 0;
  Millis first_at = 0;
  Millis locked_until = 0;
  bool operator==(const Tries&) const = default;
};
/// After `limit` failures within `window` comes a lock of a quarter of an hour, then twice as long each time, up to
/// a day.
struct LockRule {
  std::int64_t limit;
  Millis window;
};
inline constexpr LockRule kAccountLock{5, kDay};
/// Whole villages share one address of a mobile network, so an address is given more than an account.
inline constexpr LockRule kAddressLock{30, kHour};

Tries failed(std::optional<Tries> before, Millis now, const LockRule& rule);
/// One failure fewer, and no lock: the try that was counted in advance turned out not to be one.
Tries excused(Tries tries);
/// Whole minutes, rounded up, until the lock ends; 0 when there is none.
std::int64_t minutes_locked(const Tries& tries, Millis now);

/// What an address is counted by: an IPv6 address by its network of 64 bits, which one person holds whole.
std::string address_key(std::string_view address);

/// "Chrome · Android" from a User-Agent header.
std::string device_name(std::string_view user_agent);

}  // namespace thon::identity::rules
