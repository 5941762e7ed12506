#include "support/decided.hpp"

#include "assembly/test/people.hpp"

namespace thon::test {
namespace {

using namespace assembly::test;

std::string decided_vote(TestApp& app) {
  const auto head = app.as("truong");
  const auto id = open_vote(app, "truong", {"thap_thuong"}, "secret");
  const auto codes = codes_of(head, id);
  head.post("/api/assembly/matters/" + id + "/extend",
            {{"version", version_of(head, id)}, {"ends_at", app.now() + 2 * kDay}, {"reason", "Thêm thời gian"}});
  app.as("nam").post(card_path(id, "ballot"), ballot("other", "Ý kiến của nhà Bưởi"));
  head.post(vote_path(id, "papers"), paper(codes[1]));
  head.post(vote_path(id, "papers/retract"), {{"household_id", app.id("to_1_2")}});
  app.pass(2 * kDay);
  step(head, id, "box", {{"agree", 0}, {"disagree", 0}, {"other", 0}, {"invalid", 0}, {"opinions", json::array{}}});
  EXPECT_EQ(step(head, id, "count").status, 200);
  return id;
}

std::string decided_poll(TestApp& app) {
  const auto head = app.as("truong");
  const auto id = new_id();
  head.post("/api/assembly/polls", {{"id", id},
                                    {"area_ids", units_of(app, {"thap_thuong"})},
                                    {"title", "Trồng cây gì?"},
                                    {"body", ""},
                                    {"options", {"Cau", "Bưởi"}},
                                    {"several", false},
                                    {"results", "at_once"}});
  head.post("/api/assembly/polls/" + id + "/open", {{"version", 1}, {"ends_at", app.now() + kDay}});
  EXPECT_EQ(app.as("nam").post(card_path(id, "poll"), {{"options", {0}}}).status, 204);
  return id;
}

std::string decided_meeting(TestApp& app) {
  const auto head = app.as("truong");
  const auto id = new_id();
  head.post("/api/assembly/meetings", {{"id", id},
                                       {"area_ids", units_of(app, {"thap_thuong"})},
                                       {"title", "Họp thôn"},
                                       {"body", "Việc chung"},
                                       {"place", "Nhà văn hóa"},
                                       {"starts_at", app.now() + 3 * kDay},
                                       {"papers", {{{"title", "Dự toán"}, {"body", "Số liệu"}}}}});
  head.post("/api/assembly/meetings/" + id + "/invite", {{"version", 1}});
  app.as("nam").post(card_path(id, "reply"), {{"answer", "going"}});
  const json::object tick{{"household_id", app.id("to_1_1")}, {"present", true}, {"at", app.now()}};
  EXPECT_EQ(head.post("/api/assembly/meetings/" + id + "/attendance", {{"items", {tick}}}).status, 200);
  return id;
}

}  // namespace

Decided decide(TestApp& app) {
  app.as("hoa").post("/api/assembly/kinds",
                     {{"area_id", app.id("song_phuong")},
                      {"version", 0},
                      {"items", {{{"name", assembly::test::kKind}, {"clause", 6}, {"legal_basis", ""}}}}});
  return {decided_vote(app), decided_poll(app), decided_meeting(app)};
}

}  // namespace thon::test
