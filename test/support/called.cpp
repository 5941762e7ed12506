#include "support/called.hpp"

#include "rollcall/test/people.hpp"

namespace thon::test {

using namespace rollcall::test;

std::string call_roll(TestApp& app) {
  const auto id = started(app, "hoa", {"thap_thuong"});
  app.as("hoa").post(path_of(id, "widen"), {{"area_ids", {app.id("song_phuong")}}});
  auto need = answer(id, "needs_help", app.now());
  need["note"] = "Bà cụ nhà Bưởi khó thở";
  send_answers(app.as("nam"), {need});
  send_marks(app.as("lan"), {mark(id, app.id("to_1_2"), "not_found", app.now())});
  for (const char* step : {"take", "helped"})
    app.as("lan").post(path_of(id, "houses/" + app.id("to_1_1") + "/help"), {{"step", step}});
  EXPECT_EQ(app.as("hoa").post(path_of(id, "end"), {{"reason", "Nước đã rút"}}).status, 200);
  return id;
}

}  // namespace thon::test
