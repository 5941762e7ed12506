#include "base/error.hpp"
#include "platform/channels/sign.hpp"
#include "reach/attachments/rules.hpp"
#include "reach/test/people.hpp"

namespace thon::reach::test {
namespace {

using namespace std::string_literals;
using thon::test::engines;

const std::string kJpeg = "\xff\xd8\xff\xe0 a picture";
const std::string kPdf = "%PDF-1.7 a paper";

json::object file(const std::string& id, const std::string& name, const std::string& bytes) {
  return {{"id", id}, {"name", name}, {"content", channels::base64(bytes)}};
}

struct Drafted {
  std::string id = new_id();
  std::string path = "/api/reach/announcements/" + id;
  explicit Drafted(TestApp& app, const char* unit = "song_phuong") {
    EXPECT_EQ(app.as("hoa").post("/api/reach/announcements", draft_of(app, id, {unit})).status, 200);
  }
};

TEST(AttachmentRules, AFileIsWhatItHolds) {
  EXPECT_EQ(rules::kind_of(kJpeg), AttachmentKind::jpeg);
  EXPECT_EQ(rules::kind_of(kPdf), AttachmentKind::pdf);
  EXPECT_EQ(rules::kind_of("\x89PNG\r\n\x1a\n..."s), AttachmentKind::png);
  EXPECT_EQ(rules::kind_of("RIFF\x10\0\0\0WEBPVP8 "s), AttachmentKind::webp);
  for (const auto& other : {"<svg xmlns='http://www.w3.org/2000/svg'/>"s, "GIF89a"s, "MZ"s, ""s, "RIFF"s})
    EXPECT_THROW(rules::kind_of(other), Error) << other;
  EXPECT_EQ(rules::file_name("Ảnh nhà văn hóa", AttachmentKind::jpeg), "Ảnh nhà văn hóa.jpg");
  EXPECT_EQ(rules::file_name("Dự toán.pdf", AttachmentKind::pdf), "Dự toán.pdf");
}

TEST(Attachments, GoWithTheAnnouncementToItsHouseholds) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const Drafted draft(app, "to_1");
    const auto picture = new_id(), paper = new_id();
    auto with_preview = file(picture, "Ảnh nhà văn hóa", kJpeg);
    with_preview["preview"] = channels::base64("\xff\xd8\xff small");
    const auto first = hoa.post(draft.path + "/attachments", with_preview);
    ASSERT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(hoa.post(draft.path + "/attachments", with_preview).body, first.body) << "the same request twice";
    EXPECT_EQ(hoa.post(draft.path + "/attachments", file(paper, "Dự toán.pdf", kPdf)).status, 200);
    const auto seen = hoa.get(draft.path);
    ASSERT_EQ(seen.at("/attachments").as_array().size(), 2u);
    EXPECT_EQ(seen.at("/attachments/0/kind"), "jpeg");
    EXPECT_EQ(seen.at("/attachments/0/preview"), true);
    EXPECT_EQ(seen.at("/attachments/1/bytes"), static_cast<std::int64_t>(kPdf.size()));
    EXPECT_EQ(app.as("nam").get(draft.path + "/attachments/" + paper).status, 404) << "not published yet";

    ASSERT_EQ(hoa.post(draft.path + "/publish", {{"version", 1}}).status, 200);
    const auto feed = app.as("nam").get("/api/reach/feed");
    ASSERT_EQ(feed.at("/items/0/attachments").as_array().size(), 2u) << feed.body;
    const auto whole = app.as("nam").get(draft.path + "/attachments/" + picture);
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.body, kJpeg);
    EXPECT_EQ(whole.header("Content-Type"), "image/jpeg");
    EXPECT_EQ(app.as("nam").get(draft.path + "/attachments/" + picture + "?preview=true").body, "\xff\xd8\xff small");
    EXPECT_EQ(app.as("nam").get(draft.path + "/attachments/" + paper + "?preview=true").body, kPdf)
        << "what has no small picture is answered whole";

