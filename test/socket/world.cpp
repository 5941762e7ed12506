#include "socket/world.hpp"

#include <thread>

#include "base/id.hpp"

namespace thon::test {

namespace {

struct Note {
  Text<1, 200> text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

struct Asked {
  std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(Asked, (), (size))

struct Said {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Said, (), (text))

struct Counted {
  std::int64_t notes = 0;
};
BOOST_DESCRIBE_STRUCT(Counted, (), (notes))

const Sql kAdd{"world.add", "INSERT INTO world_note(text) VALUES (:text)"};
const Sql kCount{"world.count", "SELECT COUNT(*) FROM world_note"};
constexpr const char* kSchema = "CREATE TABLE world_note(text TEXT NOT NULL)";

Actor authenticate(Tx&, const http::Request& request) {
  Actor actor;
  const std::string_view session = request.cookie("thon_session");
  const auto dot = session.find('.');
  if (dot == std::string_view::npos) return actor;
  actor.account_id = session.substr(0, dot);
  actor.session_id = session.substr(dot + 1);
  actor.kind = actor.account_id.starts_with('h') ? "household" : "officer";
  if (actor.household()) actor.ordinal = std::stoll(actor.account_id.substr(1));
  return actor;
}

void add_routes(http::Api& api) {
  using http::Access;
  using http::Call;
  api.get("/api/say", Access::open(), "Says so many letters", [](Call&, const Asked& asked) {
    return Said{std::string(static_cast<std::size_t>(asked.size), 'a')};
  });
  api.get("/api/notes", Access::open(), "Counts the notes", [](Call& call, const http::Empty&) {
    return Counted{call.tx().value<std::int64_t>(kCount).value_or(0)};
  });
  api.post("/api/notes", Access::open(), "Adds a note", [](Call& call, const Note& note) {
    call.tx().exec(kAdd, {{"text", note.text}});
    return Said{note.text};
  });
  api.work("/api/slow", Access::open(), "Takes a while", [](Call&, const Note& note) {
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    return Said{note.text};
  });
}

EmbeddedFile file(std::string_view name, std::string_view bytes) {
  return {name, {bytes.data(), bytes.data() + bytes.size()}};
}

const std::vector<EmbeddedFile>& web() {
  static const std::string large(300'000, 'x');
  static const std::vector<EmbeddedFile> files{
      file("index.html", "<!doctype html><title>Thôn</title>"),
      file("sw.js", "self.skipWaiting()"),
      file("assets/app-1a2b3c.js", large),
      file("assets/app-1a2b3c.js.br", "brotli bytes"),
      file("assets/app-1a2b3c.js.gz", "gzip bytes"),
      file("icon.svg", "<svg/>"),
  };
  return files;
}

}  // namespace

std::string cookie(std::string_view account, std::string_view session) {
  return "Cookie: thon_session=" + std::string(account) + "." + std::string(session) + "\r\n";
}

http::ServerOptions World::quick() {
  http::ServerOptions options;
  options.port = 0;
  options.read_timeout = 400;
  options.idle_timeout = 600;
  options.write_timeout = 1500;
  return options;
}

World::World(http::ServerOptions options, events::HubOptions hub_options)
    : folder_(std::filesystem::temp_directory_path() / ("thon-socket-" + new_id())) {
  options.port = 0;
  std::filesystem::create_directories(folder_);
  db = Db::open({.url = (folder_ / "test.db").string()});
  db->migrate({{"world/0001_note.sql", kSchema}});
  add_routes(api);
  router = std::make_unique<http::Router>(api, *db, authenticate,
                                          [](const Actor&, std::string_view) { return true; });
  hub = std::make_unique<events::Hub>(hub_options);
  files = std::make_unique<http::StaticFiles>(web());
  metrics = std::make_unique<http::Metrics>(api);
  server = std::make_unique<http::Server>(
      options,
      http::Server::Parts{*router, *hub, *files, *metrics, http::operating_pages(*db, *hub, *metrics)});
  server->start();
}

World::~World() {
  server.reset();
  hub.reset();
  db.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

}  // namespace thon::test
