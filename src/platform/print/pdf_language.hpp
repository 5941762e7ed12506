#pragma once
#include <string>
#include <string_view>

namespace thon::print {

/// The same PDF with its language named in the catalogue, which Cairo 1.16 has no call for: an appended newer
/// version of that one object (ISO 32000-1 §7.5.6). Readers aloud need it to speak Vietnamese. A file that is
/// not written the way Cairo writes is answered unchanged.
std::string with_language(std::string pdf, std::string_view language);

}  // namespace thon::print
