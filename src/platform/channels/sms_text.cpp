#include "platform/channels/sms_text.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "base/text.hpp"

namespace thon::channels {
namespace {

std::vector<char32_t> code_points(std::string_view utf8) {
  std::vector<char32_t> found;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = size == 1 ? lead : lead & (0x7F >> size);
    for (std::size_t k = 1; k < size && i + k < utf8.size(); ++k)
      c = c << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3F);
    found.push_back(c);
    i += size;
  }
  return found;
}

/// Septets of a character; 0 when GSM-7 does not have it.
int septets(char32_t c) {
  static constexpr std::u32string_view kBasic =
      U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
      U"abcdefghijklmnopqrstuvwxyzäöñüà";
  static const std::set<char32_t> basic(kBasic.begin(), kBasic.end());
  static const std::set<char32_t> extension{U'\f', U'^', U'{', U'}', U'\\', U'[', U'~', U']', U'|', U'€'};
  return basic.contains(c) ? 1 : extension.contains(c) ? 2 : 0;
}

/// Parts that units of these sizes fill, when none of them may be split.
int parts(const std::vector<int>& sizes, int alone, int joined) {
  int sum = 0;
  for (const int size : sizes) sum += size;
  if (sum <= alone) return 1;
  int count = 1, used = 0;
  for (const int size : sizes) {
    if (used + size > joined) {
      ++count;
      used = 0;
    }
    used += size;
  }
  return count;
}

const char* nearest(char32_t c) {
  switch (c) {
    case U'‘':
    case U'’':
    case U'`':
    case U'´':
    case U'ʼ': return "'";
    case U'“':
    case U'”':
    case U'«':
    case U'»': return "\"";
    case U'–':
    case U'—':
    case U'−':
    case U'•':
    case U'‐':
    case U'‑': return "-";
    case U'…': return "...";
    case U'×': return "x";
    case U'°': return "o";
    case U'½': return "1/2";
    case U'²': return "2";
    case U'³': return "3";
    case U'₫': return "d";
    case U'\t':
    case U'\u00A0': return " ";
    case U'\u200B':
    case U'\uFE0F': return "";
    default: return "?";
  }
}

}  // namespace

SmsSize sms_size(std::string_view utf8) {
  const auto text = code_points(utf8);
  std::vector<int> sizes;
  SmsSize size;
  for (const char32_t c : text) {
    const int units = septets(c);
    if (units == 0) size.alphabet = Alphabet::ucs2;
    sizes.push_back(units);
  }
  if (size.alphabet == Alphabet::ucs2)
    for (std::size_t i = 0; i < text.size(); ++i) sizes[i] = text[i] > 0xFFFF ? 2 : 1;
  for (const int units : sizes) size.units += units;
  size.segments = size.alphabet == Alphabet::gsm7 ? parts(sizes, 160, 153) : parts(sizes, 70, 67);
  return size;
}

std::string gsm_text(std::string_view utf8) {
  const std::string plain = unaccented(utf8);
  std::string out;
  std::size_t at = 0;
  for (const char32_t c : code_points(plain)) {
    const auto lead = static_cast<unsigned char>(plain[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (septets(c) > 0) out.append(plain, at, size);
    else out += nearest(c);
    at += size;
  }
  return out;
}

std::string fitted_sms(std::string_view text, std::string_view url, int segments) {
  const std::string end = url.empty() ? "" : "\n" + std::string(url);
  const std::string whole = std::string(text) + end;
  if (sms_size(whole).segments <= segments) return whole;
  // The longest beginning that still fits; every cut stands between characters.
  const bool gsm = sms_size(text).alphabet == Alphabet::gsm7;
  const std::string mark = gsm ? "..." : "…";
  std::vector<std::size_t> cuts{0};
  for (std::size_t i = 1; i < text.size(); ++i)
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) cuts.push_back(i);
  const auto fits = [&](std::size_t cut) {
    return sms_size(std::string(text.substr(0, cut)) + mark + end).segments <= segments;
  };
  const auto first_too_long = std::partition_point(cuts.begin(), cuts.end(), fits);
  if (first_too_long == cuts.begin()) return std::string(url);
  return std::string(text.substr(0, *std::prev(first_too_long))) + mark + end;
}

}  // namespace thon::channels
