// The commands of the person who runs the server, on a data folder of their own.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/program.hpp"
#include "app/commands.hpp"
#include "base/id.hpp"
#include "support/test_app.hpp"

namespace thon::test {
namespace {

namespace fs = std::filesystem;

class Commands : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder);
    config.data = (folder / "data").string();
    NoListeners events;
    app::Program program(config, events);
    program.db().write([&](Tx& tx) {
      program.services().areas.load(
          tx, {{new_id(), "", areas::AreaKind::commune, "Xã Song Phượng", "09829", "2022-10-19"}});
    });
  }
  void TearDown() override { fs::remove_all(folder); }

  struct NoListeners : EventSink {
    void publish(Event) override {}
  };
  const fs::path folder = fs::temp_directory_path() / ("thon-commands-" + new_id());
  Config config;
};

TEST_F(Commands, AddAnAccountAtAUnitByItsCode) {
  app::UserOptions mai{"Vũ Thị Mai", "mai.thu", "viewer", "09829", "bon-tu-de-nho-voi-minh"};
  EXPECT_EQ(app::add_user(config, mai), 0);
  mai.login = "mai.hai";
  mai.area = "99999";
  EXPECT_ANY_THROW(app::add_user(config, mai));
  EXPECT_EQ(app::verify(config), 0);
}

TEST_F(Commands, RestoreWhatWasBackedUpAndRefuseADamagedFile) {
  const auto file = (folder / "backup").string();
  ASSERT_EQ(app::backup(config, file), 0);
  EXPECT_ANY_THROW(app::restore(config, file)) << "into a folder that holds something";
  Config other = config;
  other.data = (folder / "other").string();
  EXPECT_EQ(app::restore(other, file), 0);
  other.data = (folder / "with a slash").string() + "/";
  EXPECT_EQ(app::restore(other, file), 0);
  EXPECT_TRUE(fs::exists(folder / "with a slash" / "thon.db"));
  other.data = (folder / "third").string();
  const auto size = fs::file_size(file);
  for (const auto at : {std::uintmax_t{3}, std::uintmax_t{40}, size / 2, size - 1}) {
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(static_cast<std::streamoff>(at));
    const char was = static_cast<char>(bytes.get());
    bytes.seekp(static_cast<std::streamoff>(at));
    bytes.put(static_cast<char>(was ^ 1));
    bytes.close();
    EXPECT_ANY_THROW(app::restore(other, file)) << "byte " << at;
    EXPECT_FALSE(fs::exists(other.data));
    std::fstream mended(file, std::ios::in | std::ios::out | std::ios::binary);
    mended.seekp(static_cast<std::streamoff>(at));
    mended.put(was);
  }
  fs::resize_file(file, size - 10);
  EXPECT_ANY_THROW(app::restore(other, file)) << "cut off";
}

TEST_F(Commands, KeepWhatWasThereBeforeAnUpgradeAndRefuseWhatIsNewer) {
  static const Sql kForget{"test.forget",
                           "DELETE FROM platform_migration WHERE name = 'reach/schema/0005_volume.sql'"};
  static const Sql kDropVolume{"test.drop_volume", "DROP TABLE reach_volume"};
  static const Sql kDropBinding{"test.drop_binding", "DROP TABLE reach_binding"};
  static const Sql kNewer{"test.newer",
                          "INSERT INTO platform_migration (name, checksum, applied_at) VALUES ('reach/schema/9999_x.sql', 'x', 1)"};
  const auto database = Db::open({.url = (fs::path(config.data) / "thon.db").string()});
  database->write([](Tx& tx) {
    tx.exec(kForget);
    tx.exec(kDropVolume);
    tx.exec(kDropBinding);
  });
  EXPECT_FALSE(fs::exists(fs::path(config.data) / "before-upgrade.db"));
  EXPECT_EQ(app::verify(config), 0);
  EXPECT_TRUE(fs::exists(fs::path(config.data) / "before-upgrade.db"));
  database->write([](Tx& tx) { tx.exec(kNewer); });
  EXPECT_ANY_THROW(app::verify(config));
}

}  // namespace
}  // namespace thon::test
