#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace thon::http {

/// Undoes percent-encoding; nullopt for broken escapes, NUL bytes and anything that is not UTF-8.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_blank = false);

/// Encodes everything but unreserved characters (RFC 3986 §2.3).
std::string percent_encode(std::string_view text);

/// name=value&… ; false when it is broken or a name is given twice.
bool parse_query(std::string_view query, std::map<std::string, std::string>& out);

}  // namespace thon::http
