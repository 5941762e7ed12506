// The count through the whole program: against a model over random stories, and exact when everyone votes at
// once.
#include <rapidcheck.h>

#include <future>
#include <random>
#include <thread>

#include "assembly/test/people.hpp"

namespace thon::assembly::test {
namespace {

using thon::test::engines;

const char* const kChoices[] = {"agree", "disagree", "other"};

/// What a house has given, kept beside the program.
struct House {
  std::string code;
  std::optional<int> phone, paper;  ///< places in kChoices; 3: an invalid paper
};

Figures sums(const std::map<std::string, House>& houses) {
  Figures wanted(9, 0);
  wanted[0] = static_cast<std::int64_t>(houses.size());
  for (const auto& [word, house] : houses) {
    const auto stands = house.paper ? house.paper : house.phone;
    if (!stands) continue;
    ++wanted[1];
    ++wanted[house.paper ? 3 : 2];
    if (house.paper && house.phone) ++wanted[4];
    ++wanted[static_cast<std::size_t>(5 + *stands)];
  }
  return wanted;
}

std::string word_of(TestApp& app, const std::string& household_id) {
  for (const auto& [group, count] : std::map<std::string, int>{{"to_1", 6}, {"to_2", 5}, {"to_3", 4}})
    for (int n = 1; n <= count; ++n) {
      const auto word = group + "_" + std::to_string(n);
      if (app.id(word) == household_id) return word;
    }
  return "";
}

/// One random story of a vote: phones, papers and second thoughts in any order, until it is over.
class Story {
 public:
  Story(TestApp& app, const std::map<std::string, Person>& devices, bool secret)
      : app_(app), devices_(devices), secret_(secret), head_(app.as("hoa")) {
    id_ = open_vote(app, "hoa", {"song_phuong"}, secret ? "secret" : "open", kHour);
    ends_at_ = app.now() + kHour;
    const auto list = head_.get("/api/assembly/matters/" + id_ + "/houses");
    for (const auto& house : list.at("/items").as_array())
      houses_[word_of(app, std::string(house.at("household_id").as_string()))] = {
          std::string(house.at("code").as_string()), std::nullopt, std::nullopt};
  }

  void run(std::mt19937& random) {
    for (int left = 60; left > 0; --left) {
      auto& [word, house] = *std::next(houses_.begin(), static_cast<long>(random() % houses_.size()));
      const int choice = static_cast<int>(random() % 3);
      switch (random() % 10) {
        case 0:
        case 1:
          enter(house, secret_ ? 3 : static_cast<int>(random() % 4));
          break;
        case 2:
          retract(word, house);
          break;
        case 3:
          app_.pass(static_cast<Millis>(random() % (3 * kMinute)));
          break;
        default:
          vote(word, house, choice);
      }
    }
    EXPECT_EQ(shown(), hidden(sums(houses_)));
    if (app_.now() < ends_at_) app_.pass(ends_at_ - app_.now());
    fill_box(random);
    const auto counted = step(head_, id_, "count");
    ASSERT_EQ(counted.status, 200) << counted.body;
    EXPECT_EQ(shown(), final_);
    EXPECT_EQ(head_.get(vote_path(id_)).at("/count/passed").as_bool(), final_[5] * 2 > final_[0]);
  }

 private:
  Figures shown() { return figures(head_, id_); }
  Figures hidden(Figures wanted) const {
    if (secret_) std::fill(wanted.begin() + 5, wanted.end(), 0);
    return wanted;
  }

  void vote(const std::string& word, House& house, int choice) {
    const auto reply = devices_.at(word).post(card_path(id_, "ballot"),
                                              ballot(kChoices[choice], choice == 2 ? "Ý khác" : nullptr));
    if (app_.now() < ends_at_) {
      EXPECT_EQ(reply.status, 204) << reply.body;
      house.phone = choice;
    } else {
      EXPECT_EQ(reply.key(), "assembly.error.is_closed");
    }
  }

  void enter(House& house, int choice) {
    const auto made =
        paper(house.code, choice == 3 ? nullptr : kChoices[choice], choice == 2 ? "Ý giấy" : nullptr);
    const auto reply = head_.post(vote_path(id_, "papers"), made);
    EXPECT_EQ(reply.status, 200) << reply.body;
    house.paper = choice;
  }

  void retract(const std::string& word, House& house) {
    head_.post(vote_path(id_, "papers/retract"), {{"household_id", app_.id(word)}});
    house.paper.reset();
  }

