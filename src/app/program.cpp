#include "app/program.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace thon::app {
namespace fs = std::filesystem;

std::string database_of(const Config& config) {
  return config.database.empty() ? (fs::path(config.data) / "thon.db").string() : config.database;
}

std::string public_url_of(const Config& config) {
  return config.public_url.empty() ? "http://" + config.listen : config.public_url;
}

std::string secret_key(const std::string& data_folder) {
  const fs::path path = fs::path(data_folder) / "secret.key";
  std::string key(32, '\0');
  std::ifstream file(path, std::ios::binary);
  if (file) {
    if (!file.read(key.data(), 32)) throw std::runtime_error(path.string() + " is damaged: 32 bytes are expected");
    return key;
  }
  randombytes_buf(key.data(), key.size());
  // Written whole and flushed under another name first: a key that is half there would lock everyone out.
  const std::string part = path.string() + ".part";
  const int out = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const bool written = out >= 0 && ::write(out, key.data(), key.size()) == 32 && ::fsync(out) == 0;
  if (out >= 0) ::close(out);
  if (!written) throw std::runtime_error("cannot write " + part);
  fs::rename(part, path);
  return key;
}

namespace {

areas::Grants grants_of(const std::vector<Capability>& capabilities) {
  areas::Grants grants;
  for (const auto& capability : capabilities)
    for (const auto& [role, permissions] : capability.grants) grants[role].insert(permissions.begin(), permissions.end());
  return grants;
}

/// Refuses what a newer program made: it would be read as if half of it were not there.
void check_age(const std::vector<std::string>& applied, const std::vector<Migration>& known) {
  for (const auto& name : applied)
    if (std::none_of(known.begin(), known.end(), [&](const Migration& one) { return one.name == name; }))
      throw std::runtime_error("the database is newer than this program: it has been through " + name +
                               ", which this program does not know");
}

/// Brings the database up to date; what it was before is kept beside it as before-upgrade.db until the next time.
void upgrade(Db& db, const Config& config, const std::vector<Migration>& migrations) {
  const auto applied = db.applied();
  check_age(applied, migrations);
  if (!applied.empty() && applied.size() < migrations.size() && db.engine() == Engine::sqlite) {
    const fs::path kept = fs::path(config.data) / "before-upgrade.db";
    fs::remove(kept);
    db.backup(kept.string());
  }
  db.migrate(migrations);
}

identity::Settings identity_settings(const Config& config) {
  identity::Settings settings;
  settings.secret_key = secret_key(config.data);
  settings.https = config.behind_https;
  settings.sign_in_rate = {static_cast<double>(config.sign_ins_per_minute),
                           static_cast<double>(config.sign_ins_per_minute) * 2};
  return settings;
}

channels::Options channel_options(const Config& config, Db& db) {
  channels::Options options;
  options.db = &db;
  options.secret_key = secret_key(config.data);
  options.public_url = public_url_of(config);
  options.private_addresses = config.channels_private;
  return options;
}

}  // namespace

Program::Program(const Config& config, EventSink& events, std::function<Millis()> clock) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  fs::create_directories(config.data);
  // Timers, streams and requests read side by side, so there are two sessions more than workers.
  db_ = Db::open({.url = database_of(config), .readers = config.workers + 2, .clock = std::move(clock)});
  services_ = std::make_unique<Services>(identity_settings(config), events, public_url_of(config),
                                         channel_options(config, *db_));
  capabilities_ = app::capabilities(*services_);
  services_->authority = areas::Authority(grants_of(capabilities_));

  std::vector<Migration> migrations = migrations_of("platform/jobs");
  std::vector<jobs::Timer> timers;
  std::map<std::string, jobs::Handler> handlers;
  std::vector<jobs::Stream> streams;
  for (const auto& capability : capabilities_) {
    for (auto& migration : migrations_of(capability.name)) migrations.push_back(std::move(migration));
    if (capability.routes) capability.routes(api_);
    timers.insert(timers.end(), capability.timers.begin(), capability.timers.end());
    handlers.insert(capability.handlers.begin(), capability.handlers.end());
    streams.insert(streams.end(), capability.streams.begin(), capability.streams.end());
  }
  upgrade(*db_, config, migrations);
  services_->channels.registry().prepare();
  const auto authenticate = [this](Tx& tx, const http::Request& request) {
    return services_->identity.authenticate(tx, request);
  };
  const auto permits = [this](const Actor& actor, std::string_view permission) {
    return services_->authority.holds(actor, permission);
  };
  router_ = std::make_unique<http::Router>(api_, *db_, authenticate, permits);
  jobs_ = std::make_unique<jobs::Runner>(*db_, std::move(timers), std::move(handlers),
                                         std::move(streams));
}

}  // namespace thon::app
