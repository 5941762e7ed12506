// However threads are merged, forwarded, answered and asked on, no question is lost and each household reads
// each of its questions in exactly one thread, with every answer to it exactly once and no other household's
// words.
#include <map>
#include <random>
#include <set>

#include "app/program.hpp"
#include "talk/test/people.hpp"

namespace thon::talk::test {
namespace {

const std::vector<std::string> kHouses = {"nam", "mai"};

class Story {
 public:
  Story(TestApp& app, unsigned seed) : app_(app), random_(seed) {}

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      app_.pass(kHour);
      switch (random_() % 6) {
        case 0:
        case 1:
          ask();
          break;
        case 2:
          answer();
          break;
        case 3:
          merge();
          break;
        case 4:
          forward();
          break;
        default:
          ask_on();
      }
    }
  }

  void check() {
    std::size_t waiting = 0;
    std::map<std::string, std::set<std::string>> threads;
    for (const auto& [id, root] : roots_) threads[root].insert(id);
    for (const auto& house : kHouses) {
      std::set<std::string> roots, listed;
      for (const auto& [id, who] : asked_by_)
        if (who == house) roots.insert(roots_[id]);
      const auto list = app_.as(house).get("/api/talk/own");
      for (const auto& id : ids_of(list)) {
        EXPECT_TRUE(listed.insert(roots_[id]).second) << "one thread twice";
        const auto read = texts(app_.as(house).get(own_path(id)));
        EXPECT_EQ(std::multiset<std::string>(read.begin(), read.end()), expected(house, roots_[id]));
      }
      EXPECT_EQ(listed, roots) << house;
    }
    for (const auto& [root, ids] : threads) {
      const auto view = app_.as("hoa").get(desk_path(root));
      ASSERT_EQ(view.status, 200) << view.body;
      EXPECT_EQ(view.at("/people").as_array().size(), ids.size());
      waiting += view.at("/status") == "open";
    }
    EXPECT_EQ(app_.as("hoa").get("/api/talk/questions").at("/counts/open"), waiting);
  }

 private:
  std::string any() {
    auto at = asked_by_.begin();
    std::advance(at, static_cast<long>(random_() % asked_by_.size()));
    return at->first;
  }

  void ask() {
    const auto house = kHouses[random_() % kHouses.size()];
    const auto body = "Câu hỏi " + std::to_string(++said_);
    json::object more;
    if (random_() % 2) more["area_id"] = app_.id("song_phuong");
    const auto id = asked(app_, house, more, body);
    asked_by_[id] = house;
    roots_[id] = id;
    words_[house][id].insert(body);
  }

  void answer() {
    if (asked_by_.empty()) return;
    const auto id = any();
    const auto body = "Trả lời " + std::to_string(++said_);
    ASSERT_EQ(answered(app_, "hoa", id, body).status, 200);
    for (const auto& [other, root] : roots_)
      if (root == roots_[id]) answers_[other].insert(body);
  }

  void merge() {
    if (asked_by_.empty()) return;
    const auto from = any(), into = any();
    const auto reply = app_.as("hoa").post(desk_path(from, "merge"), {{"into_id", into}});
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto old = roots_[from], target = roots_[into];
    for (auto& [id, root] : roots_)
      if (root == old) {
        answers_[id].insert(answers_[target].begin(), answers_[target].end());
        root = target;
      }
  }

  void forward() {
    if (asked_by_.empty()) return;
    const auto id = any();
    const auto line = app_.as("hoa").get(desk_path(id)).at("/line").as_array();
    const auto target = line[random_() % line.size()].at("id");
    EXPECT_EQ(app_.as("hoa").post(desk_path(id, "forward"), {{"area_id", target}}).status, 200);
  }

  void ask_on() {
    if (asked_by_.empty()) return;
    const auto id = any();
    const auto body = "Hỏi thêm " + std::to_string(++said_);
    ASSERT_EQ(
        app_.as(asked_by_[id]).post(own_path(id, "messages"), {{"id", new_id()}, {"body", body}}).status,
        200);
    words_[asked_by_[id]][id].insert(body);
  }

  /// Its own words, and the answers that came to any of its questions in the thread, each once.
  std::multiset<std::string> expected(const std::string& house, const std::string& root) {
    std::multiset<std::string> found;
    std::set<std::string> answers;
    for (const auto& [id, who] : asked_by_) {
      if (who != house || roots_[id] != root) continue;
      found.insert(words_[house][id].begin(), words_[house][id].end());
      answers.insert(answers_[id].begin(), answers_[id].end());
    }
    found.insert(answers.begin(), answers.end());
    return found;
  }

  TestApp& app_;
  std::mt19937 random_;
  int said_ = 0;
  std::map<std::string, std::string> asked_by_, roots_;
  std::map<std::string, std::map<std::string, std::set<std::string>>> words_;
  std::map<std::string, std::set<std::string>> answers_;
};

TEST(Questions, AreNeverLostHoweverTheyAreMergedAndForwarded) {
  for (const auto engine : engines())
    for (unsigned seed = 1; seed <= 6; ++seed) {
      SCOPED_TRACE(seed);
      TestApp app(engine);
      Story story(app, seed);
      story.run(40);
      story.check();
    }
}

}  // namespace
}  // namespace thon::talk::test