    EXPECT_EQ(app.guest().get(draft.path + "/attachments/" + paper).status, 401);
    for (const char* stranger : {"mai", "dung", "moc"})
      EXPECT_EQ(app.as(stranger).get(draft.path + "/attachments/" + paper).status, 404) << stranger;
    EXPECT_EQ(hoa.get(draft.path + "/attachments/" + new_id()).status, 404);
    EXPECT_EQ(hoa.post(draft.path + "/attachments", file(new_id(), "Muộn", kPdf)).key(), "reach.error.not_a_draft");
    EXPECT_EQ(hoa.del(draft.path + "/attachments/" + paper).key(), "reach.error.not_a_draft");
  }
}

TEST(Attachments, ACorrectionBeginsWithThoseOfTheVersionBefore) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const Drafted draft(app);
    const auto paper = new_id();
    EXPECT_EQ(hoa.post(draft.path + "/attachments", file(paper, "Dự toán.pdf", kPdf)).status, 200);
    EXPECT_EQ(hoa.post(draft.path + "/publish", {{"version", 1}}).status, 200);
    const auto next = new_id();
    const auto correction = hoa.post(draft.path + "/correct", {{"id", next}});
    ASSERT_EQ(correction.status, 200) << correction.body;
    const std::string copy(correction.at("/attachments/0/id").as_string());
    EXPECT_NE(copy, paper);
    const auto path = "/api/reach/announcements/" + next + "/attachments/" + copy;
    EXPECT_EQ(hoa.get(path).body, kPdf);
    EXPECT_TRUE(hoa.del(path).at("/items").as_array().empty());
    EXPECT_TRUE(hoa.del(path).at("/items").as_array().empty()) << "the same request twice";
    EXPECT_EQ(hoa.get(draft.path + "/attachments/" + paper).body, kPdf) << "what was published stays";
  }
}

TEST(Attachments, AreRefusedWhereTheyDoNotBelong) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    auto hoa = app.as("hoa");
    const Drafted draft(app);
    const auto path = draft.path + "/attachments";
    EXPECT_EQ(app.guest().post(path, file(new_id(), "Tệp", kPdf)).status, 401);
    for (const char* stranger : {"dung", "lan", "nam", "vinh"})
      EXPECT_EQ(app.as(stranger).post(path, file(new_id(), "Tệp", kPdf)).status, 404) << stranger;
    EXPECT_EQ(hoa.post("/api/reach/announcements/" + new_id() + "/attachments", file(new_id(), "Tệp", kPdf)).status, 404);
    EXPECT_EQ(hoa.post(path, file(new_id(), "Tệp", "<svg/>")).fault("/content"), "reach.error.attachment_kind");
    EXPECT_EQ(hoa.post(path, {{"id", new_id()}, {"name", "Tệp"}, {"content", "không phải base64"}}).fault("/content"),
              "reach.error.attachment_broken");
    auto odd = file(new_id(), "Tệp", kJpeg);
    odd["preview"] = channels::base64(kPdf);
    EXPECT_EQ(hoa.post(path, odd).fault("/preview"), "reach.error.attachment_kind");
    // Together no more than a household on a weak network can keep.
    const std::string large = kJpeg + std::string(1'300'000, 'x');
    for (int i = 0; i < 4; ++i) EXPECT_EQ(hoa.post(path, file(new_id(), "Ảnh", large)).status, 200);
    EXPECT_EQ(hoa.post(path, file(new_id(), "Ảnh", large)).fault("/content"), "reach.error.attachment_room");
    for (int i = 0; i < 4; ++i) EXPECT_EQ(hoa.post(path, file(new_id(), "Ảnh", kJpeg)).status, 200);
    EXPECT_EQ(hoa.post(path, file(new_id(), "Ảnh", kJpeg)).fault("/content"), "reach.error.attachment_count");

    const auto taken = std::string(hoa.get(draft.path).at("/attachments/0/id").as_string());
    const Drafted other(app);
    EXPECT_EQ(hoa.post(other.path + "/attachments", file(taken, "Ảnh", kJpeg)).key(), "reach.error.id_taken");
    const auto later = hoa.post(draft.path + "/schedule", {{"version", 1}, {"at", app.now() + kDay}});
    ASSERT_EQ(later.status, 200) << later.body;
    EXPECT_EQ(hoa.del(path + "/" + taken).key(), "reach.error.attach_scheduled");
  }
}

}  // namespace
}  // namespace thon::reach::test
