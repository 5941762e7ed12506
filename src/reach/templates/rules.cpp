#include "reach/templates/rules.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace thon::reach::rules {
namespace {

constexpr std::size_t kLongest = 40;

std::size_t letters_in(std::string_view text) {
  // Bytes that go on with a letter of UTF-8 begin with 10.
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

std::vector<std::string> fields_of(std::string_view text) {
  std::vector<std::string> fields;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const auto end = text.find_first_of("{}\n", open + 1);
    if (end == std::string_view::npos) break;
    const std::string name(text.substr(open + 1, end - open - 1));
    const bool blank = name.find_first_not_of(' ') == std::string::npos;
    if (text[end] != '}' || blank || letters_in(name) > kLongest) continue;
    if (std::find(fields.begin(), fields.end(), name) == fields.end()) fields.push_back(name);
  }
  return fields;
}

std::vector<std::string> checked_fields(const std::string& title, const std::string& body) {
  auto fields = fields_of(title + "\n" + body);
  if (fields.size() > kMostFields)
    throw Error::invalid("/body", "reach.error.template_fields", {{"max", std::to_string(kMostFields)}});
  return fields;
}

}  // namespace thon::reach::rules
