#include <gtest/gtest.h>
#include <sodium.h>

#include <filesystem>
#include <thread>

#include "app/program.hpp"
#include "people.hpp"
#include "support/postgres.hpp"

namespace thon::test {
namespace {

namespace fs = std::filesystem;

/// A program in which nobody is yet.
class NewProgram {
 public:
  explicit NewProgram(Engine engine, int sign_ins_per_minute = 0)
      : folder_(fs::temp_directory_path() / ("thon-setup-" + new_id())) {
    fs::create_directories(folder_);
    if (engine == Engine::postgresql) database_ = postgres::create_database();
    Config config;
    config.data = folder_.string();
    config.database = database_;
    config.sign_ins_per_minute = sign_ins_per_minute;
    program_ = std::make_unique<app::Program>(config, events_, [this] { return clock_.load(); });
  }
  ~NewProgram() {
    program_.reset();
    if (!database_.empty()) postgres::drop_database(database_);
    fs::remove_all(folder_);
  }
  NewProgram(const NewProgram&) = delete;

  std::string link() { return program_->services().identity.begin_setup(program_->db()).value_or(""); }
  void pass(Millis time) { clock_ += time; }

  Reply get(const std::string& path, const std::string& token = "") { return call(http::Method::get, path, "", token); }
  Reply post(const std::string& path, const json::value& body, const std::string& address = "127.0.0.1") {
    return call(http::Method::post, path, json::serialize(body), "", address);
  }

 private:
  Reply call(http::Method method, const std::string& path, std::string body, const std::string& token,
             const std::string& address = "127.0.0.1") {
    http::Request request;
    request.method = method;
    request.path = path;
    request.headers = {{"x-thon", "1"}, {"content-type", "application/json"}, {"cookie", "thon_session=" + token}};
    request.body = std::move(body);
    request.remote_address = address;
    return ask(program_->router(), request);
  }

  std::atomic<Millis> clock_{kStart};
  fs::path folder_;
  std::string database_;
  RecordingSink events_;
  std::unique_ptr<app::Program> program_;
};

json::object form(const std::string& token) {
  return {{"token", token},
          {"name", "Nguyễn Thị Hà"},
          {"login", "0912345678"},
          {"password", kPassword},
          {"commune", {{"name", "Xã Song Phượng"}, {"province", "Thành phố Hà Nội"}}},
          {"villages",
           {{{"name", "Thôn Tháp Thượng"}, {"groups", {"Tổ 1", "Tổ 2"}}},
            {{"name", "Thôn Thuận Thượng"}, {"groups", json::array{}}}}}};
}

TEST(Setup, MakesTheCommuneAndItsAdministratorOnce) {
  for (const Engine engine : engines()) {
    NewProgram program(engine);
    EXPECT_TRUE(program.get("/api/setup").at("/needed").as_bool());
    const std::string token = program.link();
    const auto done = program.post("/api/setup", form(token));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.at("/commune_name").as_string(), "Xã Song Phượng");
    EXPECT_EQ(done.at("/roles/0/role").as_string(), "administrator");
    EXPECT_FALSE(program.get("/api/setup").at("/needed").as_bool());
    const auto tree = program.get("/api/areas/tree", token_of(done));
    ASSERT_EQ(tree.status, 200) << tree.body;
    std::string names;
    for (const auto& item : tree.at("/items").as_array()) names += std::string(item.at("name").as_string()) + "; ";
    EXPECT_EQ(names, "Thành phố Hà Nội; Xã Song Phượng; Thôn Tháp Thượng; Tổ 1; Tổ 2; Thôn Thuận Thượng; ");
    EXPECT_EQ(program.post("/api/setup", form(token)).key(), "identity.error.setup_done");
    EXPECT_EQ(program.link(), "") << "no further link is printed";
    EXPECT_EQ(program.post("/api/identity/session", {{"login", "0912345678"}, {"password", kPassword}}).status, 200);
  }
}

TEST(Setup, TakesTheNewestLinkForADay) {
  NewProgram program(Engine::sqlite);
  const std::string old = program.link(), token = program.link();
  EXPECT_EQ(program.post("/api/setup", form(old)).key(), "identity.error.setup_token");
  EXPECT_EQ(program.post("/api/setup", form("guessed")).status, 404);
  program.pass(kDay + 1);
  EXPECT_EQ(program.post("/api/setup", form(token)).status, 404);
  EXPECT_EQ(program.post("/api/setup", form(program.link())).status, 200);
}

TEST(Setup, TwoAtOnceMakeOneCommune) {
  for (const Engine engine : engines()) {
    NewProgram program(engine);
    const std::string token = program.link();
    std::atomic<int> done{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] { done += program.post("/api/setup", form(token)).status == 200; });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done, 1);
  }
}

