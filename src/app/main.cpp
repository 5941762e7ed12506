#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <sstream>

#include "app/commands.hpp"
#include "app/demo/commands.hpp"
#include "platform/log/log.hpp"

extern char** environ;

namespace {

using namespace thon;

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> values;
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    const auto equals = text.find('=');
    if (text.starts_with("THON_") && equals != std::string::npos) values[text.substr(0, equals)] = text.substr(equals + 1);
  }
  return values;
}

std::string read_file(const std::string& path) {
  if (path.empty()) return {};
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

log::Level level_of(const std::string& name) {
  if (name == "debug") return log::Level::debug;
  if (name == "warning") return log::Level::warning;
  return name == "error" ? log::Level::error : log::Level::info;
}

Config config_from(const std::string& file, const std::map<std::string, std::string>& flags) {
  std::vector<std::string> faults;
  const Config config = read_config(read_file(file), environment(), flags, faults);
  if (!faults.empty()) {
    std::string all = "the configuration has " + std::to_string(faults.size()) + " fault(s):";
    for (const auto& fault : faults) all += "\n  " + fault;
    throw std::runtime_error(all);
  }
  log::set_level(level_of(config.log_level));
  return config;
}

int run(int argc, char** argv) {
  CLI::App cli{"Thôn: reach every household of a commune, with proof"};
  cli.require_subcommand(1);
  cli.fallthrough();
  cli.set_version_flag("--version", THON_VERSION);
  std::string file;
  std::map<std::string, std::string> flags;
  cli.add_option("--config", file, "configuration file of lines name = value");
  for (const auto& option : config_options())
    cli.add_option_function<std::string>(
        "--" + option.name, [&flags, name = option.name](const std::string& value) { flags[name] = value; },
        option.help);

  std::function<int(const Config&)> command;
  const auto add = [&](CLI::App& parent, const char* name, const char* help, std::function<int(const Config&)> act) {
    auto* made = parent.add_subcommand(name, help);
    made->callback([&command, act = std::move(act)] { command = act; });
    return made;
  };

  add(cli, "serve", "serve the app", [](const Config& c) { return app::serve(c, embedded_web()); });
  add(cli, "verify", "check the audit chain", app::verify);
  add(cli, "config", "print every option with its value", app::print_config);
  add(cli, "openapi", "print the API's OpenAPI document", app::print_openapi);

  std::string archive;
  add(cli, "backup", "write a backup file; the server may run", [&](const Config& c) { return app::backup(c, archive); })
      ->add_option("file", archive)->required();
  add(cli, "restore", "make the data folder from a backup", [&](const Config& c) { return app::restore(c, archive); })
      ->add_option("file", archive)->required();

  demo::Options demo_options;
  auto* demo = add(cli, "demo", "load the demo commune; with --play, behave as its phones do",
                   [&](const Config& c) { return demo::run(c, demo_options); });
  demo::add_options(*demo, demo_options);

  app::UserOptions user_options;
  auto* user = cli.add_subcommand("user", "officers' accounts");
  user->require_subcommand(1);
  auto* user_add = add(*user, "add", "add an account", [&](const Config& c) { return app::add_user(c, user_options); });
  user_add->add_option("--name", user_options.name, "the person's name")->required();
  user_add->add_option("--login", user_options.login, "user name or phone number")->required();
  user_add->add_option("--role", user_options.role, "administrator, officer, village_head, group_head …");
  user_add->add_option("--area", user_options.area, "code or id of the unit where the role is held");
  user_add->add_option("--password", user_options.password, "leave it out to have one made");

  CLI11_PARSE(cli, argc, argv);
  return command(config_from(file, flags));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "thon: " << error.what() << "\n";
    return 1;
  }
}
