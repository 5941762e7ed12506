#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "platform/db/db.hpp"
#include "platform/events/events.hpp"
#include "platform/http/message.hpp"

namespace thon::http {
class Router;
}
namespace thon::app {
class Program;
}

/// The whole program on a throw-away database, called through its router: no socket, no mock.
///
///     for (const Engine engine : engines()) {
///       TestApp app(engine);
///       auto reply = app.as("hoa").post("/api/reach/announcements", {{"title", "…"}});
///       EXPECT_EQ(reply.status, 200) << reply.body;
///     }
///
/// The units, households and people below are there in every TestApp; each is called by the word on the left.
///
///   units        ha_noi > dan_phuong > song_phuong > thap_thuong > to_1 (6 households), to_2 (5)
///                                                  > thuan_thuong > to_3 (4)
///                                    > thuong_mo   > trung_hien   > to_4 (3)
///   officers     ha      administrator at ha_noi           hoa   officer of song_phuong
///                truong  village head of thap_thuong       thuan village head of thuan_thuong
///                lan     group head of to_1                minh  group head of to_2
///                tam     team member at song_phuong        vinh  viewer at ha_noi
///                dung    officer of thuong_mo (another commune)
///                moc     village head of trung_hien        tu    group head of to_4
///   households   to_1_1 … to_1_6, to_2_1 …, to_3_1 …, to_4_1 …; signed in on a phone: nam (to_1_1), mai (to_3_1),
///                xa (to_4_1)
namespace thon::test {

namespace json = boost::json;

/// SQLite, and PostgreSQL when THON_TEST_POSTGRES names a server where databases can be made.
std::vector<Engine> engines();

struct Reply {
  int status = 0;
  std::string body;
  json::value json;
  std::vector<std::pair<std::string, std::string>> headers;

  std::string header(std::string_view name) const;
  /// The "key" of a problem, or "".
  std::string key() const;
  /// The key of the fault at a JSON pointer of a problem, or "".
  std::string fault(std::string_view path) const;
  /// The value at a JSON pointer ("/items/0/id"); throws with the whole body when it is not there.
  const json::value& at(std::string_view pointer) const;
};

/// Sends a request past the socket and waits for the answer.
Reply ask(const http::Router& router, const http::Request& request);

class TestApp;

/// Someone with a session, or a guest.
class Person {
 public:
  Person(TestApp& app, std::string token) : app_(app), token_(std::move(token)) {}
  Reply get(std::string_view target) const;
  Reply post(std::string_view path, const json::value& body) const;
  Reply patch(std::string_view path, const json::value& body) const;
  Reply del(std::string_view target) const;
  Reply send(http::Request request) const;
  const std::string& token() const { return token_; }

 private:
  Reply send(http::Method method, std::string_view target, std::string body) const;
  TestApp& app_;
  std::string token_;
};

/// Keeps what was published, for tests to look at.
class RecordingSink : public EventSink {
 public:
  void publish(Event event) override;
  std::vector<Event> named(std::string_view name) const;
  void clear();

 private:
  mutable std::mutex mutex_;
  std::vector<Event> events_;
};

class TestApp {
 public:
  explicit TestApp(Engine engine);
  ~TestApp();
  TestApp(const TestApp&) = delete;

  Person as(std::string_view name);
  Person guest() { return Person(*this, ""); }
  /// The id of a unit, an account or a household by its word.
  const std::string& id(std::string_view word) const;

  /// Whoever looks into it includes "app/program.hpp"; the others do not wait for every capability's headers.
  app::Program& program() { return *program_; }
  Db& db();
  RecordingSink& events() { return events_; }
  Millis now() const { return *clock_; }
  void pass(Millis time) { *clock_ += time; }
  /// Stops the program and starts it again on the same data, as after a crash.
  void restart();
  Reply call(const http::Request& request);
  /// One more server on the same database.
  std::unique_ptr<app::Program> another_server();

 private:
  void start();
  Engine engine_;
  std::shared_ptr<std::atomic<Millis>> clock_;
  std::string folder_;
  std::string database_;
  RecordingSink events_;
  std::unique_ptr<app::Program> program_;
};

}  // namespace thon::test
