#pragma once
// Plays announcements in the world: publishes through the service, lets the program's own timers start the waves,
// and writes into the real ledger what people do.
#include <queue>

#include "app/demo/load.hpp"
#include "app/demo/staff.hpp"
#include "app/program.hpp"
#include "app/demo/phones.hpp"
#include "base/id.hpp"
#include "escalation/world.hpp"
#include "reach/register/store.hpp"

namespace thon::bench {

class Deaf final : public EventSink {
 public:
  void publish(Event) override {}
};

struct Wish {
  std::uint64_t about = 0;  ///< the announcement's number: what people do depends on it
  Millis at = 0;
  Millis deadline = 0;
  reach::PlanMode mode = reach::PlanMode::waves;
  bool confirm = false;
};

struct Outcome {
  std::string id;
  double reached = 0;  ///< share of the households at the deadline
  std::int64_t push = 0, zalo = 0, sms = 0, bulletins = 0, cost = 0, knocks = 0;
};

class Life {
 public:
  Life(std::uint64_t seed, const std::string& folder, const demo::Places& where,
       const std::vector<demo::Home>& homes)
      : world_(seed, where, homes), post_(world_), where_(where) {
    Config config;
    config.data = folder;
    program_ = std::make_unique<app::Program>(config, events_, [this] { return now_; });
    reach_ = &program_->services().reach;
    reach_->waving().use(post_);
    for (const auto& person : demo::staff(where)) {
      if (person.login == "canbo") officer_ = demo::at_work(person);
      if (person.role == "group_head") heads_.push_back(demo::at_work(person));
      if (person.role == "village_head") villages_.push_back(demo::at_work(person));
    }
    program_->db().read([&](Tx& tx) {
      for (std::uint32_t i = 0; i < world_.people().size(); ++i) {
        reach::Bitmap one;
        one.add(i);
        houses_.push_back(reach::register_store::houses(tx, one).front());
      }
    });
  }

  reach::Service& reach() { return *reach_; }
  Db& db() { return program_->db(); }

  Outcome play(const Wish& wish) {
    now_ = wish.at;
    const auto id = publish(wish);
    deeds_ = {};
    knocks_ = 0;
    evening_ = -1;
    for (; now_ < wish.deadline; now_ += kStep) {
      program_->jobs().run_due();
      schedule(wish);
      act(id, wish);
      walk(id, wish);
    }
    now_ = wish.deadline;
    const auto outcome = judge(id, wish);
    // Stragglers, and the lesson a day later.
    for (; now_ < wish.deadline + kDay + kHour; now_ += kStep) act(id, wish);
    program_->jobs().run_due();
    return outcome;
  }

 private:
  static constexpr Millis kStep = 15 * kMinute;
  struct Deed {
    Millis at;
    std::uint32_t ordinal;
    Channel channel;
    bool operator>(const Deed& other) const { return at > other.at; }
  };

  std::string publish(const Wish& wish) {
    reach::DraftInput draft;
    draft.id.value = new_id();
    draft.area_ids.push_back({where_.commune_id});
    draft.title.value = "Tin " + std::to_string(wish.about);
    draft.body.value = "Nội dung";
    draft.ask_confirmation = wish.confirm;
    reach::PlanInput plan;
    plan.announcement_id = draft.id;
    plan.mode = wish.mode;
    plan.deadline = wish.deadline;
    db().write([&](Tx& tx) {
      reach_->announcements().draft(tx, officer_, draft);
      reach_->plans().save(tx, officer_, plan);
      reach_->announcements().publish(tx, officer_, {draft.id, 1});
    });
    for (std::uint32_t i = 0; i < world_.people().size(); ++i) add(wish, i, WaveKind::app, wish.at);
    return draft.id.value;
  }

  void add(const Wish& wish, std::uint32_t ordinal, WaveKind way, Millis at) {
    const auto done = world_.reacts(wish.about, ordinal, way, at);
    if (!done) return;
    const Channel channel = way == WaveKind::zalo ? Channel::zalo
                            : way == WaveKind::sms ? Channel::sms
                                                   : Channel::app;
    deeds_.push({*done, ordinal, channel});
  }

  void schedule(const Wish& wish) {
    for (const auto& letter : post_.take()) add(wish, letter.ordinal, letter.way, letter.at);
  }

