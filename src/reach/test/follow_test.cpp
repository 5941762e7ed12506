#include "app/program.hpp"
#include "reach/service.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using thon::test::engines;

TEST(Follower, TellsThisServersListenersWhatAnotherPublished) {
  for (const auto engine : engines()) {
    if (engine != Engine::postgresql) continue;
    TestApp app(engine);
    auto& services = app.program().services();
    thon::test::RecordingSink heard;
    Service there(services.authority, services.areas, heard, {.refresh = std::chrono::milliseconds(0)});
    const auto follow = [&] { there.follower().follow(app.db()); };
    follow();
    const auto id = published(app, "hoa", {"song_phuong"});
    follow();
    follow();
    EXPECT_EQ(heard.named("announcement").size(), 1u);
    EXPECT_EQ(heard.named("published").size(), 1u);
    EXPECT_EQ(heard.named("coverage").size(), 0u);
    app.as("nam").post("/api/reach/receipts", receipts({receipt(id, "opened", app.now())}));
    follow();
    EXPECT_EQ(heard.named("coverage").size(), 1u);
    app.pass(kMinute);
    app.as("hoa").post("/api/reach/announcements/" + id + "/withdraw", {{"version", 2}, {"reason", "Nhầm ngày"}});
    follow();
    follow();
    EXPECT_EQ(heard.named("withdrawn").size(), 1u);
  }
}

}  // namespace
}  // namespace thon::reach::test
