#include "base/text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <stdexcept>

namespace thon {
namespace {

const icu::Normalizer2& normalizer(bool composed) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* found = composed ? icu::Normalizer2::getNFCInstance(status) : icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU normalizer data is missing");
  return *found;
}

icu::UnicodeString from_utf8(std::string_view utf8) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
}

bool is_ascii(std::string_view text) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

void append_folded(std::string& out, UChar32 c) {
  if (u_isUWhiteSpace(c)) {
    if (!out.empty() && out.back() != ' ') out += ' ';
    return;
  }
  if (c == 0x0111 || c == 0x0110) c = 'd';
  icu::UnicodeString(u_tolower(c)).toUTF8String(out);
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  if (is_ascii(utf8)) {
    for (const char c : utf8) append_folded(out, static_cast<unsigned char>(c));
  } else {
    UErrorCode status = U_ZERO_ERROR;
    const auto apart = normalizer(false).normalize(from_utf8(utf8), status);
    for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
      const UChar32 c = apart.char32At(i);
      if (u_charType(c) != U_NON_SPACING_MARK) append_folded(out, c);
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string unaccented(std::string_view utf8) {
  if (is_ascii(utf8)) return std::string(utf8);
  UErrorCode status = U_ZERO_ERROR;
  const auto apart = normalizer(false).normalize(from_utf8(utf8), status);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
    const UChar32 c = apart.char32At(i);
    if (c == 0x0111) plain.append(UChar32('d'));
    else if (c == 0x0110) plain.append(UChar32('D'));
    else if (u_charType(c) != U_NON_SPACING_MARK) plain.append(c);
  }
  std::string out;
  plain.toUTF8String(out);
  return out;
}

std::size_t length(std::string_view utf8) {
  std::size_t count = 0;
  for (const char c : utf8) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

bool is_utf8(std::string_view bytes) {
  const auto* text = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c;
    U8_NEXT(text, i, size, c);
    if (c < 0) return false;
  }
  return true;
}

std::string tidy(std::string_view utf8) {
  const auto begin = utf8.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  utf8 = utf8.substr(begin, utf8.find_last_not_of(" \t\r\n") - begin + 1);
  if (is_ascii(utf8)) return std::string(utf8);
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  normalizer(true).normalize(from_utf8(utf8), status).toUTF8String(out);
  return out;
}

std::string phone_number(std::string_view typed) {
  std::string digits;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char c = typed[i];
    if (c >= '0' && c <= '9') digits += c;
    else if (c == '+' && i == 0) continue;
    else if (c != ' ' && c != '.' && c != '-') return {};
  }
  if (digits.starts_with("84") && digits.size() >= 11) digits = "0" + digits.substr(2);
  const bool national = digits.starts_with("0") && (digits.size() == 10 || digits.size() == 11) && digits[1] != '0';
  return national ? digits : std::string{};
}

std::string spaced_phone(std::string_view number) {
  if (number.size() < 10) return std::string(number);
  const std::size_t head = number.size() - 6;
  return std::string(number.substr(0, head)) + " " + std::string(number.substr(head, 3)) + " " +
         std::string(number.substr(head + 3));
}

std::string shortened(std::string_view utf8, std::size_t bytes) {
  std::size_t end = std::min(utf8.size(), bytes);
  while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) --end;
  return std::string(utf8.substr(0, end));
}

std::string grouped(long long number) {
  std::string text = std::to_string(number);
  const std::size_t first = number < 0 ? 1 : 0;
  for (std::size_t at = text.size(); at > first + 3;) {
    at -= 3;
    text.insert(at, ".");
  }
  return text;
}

}  // namespace thon
