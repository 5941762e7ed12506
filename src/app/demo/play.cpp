#include "app/demo/play.hpp"

#include <boost/json.hpp>
#include <chrono>
#include <csignal>
#include <iostream>
#include <map>
#include <queue>
#include <set>
#include <thread>

#include "app/demo/habits.hpp"
#include "app/demo/line.hpp"
#include "app/demo/load.hpp"
#include "app/demo/people.hpp"
#include "base/text.hpp"

namespace thon::demo {
namespace {

namespace json = boost::json;

volatile std::sig_atomic_t stopped = 0;

/// How often, in real time, each group's first phone looks for something new.
constexpr Millis kLookEvery = 3 * kSecond;
/// Announcements older than this are history when the play begins.
constexpr Millis kFresh = kDay;

struct Phone {
  std::int64_t ordinal = 0;
  std::string area_id;
  std::string session;
};

/// Something a phone will do with an announcement at a real time.
struct Deed {
  Millis at = 0;
  std::size_t phone = 0;
  std::string announcement;
  const char* grade = "";
  bool operator>(const Deed& other) const { return at > other.at; }
};

class Play {
 public:
  explicit Play(const PlayOptions& options) : options_(options), line_(options.host, options.port) {
    const auto everyone = homes(places());
    for (std::size_t i = 0; i < everyone.size(); ++i) {
      const auto& home = everyone[i];
      const auto ordinal = static_cast<std::int64_t>(i);
      if (!home.has_app) continue;
      groups_[home.household.own.area_id].push_back(phones_.size());
      phones_.push_back({ordinal, home.household.own.area_id, household_session(ordinal)});
    }
  }

  int run() {
    if (!reachable()) {
      std::cerr << "thon: no server with the demo answers at " << options_.host << ":" << options_.port
                << "\n";
      return 1;
    }
    std::cout << grouped(static_cast<long long>(phones_.size())) << " phones, " << options_.speed
              << " times faster than life. Publish something and watch. Ctrl-C ends it." << std::endl;
    const Millis end = options_.for_seconds ? now_ms() + options_.for_seconds * kSecond : 0;
    while (!stopped && (end == 0 || now_ms() < end)) {
      look();
      act();
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    std::cout << grouped(sent_) << " receipts sent, " << grouped(static_cast<long long>(deeds_.size()))
              << " not due yet." << std::endl;
    return 0;
  }

 private:
  bool reachable() { return ask(phones_.front(), "/api/identity/me", {}).status == 200; }

  /// A phone whose session has ended comes in again with its slip and the PIN.
  bool sign_in(Phone& phone) {
    const json::object wanted{{"token", household_token(phone.ordinal)}, {"pin", kPin}};
    auto answer = line_.post("/api/identity/invitation/session", "", json::serialize(wanted));
    if (answer.status != 200 || answer.session.empty()) return false;
    phone.session = answer.session;
    return true;
  }

  Answer ask(Phone& phone, const std::string& target, const std::string& body) {
    const auto once = [&] {
      return body.empty() ? line_.get(target, phone.session) : line_.post(target, phone.session, body);
    };
    auto answer = once();
    if (answer.status == 401 && sign_in(phone)) answer = once();
    return answer;
  }

  /// One phone of each group in turn reads its feed; what is new there, the whole group hears of.
  void look() {
    if (now_ms() < next_look_) return;
    next_look_ = now_ms() + kLookEvery / static_cast<Millis>(groups_.size());
    if (looking_ == groups_.end()) looking_ = groups_.begin();
    const auto& [area, members] = *looking_++;
    const auto answer = ask(phones_[members.front()], "/api/reach/feed", {});
    if (answer.status != 200) return;
    boost::system::error_code broken;
    const auto feed = json::parse(answer.body, broken);
    if (broken) return;
    for (const auto& item : feed.at("items").as_array()) {
      const std::string id(item.at("id").as_string());
      const Millis published = item.at("published_at").to_number<Millis>();
      if (item.at("withdrawn").as_bool() || now_ms() - published > kFresh) continue;
      if (!known_.insert(area + id).second) continue;
      plan(members, id, published, item.at("ask_confirmation").as_bool());
    }
  }

  void plan(const std::vector<std::size_t>& members, const std::string& id, Millis published, bool confirm) {
    const std::uint64_t about = std::hash<std::string>{}(id);
    for (const auto place : members) {
      const auto ordinal = static_cast<std::uint64_t>(phones_[place].ordinal);
      const auto made = reaction(Random(kSeed ^ about ^ (ordinal * 0x9E3779B97F4A7C15ull)), published);
      schedule(place, id, "delivered", made.delivered);
      schedule(place, id, "opened", made.opened);
      if (confirm) schedule(place, id, "confirmed", made.confirmed);
    }
  }

  void schedule(std::size_t phone, const std::string& id, const char* grade, std::optional<Millis> after) {
    if (!after) return;
    // Counted from now: what was published before the play began is not all answered in the first second.
    deeds_.push(
        {now_ms() + static_cast<Millis>(static_cast<double>(*after) / options_.speed), phone, id, grade});
  }

  /// What is due, phone by phone: receipts of one phone travel together.
  void act() {
    std::map<std::size_t, json::array> due;
    while (!deeds_.empty() && deeds_.top().at <= now_ms() && due.size() < 50) {
      const auto& deed = deeds_.top();
      due[deed.phone].push_back(
          {{"announcement_id", deed.announcement}, {"grade", deed.grade}, {"at", now_ms()}});
      deeds_.pop();
    }
    for (const auto& [place, receipts] : due) {
      const json::object body{{"receipts", receipts}};
      const auto answer = ask(phones_[place], "/api/reach/receipts", json::serialize(body));
      if (answer.status == 204) sent_ += static_cast<long long>(receipts.size());
      // As a real phone's outbox does: kept, and tried again a little later.
      else if (answer.status == 0 || answer.status == 429 || answer.status >= 500)
        put_back(place, receipts);
    }
  }

  void put_back(std::size_t phone, const json::array& receipts) {
    for (const auto& receipt : receipts) {
      const std::string grade(receipt.at("grade").as_string());
      for (const char* known : {"delivered", "opened", "confirmed"})
        if (grade == known)
          deeds_.push(
              {now_ms() + 2 * kSecond, phone, std::string(receipt.at("announcement_id").as_string()), known});
    }
  }

  PlayOptions options_;
  Line line_;
  std::vector<Phone> phones_;
  std::map<std::string, std::vector<std::size_t>> groups_;
  std::map<std::string, std::vector<std::size_t>>::iterator looking_ = groups_.end();
  std::priority_queue<Deed, std::vector<Deed>, std::greater<>> deeds_;
  std::set<std::string> known_;
  Millis next_look_ = 0;
  long long sent_ = 0;
};

void stop(int) { stopped = 1; }

}  // namespace

int play(const PlayOptions& options) {
  stopped = 0;
  std::signal(SIGINT, stop);
  std::signal(SIGTERM, stop);
  return Play(options).run();
}

}  // namespace thon::demo
