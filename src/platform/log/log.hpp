#pragma once
#include <initializer_list>
#include <string_view>
#include <utility>

/// Structured logs: one JSON object a line on standard error. Never log what a household or its people told us;
/// ids are enough to find it.
namespace thon::log {

using Fields = std::initializer_list<std::pair<std::string_view, std::string_view>>;

enum class Level { debug, info, warning, error, off };

void set_level(Level level);
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});

}  // namespace thon::log
