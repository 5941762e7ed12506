#pragma once
#include <string>
#include <string_view>

namespace thon {

/// Lower case without diacritics, đ as d, white space runs as one blank: "  Bưởi DIỄN" → "buoi dien".
/// Both old and new tone placement (Hòa, Hoà) fold to the same text.
std::string fold(std::string_view utf8);

/// Without diacritics, đ as d, everything else as it stands: "Bưởi DIỄN" → "Buoi DIEN".
std::string unaccented(std::string_view utf8);

/// Characters (code points), not bytes. `utf8` must be valid.
std::size_t length(std::string_view utf8);

bool is_utf8(std::string_view bytes);

/// Canonical composition (NFC) with white space trimmed at both ends: what is stored of anything typed.
std::string tidy(std::string_view utf8);

/// A Vietnamese phone number in its national form, digits only ("0912345678"); accepts +84, 84, blanks,
/// dots and dashes. Empty when it is not one.
std::string phone_number(std::string_view typed);

/// "0912345678" → "0912 345 678", for reading aloud and dialling by hand.
std::string spaced_phone(std::string_view number);

/// At most so many bytes of it, no letter cut in two: for names of files.
std::string shortened(std::string_view utf8, std::size_t bytes);

/// "1400" → "1.400".
std::string grouped(long long number);

}  // namespace thon
