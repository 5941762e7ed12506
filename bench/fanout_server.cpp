// The program's server and hub with one more route, POST /api/publish, which hands its text to every stream.
//
//   fanout_server <folder>        prints the port it listens on; ends with SIGTERM
#include <iostream>
#include <thread>

#include "platform/http/server.hpp"

namespace {

using namespace thon;

struct Note {
  Text<1, 100'000> text;
};
BOOST_DESCRIBE_STRUCT(Note, (), (text))

Actor authenticate(Tx&, const http::Request& request) {
  Actor actor;
  const std::string_view account = request.cookie("thon_session");
  if (account.empty()) return actor;
  actor.kind = "household";
  actor.account_id = account;
  actor.session_id = account;
  actor.name = "Nguyễn Văn A";
  actor.household_id = "01979d5e-0000-7000-8000-000000000000";
  actor.area_id = "01979d5e-0000-7000-8000-000000000001";
  actor.ordinal = 7;
  return actor;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: fanout_server <folder>\n";
    return 2;
  }
  const auto db = Db::open({.url = std::string(arguments[1]) + "/fanout.db"});
  events::Hub hub;
  http::Api api;
  api.work("/api/publish", http::Access::open(), "Publishes", [&](http::Call&, const Note& note) {
    hub.publish(
        {.name = "note", .data = note.text, .wanted = [](const Actor& actor) { return actor.ordinal >= 0; }});
  });
  const http::Router router(api, *db, authenticate, [](const Actor&, std::string_view) { return true; });
  const http::StaticFiles files({});
  http::Metrics metrics(api);
  http::Server server({.port = 0}, {router, hub, files, metrics, {}});
  std::cout << server.port() << std::endl;
  server.run();
}
