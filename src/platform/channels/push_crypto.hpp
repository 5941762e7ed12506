#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

/// Encryption and identification of Web Push: RFC 8188, 8291 and 8292.
namespace thon::channels::push {

/// A P-256 key pair: 65 bytes (uncompressed point) and 32 bytes.
struct KeyPair {
  std::string public_key;
  std::string private_key;
};
KeyPair new_key_pair();
/// True for an uncompressed point that lies on the curve.
bool is_public_key(std::string_view bytes);

/// What a browser gives to whoever may write to it.
struct Subscription {
  std::string endpoint;
  std::string p256dh;  ///< the browser's public key, 65 bytes
  std::string auth;    ///< 16 bytes
};
/// Reads the browser's own JSON; nullopt when something is missing or is not what it should be.
std::optional<Subscription> read_subscription(std::string_view json);
/// The same JSON again.
std::string write_subscription(const Subscription& subscription);

/// The aes128gcm body that only this subscription can open. `sender` and `salt` (16 bytes) are new for every message;
/// a test brings those of the RFC.
std::string encrypt(const Subscription& subscription, std::string_view plain, const KeyPair& sender,
                    std::string_view salt);
std::string encrypt(const Subscription& subscription, std::string_view plain);

/// The longest plain text that a push service has to take: 4096 bytes less salt, sizes, key, padding mark and tag.
inline constexpr std::size_t kMostPlain = 4096 - 86 - 17;

/// The Authorization header: an ES256 token for the endpoint's origin that holds for 12 hours.
std::string vapid(std::string_view endpoint, const KeyPair& server, std::string_view contact, Millis now);
/// "https://host[:port]" of an address; empty when it has none.
std::string origin_of(std::string_view url);

}  // namespace thon::channels::push
