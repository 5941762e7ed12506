#include <filesystem>
#include <iostream>

#include "app/archive.hpp"
#include "app/commands.hpp"
#include "app/program.hpp"
#include "audit/service.hpp"
#include "base/id.hpp"
#include "base/text.hpp"

namespace thon::app {
namespace fs = std::filesystem;
namespace {

/// For commands that run beside the server: nobody listens to what they publish.
class NoListeners : public EventSink {
  void publish(Event) override {}
};

/// The unit that an operator names, or the first root.
std::string area_for(Tx& tx, const areas::Service& areas, const std::string& given) {
  const auto tree = areas.tree(tx);
  for (const auto& unit : tree->units())
    if (given.empty() || unit.id == given || unit.code == given) return unit.id;
  throw std::runtime_error(given.empty() ? "there is no unit yet: open the set-up link that serve prints"
                                         : "no unit has the code or id " + given);
}

}  // namespace

int add_user(const Config& config, const UserOptions& options) {
  NoListeners events;
  Program program(config, events);
  const std::string password = options.password.empty() ? random_token(12) : options.password;
  identity::NewAccount account;
  account.id = new_id();
  account.name = tidy(options.name);
  account.login = tidy(options.login);
  account.password_hash = identity::Service::hash_password(account.login, password);
  program.db().write([&](Tx& tx) {
    identity::RoleInput role;
    role.role.value = options.role;
    role.area_id.value = area_for(tx, program.services().areas, options.area);
    auto input = account;
    input.roles.push_back(role);
    program.services().identity.create_account(tx, system_actor(), input);
  });
  std::cout << "added " << account.login;
  if (options.password.empty()) std::cout << " with the password " << password;
  std::cout << "\n";
  return 0;
}

int backup(const Config& config, const std::string& file) {
  const fs::path folder = file + ".making";
  fs::create_directories(folder);
  // It holds the whole register for a while: nobody else's business.
  fs::permissions(folder, fs::perms::owner_all);
  struct Remove {
    fs::path folder;
    ~Remove() {
      std::error_code ignored;
      fs::remove_all(folder, ignored);
    }
  } remove{folder};
  const auto db = Db::open({.url = database_of(config), .readers = 1});
  fs::remove(folder / "thon.db");
  db->backup((folder / "thon.db").string());
  fs::copy_file(fs::path(config.data) / "secret.key", folder / "secret.key", fs::copy_options::overwrite_existing);
  pack(folder.string(), {"thon.db", "secret.key"}, now_ms(), file);
  std::cout << "backed up to " << file << " (" << fs::file_size(file) << " bytes)\n";
  return 0;
}

int restore(const Config& config, const std::string& file) {
  if (fs::exists(config.data) && !fs::is_empty(config.data))
    throw std::runtime_error("the data folder " + config.data + " holds something: restore into a new or empty one");
  // "data/" and "data" are one folder; the part stands beside it, not in it.
  fs::path data = fs::path(config.data).lexically_normal();
  if (!data.has_filename()) data = data.parent_path();
  const std::string part = data.string() + ".restoring";
  fs::remove_all(part);
  const Millis made_at = unpack(file, part);
  fs::remove(data);
  fs::rename(part, data);
  std::cout << "restored the backup of " << vietnamese_date_time(made_at) << " into " << config.data << "\n";
  return verify(config);
}

int verify(const Config& config) {
  NoListeners events;
  Program program(config, events);
  audit::Verification result;
  program.db().read([&](Tx& tx) { result = audit::verify(tx); });
  std::cout << result.entries << " audit entries";
  if (result.whole()) std::cout << ", every one as it was written\n";
  else std::cout << "; the chain of lane " << result.broken->lane << " is broken at entry " << result.broken->seq << ": "
                 << boost::describe::enum_to_string(result.broken->fault, "") << "\n";
  return result.whole() ? 0 : 1;
}

int print_config(const Config& config) {
  for (const auto& option : config_options())
    std::cout << option.name << " = " << option.get(config) << "\n    " << option.help << "\n";
  return 0;
}

int print_openapi(const Config&) {
  const fs::path folder = fs::temp_directory_path() / ("thon-openapi-" + random_token(6));
  Config config;
  config.data = folder.string();
  NoListeners events;
  {
    Program program(config, events);
    std::cout << http::openapi(program.api(), THON_VERSION);
  }
  fs::remove_all(folder);
  return 0;
}

}  // namespace thon::app
