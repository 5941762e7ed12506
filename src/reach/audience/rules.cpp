#include "reach/audience/rules.hpp"

#include "platform/reflect/json.hpp"
#include "platform/text/text.hpp"

namespace thon::reach::rules {
namespace {

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

}  // namespace

std::string words(const AudienceFilter& filter, const std::string& unreached_title,
                  const std::string& confirmed_title, const std::string& language) {
  std::vector<std::string> parts;
  const auto add = [&](const char* key, const Params& params = {}) {
    parts.push_back(say(language, "reach.filter." + std::string(key), params));
  };
  const auto any = [&](const auto& items, const auto& word) {
    std::vector<std::string> all;
    for (const auto& item : items) all.push_back(word(item));
    if (!all.empty()) parts.push_back(joined(all, " " + say(language, "reach.filter.or") + " "));
  };
  const auto tags = [&](const auto& items, const char* key) {
    std::vector<std::string> all;
    for (const auto& tag : items) all.push_back("“" + tag.value + "”");
    if (!all.empty()) add(key, {{"tags", joined(all, ", ")}});
  };
  if (filter.elders_from) add("elders", {{"age", std::to_string(filter.elders_from->value)}});
  if (filter.children_under) add("children", {{"age", std::to_string(filter.children_under->value)}});
  any(filter.ways, [&](Contact way) {
    return say(language, "reach.filter.way." + std::string(boost::describe::enum_to_string(way, "")));
  });
  any(filter.standings, [&](Standing standing) {
    return say(language, "reach.filter.standing." + std::string(boost::describe::enum_to_string(standing, "")));
  });
  tags(filter.tags, "tags");
  tags(filter.without_tags, "without_tags");
  if (filter.unreached_announcement_id) add("unreached", {{"title", unreached_title}});
  if (filter.confirmed_announcement_id) add("confirmed", {{"title", confirmed_title}});
  return joined(parts, "; ");
}

std::string to_text(const AudienceFilter& filter) { return filter.empty() ? std::string() : to_json(filter); }

AudienceFilter filter_from(const std::string& text) {
  return text.empty() ? AudienceFilter{} : from_json<AudienceFilter>(text);
}

}  // namespace thon::reach::rules
