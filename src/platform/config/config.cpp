#include "platform/config/config.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

#include "base/text.hpp"

namespace thon {
namespace {

Option text_option(std::string name, std::string help, std::string Config::*member) {
  return {std::move(name), std::move(help), [member](const Config& c) { return c.*member; },
          [member](Config& c, const std::string& value) {
            c.*member = value;
            return std::string{};
          }};
}

Option number_option(std::string name, std::string help, int Config::*member, int least, int most) {
  return {std::move(name), std::move(help), [member](const Config& c) { return std::to_string(c.*member); },
          [=](Config& c, const std::string& value) {
            int number = 0;
            const auto [end, code] = std::from_chars(value.data(), value.data() + value.size(), number);
            if (code != std::errc{} || end != value.data() + value.size() || number < least || number > most)
              return "must be a number from " + std::to_string(least) + " to " + std::to_string(most);
            c.*member = number;
            return std::string{};
          }};
}

Option switch_option(std::string name, std::string help, bool Config::*member) {
  return {std::move(name), std::move(help), [member](const Config& c) { return c.*member ? "true" : "false"; },
          [member](Config& c, const std::string& value) {
            if (value != "true" && value != "false") return std::string("must be true or false");
            c.*member = value == "true";
            return std::string{};
          }};
}

std::string variable_of(const std::string& name) {
  std::string out = "THON_";
  for (const char c : name) out += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

std::map<std::string, std::string> parse_file(const std::string& text, std::vector<std::string>& faults) {
  std::map<std::string, std::string> values;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    line = tidy(line);
    if (line.empty() || line.starts_with('#')) continue;
    const auto equals = line.find('=');
    if (equals == std::string::npos) {
      faults.push_back("line " + std::to_string(number) + " of the configuration file is not name = value");
      continue;
    }
    values[tidy(line.substr(0, equals))] = tidy(line.substr(equals + 1));
  }
  for (const auto& [name, value] : values) {
    const auto& options = config_options();
    if (std::none_of(options.begin(), options.end(), [&](const Option& o) { return o.name == name; }))
      faults.push_back("the configuration file names an unknown option: " + name);
  }
  return values;
}

void check_combinations(const Config& config, std::vector<std::string>& faults) {
  std::string host;
  int port = 0;
  if (!split_address(config.listen, host, port)) faults.push_back("listen: must be host:port, such as 127.0.0.1:8080");
  const auto& url = config.public_url;
  if (!url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
    faults.push_back("public-url: must begin with http:// or https://");
  if (config.behind_https && url.starts_with("http://"))
    faults.push_back("public-url: begins with http:// although behind-https is set");
  const auto& database = config.database;
  if (database.find("://") != std::string::npos && !database.starts_with("postgres"))
    faults.push_back("database: must be a file or a postgresql:// address");
  static const std::vector<std::string> levels{"debug", "info", "warning", "error"};
  if (std::find(levels.begin(), levels.end(), config.log_level) == levels.end())
    faults.push_back("log-level: must be debug, info, warning or error");
}

}  // namespace

const std::vector<Option>& config_options() {
  static const std::vector<Option> options = {
      text_option("data", "folder that holds everything", &Config::data),
      text_option("listen", "address and port to serve on", &Config::listen),
      text_option("database", "SQLite file or postgresql:// address (default: <data>/thon.db)", &Config::database),
      text_option("public-url", "what printed QR codes begin with (default: http://<listen>)", &Config::public_url),
      text_option("log-level", "debug, info, warning or error", &Config::log_level),
      switch_option("behind-https", "a proxy in front speaks https; cookies are marked Secure", &Config::behind_https),
      switch_option("trust-forwarded", "take callers' addresses from X-Forwarded-For", &Config::trust_forwarded),
      switch_option("channels-private", "gateways at addresses of the own network may be called",
                    &Config::channels_private),
      number_option("workers", "threads that answer requests", &Config::workers, 1, 64),
      number_option("rate-per-second", "requests a second from one address; 0 for no limit", &Config::rate_per_second,
                    0, 1'000'000),
      number_option("sign-ins-per-minute", "sign-in tries a minute from one address; 0 for no limit",
                    &Config::sign_ins_per_minute, 0, 1'000'000),
  };
  return options;
}

Config read_config(const std::string& file_text, const std::map<std::string, std::string>& environment,
                   const std::map<std::string, std::string>& flags, std::vector<std::string>& faults) {
  Config config;
  const auto file = parse_file(file_text, faults);
  for (const auto& option : config_options()) {
    const std::string variable = variable_of(option.name);
    const std::pair<const std::map<std::string, std::string>*, std::string> sources[] = {
        {&flags, option.name}, {&environment, variable}, {&file, option.name}};
    for (const auto& [values, name] : sources) {
      const auto found = values->find(name);
      if (found == values->end()) continue;
      const auto fault = option.set(config, found->second);
      if (!fault.empty()) faults.push_back(option.name + ": " + fault);
      break;
    }
  }
  check_combinations(config, faults);
  return config;
}

bool split_address(const std::string& text, std::string& host, int& port) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  host = text.substr(0, colon);
  const auto digits = text.substr(colon + 1);
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  return code == std::errc{} && end == digits.data() + digits.size() && port >= 0 && port <= 65535;
}

}  // namespace thon
