#include <array>
#include <regex>

#include "platform/channels/speech.hpp"

namespace thon::channels {
namespace {

struct Word {
  const char* written;
  const char* said;
};

// What stands in communes' announcements and is not read letter by letter.
constexpr Word kWords[] = {
    {"UBND", "Ủy ban nhân dân"},     {"HĐND", "Hội đồng nhân dân"}, {"MTTQ", "Mặt trận Tổ quốc"},
    {"TT&TT", "Thông tin và Truyền thông"}, {"BHYT", "bảo hiểm y tế"}, {"BHXH", "bảo hiểm xã hội"},
    {"CCCD", "căn cước công dân"},   {"TDP", "tổ dân phố"},         {"NVH", "nhà văn hóa"},
    {"HTX", "hợp tác xã"},           {"NTM", "nông thôn mới"},      {"PCCC", "phòng cháy chữa cháy"},
    {"THCS", "trung học cơ sở"},     {"TP.", "thành phố "},         {"TP ", "thành phố "},
    {"đ/c", "đồng chí"},             {"Đ/c", "Đồng chí"},           {"KT-XH", "kinh tế xã hội"},
};

bool letter(char c) { return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)); }

std::string with_words(std::string text) {
  for (const auto& [written, said] : kWords) {
    const std::string word(written);
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at)) {
      const std::size_t end = at + word.size();
      const bool whole = (at == 0 || !letter(text[at - 1])) &&
                         (end >= text.size() || !letter(word.back()) || !letter(text[end]));
      if (!whole) {
        at = end;
        continue;
      }
      text.replace(at, word.size(), said);
      at += std::string_view(said).size();
    }
  }
  return text;
}

/// "0912 345 678" digit by digit: an engine would say "nine hundred million".
std::string with_phones(const std::string& text) {
  static const std::regex phone(R"((^|[^\d.,])(0[\d .]{7,12}\d|1[89]00[\d .]{3,8}\d)(?![\d/]))");
  std::string out;
  auto rest = text.cbegin();
  for (std::sregex_iterator it(text.begin(), text.end(), phone), end; it != end; ++it) {
    out.append(rest, (*it)[2].first);
    for (const char c : (*it)[2].str())
      if (c >= '0' && c <= '9') (out += c) += ' ';
    if (!out.empty() && out.back() == ' ') out.pop_back();
    rest = (*it)[2].second;
  }
  return out.append(rest, text.cend());
}

}  // namespace

std::string spoken(std::string_view text) {
  static const std::regex address(R"(https?://\S+)");
  static const std::regex date(R"((ngày\s+)?\b(\d{1,2})/(\d{1,2})/(\d{4})\b)");
  static const std::regex day(R"(\bngày\s+(\d{1,2})/(\d{1,2})\b)");
  static const std::regex hour_minute(R"(\b(\d{1,2})[hg:](\d{2})\b)");
  static const std::regex hour(R"(\b(\d{1,2})[hg]\b)");
  static const std::regex thousands(R"((\d)\.(\d{3})(?!\d))");
  std::string out = std::regex_replace(std::string(text), address, "");
  out = std::regex_replace(out, date, "ngày $2 tháng $3 năm $4");
  out = std::regex_replace(out, day, "ngày $1 tháng $2");
  out = with_phones(out);
  out = std::regex_replace(out, hour_minute, "$1 giờ $2");
  out = std::regex_replace(out, hour, "$1 giờ");
  for (int i = 0; i < 3; ++i) out = std::regex_replace(out, thousands, "$1$2");
  return with_words(std::move(out));
}

}  // namespace thon::channels
