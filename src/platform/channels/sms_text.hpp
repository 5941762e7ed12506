#pragma once
#include <string>
#include <string_view>

/// How a text travels by SMS, and how many parts are paid for (3GPP TS 23.038, 23.040).
namespace thon::channels {

enum class Alphabet { gsm7, ucs2 };

struct SmsSize {
  Alphabet alphabet = Alphabet::gsm7;
  int units = 0;     ///< septets, or 16-bit units
  int segments = 0;  ///< 160/153 septets, or 70/67 units
};

/// Any character outside the GSM alphabet makes the whole text UCS-2. Characters of the extension table take two
/// septets; neither they nor surrogate pairs are split between parts.
SmsSize sms_size(std::string_view utf8);

/// The text without diacritics and with what GSM-7 lacks replaced by its nearest: never UCS-2.
std::string gsm_text(std::string_view utf8);

/// The text cut so that it takes at most `segments` parts, with the link whole at its end.
std::string fitted_sms(std::string_view text, std::string_view url, int segments);

}  // namespace thon::channels