TEST(Setup, NamesEveryFaultAndWritesNothing) {
  NewProgram program(Engine::sqlite);
  const std::string token = program.link();
  auto body = form(token);
  body["login"] = "a b";
  body["password"] = "ngan";
  body["villages"] = {{{"name", "Thôn A"}, {"groups", {"Tổ 1", "Tổ 1"}}}, {{"name", "Thôn A"}, {"groups", json::array{}}}};
  const auto reply = program.post("/api/setup", body);
  EXPECT_EQ(reply.status, 422);
  EXPECT_EQ(reply.fault("/login"), "identity.error.login_form");
  EXPECT_EQ(reply.fault("/password"), "identity.error.password_short");
  EXPECT_EQ(reply.fault("/villages/0/groups/1"), "identity.error.setup_name_twice");
  EXPECT_EQ(reply.fault("/villages/1/name"), "identity.error.setup_name_twice");
  EXPECT_TRUE(program.get("/api/setup").at("/needed").as_bool());
  EXPECT_EQ(program.post("/api/setup", form(token)).status, 200) << "the link is not used up by a mistake";
}

TEST(Setup, ShowsWhatASheetSays) {
  NewProgram program(Engine::sqlite);
  const std::string csv = "Xã Song Phượng,\nThôn,Tổ\nThôn Tháp Thượng,Tổ 1\n,Tổ 2\n";
  std::string text(sodium_base64_encoded_len(csv.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(csv.data()), csv.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();
  const std::string token = program.link();
  for (const std::string& file : {text, "data:text/csv;base64," + text}) {
    const auto reply = program.post("/api/setup/sheet", {{"token", token}, {"file", file}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    EXPECT_EQ(reply.at("/commune/name").as_string(), "Xã Song Phượng");
    EXPECT_EQ(reply.at("/villages/0/name").as_string(), "Thôn Tháp Thượng");
    EXPECT_EQ(reply.at("/villages/0/groups/1").as_string(), "Tổ 2");
  }
  EXPECT_EQ(program.post("/api/setup/sheet", {{"token", token}, {"file", "%%%"}}).fault("/file"),
            "identity.error.setup_sheet_unreadable");
  EXPECT_EQ(program.post("/api/setup/sheet", {{"token", "x"}, {"file", text}}).status, 404);
}

TEST(Limits, SlowDownAnAddressThatGuesses) {
  NewProgram program(Engine::sqlite, 10);
  const auto guess = [&](const std::string& address) {
    return program.post("/api/identity/invitation/look", {{"token", "x"}}, address);
  };
  for (int i = 0; i < 20; ++i) EXPECT_EQ(guess("113.160.1.2").status, 404) << i;
  const auto refused = guess("113.160.1.2");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.key(), "error.too_many");
  EXPECT_EQ(refused.at("/params/seconds").as_string(), "6");
  EXPECT_EQ(program.post("/api/identity/session", {{"login", "ai"}, {"password", "gi"}}, "113.160.1.2").status, 429);
  EXPECT_EQ(guess("113.160.1.3").status, 404);
  program.pass(6 * kSecond);
  EXPECT_EQ(guess("113.160.1.2").status, 404);
}

TEST(Limits, DoNotSlowDownThoseWhoGetIn) {
  NewProgram program(Engine::sqlite, 10);
  ASSERT_EQ(program.post("/api/setup", form(program.link())).status, 200);
  for (int i = 0; i < 40; ++i)
    ASSERT_EQ(program.post("/api/identity/session", {{"login", "0912345678"}, {"password", kPassword}}).status, 200) << i;
}

}  // namespace
}  // namespace thon::test
