#include "platform/text/text.hpp"

#include <boost/json.hpp>

#include <unordered_map>

#include "platform/embedded.hpp"

namespace thon {
namespace {

using Sentences = std::unordered_map<std::string, std::string>;

Sentences load(std::string_view file_name) {
  Sentences sentences;
  for (const auto& file : embedded_sources()) {
    if (!file.name.ends_with(file_name)) continue;
    const auto parsed = boost::json::parse(file.bytes());
    for (const auto& pair : parsed.as_object())
      sentences.emplace(pair.key(), pair.value().as_string());
  }
  return sentences;
}

const Sentences& sentences_in(std::string_view language) {
  static const Sentences vietnamese = load("/text/vi.json");
  static const Sentences english = load("/text/en.json");
  return language == "en" ? english : vietnamese;
}

std::string fill(std::string text, const Params& params) {
  for (const auto& [name, value] : params) {
    const std::string mark = "{" + name + "}";
    for (std::size_t at = 0; (at = text.find(mark, at)) != std::string::npos; at += value.size())
      text.replace(at, mark.size(), value);
  }
  return text;
}

}  // namespace

std::string say(std::string_view language, std::string_view key, const Params& params) {
  const auto& sentences = sentences_in(language);
  const auto found = sentences.find(std::string(key));
  return found == sentences.end() ? std::string(key) : fill(found->second, params);
}

bool has_sentence(std::string_view language, std::string_view key) {
  return sentences_in(language).contains(std::string(key));
}

std::string_view preferred_language(std::string_view accept) {
  const auto vietnamese = accept.find("vi"), english = accept.find("en");
  return english < vietnamese ? "en" : "vi";
}

}  // namespace thon
