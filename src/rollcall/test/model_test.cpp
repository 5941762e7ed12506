// Random answers, marks and help in random order with duplicates, against the plainest count there is.
#include <algorithm>
#include <random>

#include "rollcall/test/people.hpp"

namespace thon::rollcall::test {
namespace {

using thon::test::engines;

/// What was once said of a household.
struct Said {
  Millis at = 0;
  std::string id;
  std::string state;
};

/// The state that the last of them tells of; of one moment, the greater id.
std::string last_of(std::vector<Said> said) {
  if (said.empty()) return "silent";
  return std::max_element(said.begin(), said.end(),
                          [](const Said& one, const Said& other) {
                            return std::tie(one.at, one.id) < std::tie(other.at, other.id);
                          })
      ->state;
}

Figures naive(const std::map<std::string, std::vector<Said>>& houses,
              const std::vector<std::string>& groups) {
  static const Words states{"safe", "elsewhere", "helped", "needs_help", "helping", "not_found", "silent"};
  Figures figures(8, 0);
  for (const auto& [word, said] : houses) {
    if (std::find(groups.begin(), groups.end(), word.substr(0, 4)) == groups.end()) continue;
    ++figures[0];
    const auto at = std::find(states.begin(), states.end(), last_of(said)) - states.begin();
    ++figures[static_cast<std::size_t>(at) + 1];
  }
  return figures;
}

TEST(RollcallModel, RandomReportsInAnyOrderAndTwiceGiveTheSameFiguresInEveryUnit) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto devices = thon::test::phones(app);
    const auto id = started(app, "hoa", {"song_phuong"});
    const auto start = app.now();
    app.pass(2 * kHour);
    std::mt19937 random(20221019);
    const auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
    std::map<std::string, std::vector<Said>> houses;
    for (const auto& [word, device] : devices) houses[word];

    // Made first, by the clocks of many devices; delivered afterwards in another order, some of them twice.
    struct Sent {
      std::string word;
      bool own = false;
      json::object body;
    };
    std::vector<Sent> all;
    static const char* answers[] = {"safe", "needs_help"};
    static const char* marks[] = {"safe", "needs_help", "elsewhere", "not_found"};
    for (int n = 0; n < 900; ++n) {
      const auto device = std::next(devices.begin(), random() % devices.size());
      // Few moments, so that many fall together.
      const auto at = start + static_cast<Millis>(random() % 40) * kMinute;
      const bool own = random() % 2;
      const char* state = own ? pick(answers) : pick(marks);
      auto body = own ? answer(id, state, at) : mark(id, app.id(device->first), state, at);
      houses[device->first].push_back({at, std::string(body["id"].as_string()), state});
      all.push_back({device->first, own, body});
      if (random() % 4 == 0) all.push_back(all.back());
    }
    std::shuffle(all.begin(), all.end(), random);
    for (std::size_t from = 0; from < all.size();) {
      json::array items;
      const auto& first = all[from];
      const auto fits = [&](const Sent& sent) {
        return sent.own == first.own && (!first.own || sent.word == first.word) && items.size() < 20;
      };
      while (from < all.size() && fits(all[from])) items.push_back(all[from++].body);
      const auto reply =
          first.own ? send_answers(devices.at(first.word), items) : send_marks(app.as("hoa"), items);
      for (const auto& result : results(reply))
        ASSERT_TRUE(result == "recorded" || result == "already") << result;
    }
    for (const bool restarted : {false, true}) {
      if (restarted) app.restart();
      const std::map<std::string, Words> groups_of{{"song_phuong", {"to_1", "to_2", "to_3"}},
                                                   {"thap_thuong", {"to_1", "to_2"}},
                                                   {"thuan_thuong", {"to_3"}},
                                                   {"to_1", {"to_1"}},
                                                   {"to_2", {"to_2"}},
                                                   {"to_3", {"to_3"}}};
      for (const auto& [unit, groups] : groups_of)
        EXPECT_EQ(figures(app, "hoa", id, unit), naive(houses, groups)) << unit;
    }
    // The three lists hold each household once.
    Words lists;
    for (const char* list : {"needs", "unseen", "safe"})
      for (auto& word : listed(app, "hoa", id, "song_phuong", list)) lists.push_back(word);
    EXPECT_EQ(lists.size(), 15u);
    std::sort(lists.begin(), lists.end());
    EXPECT_EQ(std::unique(lists.begin(), lists.end()), lists.end());
  }
}

}  // namespace
}  // namespace thon::rollcall::test
