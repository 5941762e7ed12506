#include "platform/channels/answer.hpp"

#include <charconv>
#include <cmath>

namespace thon::channels {
namespace json = boost::json;

Answer::Answer(std::string_view body) {
  boost::system::error_code fault;
  json::parse_options options;
  options.max_depth = 16;
  value_ = json::parse(body, fault, {}, options);
  if (fault) value_ = nullptr;
}

const json::value* Answer::find(std::string_view path) const {
  const json::value* at = &value_;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    const auto* object = at->if_object();
    at = object ? object->if_contains(path.substr(0, slash)) : nullptr;
    if (!at) return nullptr;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return at;
}

std::string Answer::text(std::string_view path) const {
  const auto* found = find(path);
  if (!found) return {};
  if (found->is_string()) return std::string(found->as_string());
  if (found->is_int64()) return std::to_string(found->as_int64());
  if (found->is_uint64()) return std::to_string(found->as_uint64());
  return {};
}

std::optional<std::int64_t> Answer::number(std::string_view path) const {
  const auto* found = find(path);
  if (!found) return std::nullopt;
  if (found->is_int64()) return found->as_int64();
  if (found->is_double() && std::abs(found->as_double()) < 1e15)
    return static_cast<std::int64_t>(found->as_double());
  if (!found->is_string()) return std::nullopt;
  const auto& digits = found->as_string();
  std::int64_t value = 0;
  const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (fault != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

std::vector<Answer> Answer::items(std::string_view path) const {
  std::vector<Answer> found;
  const auto* list = find(path);
  if (list && list->is_array())
    for (const auto& item : list->as_array()) found.emplace_back(item);
  return found;
}

}  // namespace thon::channels