  /// What people do with their phones until now goes into the ledger, by its receipts.
  void act(const std::string& id, const Wish& wish) {
    if (deeds_.empty() || deeds_.top().at > now_) return;
    db().write([&](Tx& tx) {
      auto& group = tx.group_work<reach::ReceiptGroup>([this] {
        return std::make_unique<reach::ReceiptGroup>(reach_->ledger(), nobody_);
      });
      const auto book = group.book(tx, id);
      while (!deeds_.empty() && deeds_.top().at <= now_) {
        const auto deed = deeds_.top();
        deeds_.pop();
        const bool more = wish.confirm && world_.confirms(wish.about, deed.ordinal);
        const auto grade = more ? reach::Evidence::confirmed : reach::Evidence::opened;
        if (!book->received(grade, deed.ordinal))
          group.add(book, {grade, deed.channel, reach::hour_of(deed.at)}, deed.ordinal);
      }
    });
  }

  /// At five in the evening those who were called go from door to door.
  void walk(const std::string& id, const Wish& wish) {
    const Millis local = (now_ + 7 * kHour) % kDay;
    if (local != 17 * kHour) return;
    ++evening_;
    bool heads = false, villages = false;
    std::shared_ptr<reach::Book> book;
    db().read([&](Tx& tx) {
      book = reach_->ledger().find(tx, id);
      for (const auto& wave : reach::plan_store::waves(tx, id)) {
        if (wave.state != reach::WaveState::started) continue;
        heads |= wave.kind == WaveKind::group_head;
        villages |= wave.kind == WaveKind::door;
      }
    });
    std::vector<int> left(heads_.size()), team(villages_.size(), villages ? 40 : 0);
    for (std::uint32_t group = 0; heads && group < left.size(); ++group)
      left[group] = world_.doors_of(wish.about, group, evening_);
    const auto missing = book->missing(wish.confirm ? reach::Evidence::confirmed : reach::Evidence::opened);
    reach::mute_store::Muted muted;
    db().read([&](Tx& tx) { muted = reach::mute_store::muted(tx); });
    std::map<std::uint32_t, reach::ToldInput> told;
    for (const auto ordinal : (missing - muted.walks).values()) {
      const auto& who = world_.people()[ordinal];
      int& doors = left[who.group] > 0 ? left[who.group] : team[who.village];
      if (doors <= 0) continue;
      --doors;
      ++knocks_;
      const Millis at = now_ + lot(wish.about, ordinal, 7).below(200) * kMinute;
      if (at >= wish.deadline || !world_.opens_door(wish.about, ordinal, evening_)) continue;
      told[who.group].items.push_back({{id}, {houses_[ordinal].id}, at, std::nullopt});
    }
    const Millis kept = now_;
    now_ += 3 * kHour + 20 * kMinute;
    for (const auto& [group, input] : told)
      db().write([&, head = heads_[group], list = input](Tx& tx) { reach_->walks().tell(tx, head, list); });
    now_ = kept;
  }

  Outcome judge(const std::string& id, const Wish& wish) {
    using channels::Kind;
    Outcome outcome{id};
    db().read([&](Tx& tx) {
      const auto book = reach_->ledger().find(tx, id);
      const auto wanted = wish.confirm ? reach::Evidence::confirmed : reach::Evidence::opened;
      const auto audience = static_cast<double>(book->audience()->size());
      outcome.reached = 1 - static_cast<double>(book->missing(wanted).size()) / audience;
    });
    outcome.push = post_.sent(id, Kind::push);
    outcome.zalo = post_.sent(id, Kind::zalo_oa);
    outcome.sms = post_.sent(id, Kind::sms);
    outcome.bulletins = post_.sent(id, Kind::loudspeaker) > 0;
    outcome.cost = outcome.zalo * Post::price(Kind::zalo_oa) + outcome.sms * Post::price(Kind::sms);
    outcome.knocks = knocks_;
    return outcome;
  }

  Deaf events_;
  World world_;
  Post post_;
  const demo::Places& where_;
  Millis now_ = 1'685'667'600'000;
  std::unique_ptr<app::Program> program_;
  reach::Service* reach_ = nullptr;
  Actor officer_;
  std::vector<Actor> heads_, villages_;
  std::vector<reach::register_store::House> houses_;
  std::priority_queue<Deed, std::vector<Deed>, std::greater<>> deeds_;
  const reach::ReceiptGroup::Covered nobody_ = [](const reach::Book&) {};
  std::int64_t knocks_ = 0;
  int evening_ = -1;
};

}  // namespace thon::bench
