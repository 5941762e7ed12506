#include "support/test_app.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <future>

#include "app/program.hpp"
#include "base/id.hpp"
#include "platform/log/log.hpp"
#include "support/fixture.hpp"
#include "support/postgres.hpp"

namespace thon::test {
namespace fs = std::filesystem;

namespace {

/// The folder of this test process; memory-backed where there is one, for what is tested here is not the disk.
const fs::path& scratch() {
  struct Folder {
    fs::path path = (fs::exists("/dev/shm") ? fs::path("/dev/shm") : fs::temp_directory_path()) /
                    ("thon-tests-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() {
      std::error_code ignored;
      fs::remove_all(path, ignored);
    }
  };
  static const Folder folder;
  return folder.path;
}

Config config_for(const std::string& folder, const std::string& database) {
  Config config;
  config.data = folder;
  config.database = database;
  config.public_url = "http://thon.test";
  config.rate_per_second = 0;
  config.sign_ins_per_minute = 0;
  config.channels_private = true;
  return config;
}

/// A filled data folder that every TestApp of an engine starts as a copy of; made once a process.
struct Template {
  std::string folder, database;
  Fixture fixture;
};

Template make_template(Engine engine) {
  Template made;
  made.folder = (scratch() / (engine == Engine::sqlite ? "template" : "template-postgres")).string();
  fs::create_directories(made.folder);
  made.database = engine == Engine::sqlite ? made.folder + "/thon.db" : postgres::create_database();
  RecordingSink ignored;
  app::Program program(config_for(made.folder, made.database), ignored, [] { return kStart; });
  made.fixture = load_fixture(program);
  return made;
}

const Template& template_for(Engine engine) {
  log::set_level(log::Level::off);
  if (engine == Engine::sqlite) {
    static const Template sqlite = make_template(Engine::sqlite);
    return sqlite;
  }
  static const Template postgresql = make_template(Engine::postgresql);
  return postgresql;
}

}  // namespace

std::vector<Engine> engines() {
  std::vector<Engine> found{Engine::sqlite};
  if (postgres::available()) found.push_back(Engine::postgresql);
  return found;
}

std::string Reply::header(std::string_view name) const {
  for (const auto& [n, value] : headers)
    if (n == name) return value;
  return {};
}

std::string Reply::key() const {
  const auto* object = json.if_object();
  const auto* key = object ? object->if_contains("key") : nullptr;
  return key && key->is_string() ? std::string(key->as_string()) : "";
}

std::string Reply::fault(std::string_view path) const {
  const auto* object = json.if_object();
  const auto* errors = object ? object->if_contains("errors") : nullptr;
  if (!errors) return "";
  for (const auto& error : errors->as_array())
    if (error.at("path").as_string() == path) return std::string(error.at("key").as_string());
  return "";
}

const json::value& Reply::at(std::string_view pointer) const {
  boost::system::error_code code;
  const auto* found = json.find_pointer(pointer, code);
  if (!found) throw std::runtime_error(std::string(pointer) + " is not in " + std::to_string(status) + " " + body);
  return *found;
}

Reply ask(const http::Router& router, const http::Request& request) {
  std::promise<http::Response> answered;
  router.dispatch(request, [&](http::Response response) { answered.set_value(std::move(response)); });
  auto response = answered.get_future().get();
  Reply reply{response.status, std::move(response.body), {}, std::move(response.headers)};
  if (reply.header("Content-Type").find("json") != std::string::npos) reply.json = json::parse(reply.body);
  return reply;
}

Reply Person::send(http::Method method, std::string_view target, std::string body) const {
  http::Request request;
  request.method = method;
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string_view::npos) request.query = target.substr(question + 1);
  if (!body.empty()) request.headers["content-type"] = "application/json";
  request.body = std::move(body);
  return send(std::move(request));
}

Reply Person::send(http::Request request) const {
  request.headers.emplace("x-thon", "1");
  if (!token_.empty()) request.headers["cookie"] = "thon_session=" + token_;
  if (request.remote_address.empty()) request.remote_address = "127.0.0.1";
  return app_.call(request);
}

Reply Person::get(std::string_view target) const { return send(http::Method::get, target, ""); }
Reply Person::del(std::string_view target) const { return send(http::Method::del, target, ""); }
Reply Person::post(std::string_view path, const json::value& body) const {
  return send(http::Method::post, path, json::serialize(body));
}
Reply Person::patch(std::string_view path, const json::value& body) const {
  return send(http::Method::patch, path, json::serialize(body));
}

void RecordingSink::publish(Event event) {
  const std::lock_guard lock(mutex_);
  events_.push_back(std::move(event));
}

std::vector<Event> RecordingSink::named(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  std::vector<Event> found;
  for (const auto& event : events_)
    if (event.name == name) found.push_back(event);
  return found;
}

void RecordingSink::clear() {
  const std::lock_guard lock(mutex_);
  events_.clear();
}

TestApp::TestApp(Engine engine) : engine_(engine), clock_(std::make_shared<std::atomic<Millis>>(kStart)) {
  const Template& original = template_for(engine);
  folder_ = (scratch() / new_id()).string();
  fs::create_directories(folder_);
  fs::copy_file(original.folder + "/secret.key", folder_ + "/secret.key");
  if (engine == Engine::sqlite) {
    database_ = folder_ + "/thon.db";
    fs::copy_file(original.database, database_);
  } else {
    database_ = postgres::create_database(original.database);
  }
  start();
}

Db& TestApp::db() { return program_->db(); }

TestApp::~TestApp() {
  program_.reset();
  if (engine_ == Engine::postgresql) postgres::drop_database(database_);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::unique_ptr<app::Program> TestApp::another_server() {
  return std::make_unique<app::Program>(config_for(folder_, database_), events_,
                                        [clock = clock_] { return clock->load(); });
}

void TestApp::start() { program_ = another_server(); }

void TestApp::restart() {
  program_.reset();
  start();
}

Person TestApp::as(std::string_view name) {
  const auto& tokens = template_for(engine_).fixture.tokens;
  const auto found = tokens.find(name);
  if (found == tokens.end()) throw std::runtime_error("nobody is called " + std::string(name));
  return Person(*this, found->second);
}

const std::string& TestApp::id(std::string_view word) const {
  const auto& ids = template_for(engine_).fixture.ids;
  const auto found = ids.find(word);
  if (found == ids.end()) throw std::runtime_error("nothing is called " + std::string(word));
  return found->second;
}

Reply TestApp::call(const http::Request& request) { return ask(program_->router(), request); }

}  // namespace thon::test
