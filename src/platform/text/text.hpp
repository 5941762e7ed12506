#pragma once
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace thon {

/// The sentence of a key in a language ("vi" or "en"; anything else is Vietnamese), with {name} replaced from
/// params. Sentences come from src/*/text/*.json inside the binary. An unknown key answers the key itself; a check
/// at build time keeps that from reaching a reader.
std::string say(std::string_view language, std::string_view key, const Params& params = {});

/// True when the language has the key.
bool has_sentence(std::string_view language, std::string_view key);

/// The first of "vi", "en" that an Accept-Language header asks for; "vi" when neither.
std::string_view preferred_language(std::string_view accept_language);

}  // namespace thon
