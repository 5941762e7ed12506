#pragma once
#include <optional>
#include <string>
#include <string_view>

/// Digests and encodings that providers' contracts are made of.
namespace thon::channels {

/// 32 raw bytes.
std::string sha256(std::string_view bytes);
std::string hmac_sha256(std::string_view key, std::string_view bytes);

std::string hex(std::string_view bytes);
std::string base64(std::string_view bytes);
std::string base64url(std::string_view bytes);
/// Either alphabet, with or without padding; nullopt when it is neither.
std::optional<std::string> from_base64url(std::string_view text);

/// Takes the same time wherever two texts of one length differ.
bool same_secret(std::string_view a, std::string_view b);

}  // namespace thon::channels
