#include "platform/print/places.hpp"

#include <array>
#include <string_view>

#include "base/text.hpp"

namespace thon::print {

namespace {

template <std::size_t size>
std::string titled(std::string_view word, const std::string& name,
                   const std::array<std::string_view, size>& known) {
  if (name.empty()) return name;
  const auto folded = fold(name) + " ";
  for (const auto kind : known)
    if (folded.starts_with(kind)) return name;
  return std::string(word) + " " + name;
}

}  // namespace

std::string commune_title(const std::string& name) {
  static constexpr std::array<std::string_view, 5> kKnown{"xa ", "phuong ", "thi tran ", "dac khu ",
                                                          "commune "};
  return titled("Xã", name, kKnown);
}

std::string village_title(const std::string& name) {
  static constexpr std::array<std::string_view, 13> kKnown{"thon ", "to dan pho ", "khu ",    "ap ",   "ban ",
                                                           "lang ", "buon ",       "xom ",    "khom ", "soc ",
                                                           "phum ", "plei ",       "village "};
  return titled("Thôn", name, kKnown);
}

std::string group_title(const std::string& name) {
  static constexpr std::array<std::string_view, 7> kKnown{"to ",   "xom ", "ngo ",  "cum ",
                                                          "nhom ", "khu ", "group "};
  return titled("Tổ", name, kKnown);
}

}  // namespace thon::print
