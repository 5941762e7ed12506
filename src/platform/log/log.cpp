#include "platform/log/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "platform/reflect/json.hpp"

namespace thon::log {
namespace {

spdlog::logger& logger() {
  static const auto made = [] {
    auto l = spdlog::stderr_logger_mt("thon");
    l->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})");
    l->flush_on(spdlog::level::info);
    return l;
  }();
  return *made;
}

void write(spdlog::level::level_enum level, std::string_view message, Fields fields) {
  if (!logger().should_log(level)) return;
  std::string line = "\"message\":";
  write_json_text(line, message);
  for (const auto& [name, value] : fields) {
    line += ',';
    write_json_text(line, name);
    line += ':';
    write_json_text(line, value);
  }
  logger().log(level, "{}", line);
}

}  // namespace

void set_level(Level level) {
  constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                  spdlog::level::err, spdlog::level::off};
  logger().set_level(levels[static_cast<int>(level)]);
}

void info(std::string_view message, Fields fields) { write(spdlog::level::info, message, fields); }
void warning(std::string_view message, Fields fields) { write(spdlog::level::warn, message, fields); }
void error(std::string_view message, Fields fields) { write(spdlog::level::err, message, fields); }

}  // namespace thon::log
