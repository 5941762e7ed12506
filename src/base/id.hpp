#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace thon {

/// A new UUIDv7 (RFC 9562 §5.7) in lower-case text form; ids made by one process sort by time.
std::string new_id();

/// A UUIDv7 at a given time whose random part comes from `seed` alone: the same input, the same id.
/// For demo data, so that loading it twice makes the same rows.
std::string seeded_id(std::int64_t at_ms, std::uint64_t seed);

/// True for any UUID in the canonical lower-case text form.
bool is_id(std::string_view text);

/// Unguessable text of `bytes` random bytes, base64url without padding.
std::string random_token(std::size_t bytes);

}  // namespace thon