  void fill_box(std::mt19937& random) {
    final_ = sums(houses_);
    if (!secret_) return;
    // The papers, which nobody has looked into yet, turn out to say anything.
    Figures box(4, 0);
    for (std::int64_t left = final_[3]; left > 0; --left) ++box[random() % 4];
    const json::object in{{"agree", box[0]},
                          {"disagree", box[1]},
                          {"other", box[2]},
                          {"invalid", box[3]},
                          {"opinions", json::array{}}};
    EXPECT_EQ(step(head_, id_, "box", in).status, 200);
    final_[8] = 0;
    for (std::size_t i = 0; i < 4; ++i) final_[5 + i] += box[i];
  }

  TestApp& app_;
  const std::map<std::string, Person>& devices_;
  const bool secret_;
  Person head_;
  std::string id_;
  Millis ends_at_ = 0;
  std::map<std::string, House> houses_;
  Figures final_;
};

TEST(Count, IsThatOfTheModelInEveryStory) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto devices = thon::test::phones(app);
    std::mt19937 random(20221019);
    for (int story = 0; story < 6; ++story) Story(app, devices, story % 2 == 1).run(random);
  }
}

TEST(Count, IsExactWhenEveryHouseholdVotesTwiceAtOnce) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    // Fifty households with a phone each.
    const auto hoa = app.as("hoa");
    for (int n = 0; n < 50 - 6; ++n) {
      const auto added = hoa.post("/api/households", {{"id", new_id()},
                                                      {"area_id", app.id("to_1")},
                                                      {"head_name", "Hộ " + std::to_string(n)},
                                                      {"address", ""},
                                                      {"status", "permanent"},
                                                      {"members", json::array{}},
                                                      {"phones", json::array{}}});
      ASSERT_EQ(added.status, 200) << added.body;
    }
    const auto id = open_vote(app, "truong", {"to_1"});
    const auto head = app.as("truong");
    std::vector<Person> devices;
    const auto list = head.get("/api/assembly/matters/" + id + "/houses");
    for (const auto& house : list.at("/items").as_array())
      devices.push_back(thon::test::phone_of(app, std::string(house.at("household_id").as_string())));
    ASSERT_EQ(devices.size(), 50u);

    // Every phone votes twice from two threads; which comes last is seen afterwards, by the household itself.
    std::vector<std::thread> threads;
    std::atomic<int> accepted{0};
    for (std::size_t t = 0; t < 8; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t i = t % 4; i < devices.size(); i += 4) {
          const auto* choice = kChoices[(i + t / 4) % 2];
          const auto reply = devices[i].post(card_path(id, "ballot"), ballot(choice));
          if (reply.status == 204) ++accepted;
        }
      });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(accepted, 100);
    std::int64_t agree = 0, disagree = 0;
    for (const auto& device : devices) {
      const auto card = device.get(card_path(id));
      ASSERT_EQ(card.at("/vote/given").as_array().size(), 2u) << "every change is kept";
      int counting = 0;
      for (const auto& given : card.at("/vote/given").as_array()) {
        if (!given.at("counts").as_bool()) continue;
        ++counting;
        ++(given.at("choice") == "agree" ? agree : disagree);
      }
      EXPECT_EQ(counting, 1);
    }
    EXPECT_EQ(figures(head, id), (Figures{50, 50, 50, 0, 0, agree, disagree, 0, 0}));
    EXPECT_EQ(agree + disagree, 50);
  }
}

TEST(Count, TakesNothingInOnceItIsCounted) {
  for (const auto engine : engines()) {
    TestApp app(engine);
    const auto id = open_vote(app, "truong", {"to_1"});
    const auto head = app.as("truong");
    app.pass(kDay);
    // Papers come in while someone counts: whatever was answered "entered" is in the count that stands.
    const auto codes = codes_of(head, id);
    std::atomic<int> entered{0};
    std::vector<std::thread> threads;
    for (const auto& code : codes)
      threads.emplace_back([&, code] {
        if (head.post(vote_path(id, "papers"), paper(code, "agree")).status == 200) ++entered;
      });
    threads.emplace_back([&] {
      while (step(head, id, "count").status != 200) std::this_thread::yield();
    });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(head.get(vote_path(id)).at("/count/agree"), entered.load());
    EXPECT_EQ(head.get(vote_path(id)).at("/count/voted"), entered.load());
  }
}

}  // namespace
}  // namespace thon::assembly::test
