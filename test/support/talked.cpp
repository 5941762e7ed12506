#include "support/talked.hpp"

#include "talk/test/people.hpp"

namespace thon::test {

std::optional<std::string> Talked::id(std::string_view member) const {
  if (member == "question_id") return question;
  if (member == "into_id") return merged;
  if (member == "canned_id") return canned;
  if (member == "post_id") return post;
  return std::nullopt;
}

Talked talk(TestApp& app) {
  using namespace thon::talk::test;
  Talked made;
  made.question = asked(app, "nam", {}, "Bao giờ cắt điện?");
  made.merged = asked(app, "nam", {}, "Bao giờ cắt điện ở ngõ 1?");
  EXPECT_EQ(answered(app, "truong", made.question, "Sáng thứ bảy").status, 200);
  EXPECT_EQ(app.as("truong").post(desk_path(made.merged, "merge"), {{"into_id", made.question}}).status, 200);
  made.canned = new_id();
  const json::object kept{
      {"id", made.canned}, {"area_id", app.id("song_phuong")}, {"title", "Lịch cắt điện"}, {"body", "Xem trên trang của xã."}};
  EXPECT_EQ(app.as("hoa").post("/api/talk/canned", kept).status, 200);
  made.post = posted(app, "nam", "to_1", "Ai có cuốc cho mượn?");
  EXPECT_EQ(app.as("nam").post(post_path(app, "to_1", made.post, "report"), json::object{}).status, 204);
  return made;
}

}  // namespace thon::test
