#pragma once
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "app/program.hpp"
#include "reach/delivery/delivery.hpp"
#include "reach/test/people.hpp"

/// A channel that tests hold in their hands, where the adapters begin.
namespace thon::reach::test {

using channels::Kind;
using channels::Outcome;
using channels::State;

class ChannelDouble : public channels::Channel {
 public:
  ChannelDouble(Kind kind, bool idempotent) : kind_(kind), idempotent_(idempotent) {}

  Kind kind() const override { return kind_; }
  bool configured() const override { return configured_; }
  bool idempotent() const override { return idempotent_; }
  std::int64_t price(const channels::Message&) const override { return 500; }

  Outcome send(const channels::Message& message) override {
    const auto first = before;
    if (first) first(message);
    const std::lock_guard lock(mutex_);
    sent.push_back(message);
    if (answer) return answer(message);
    return {.state = State::accepted, .provider_id = "p-" + message.key, .cost = 500};
  }

  /// Every call, in order.
  std::vector<channels::Message> sent;
  std::function<Outcome(const channels::Message&)> answer;
  std::function<void(const channels::Message&)> before;
  bool configured_ = true;

 private:
  const Kind kind_;
  const bool idempotent_;
  std::mutex mutex_;
};

/// The channels of one program. Put in again after a restart of the program: providers do not restart with it.
class Channels {
 public:
  explicit Channels(TestApp& app) { into(app.program()); }

  void into(app::Program& program) {
    Outside outside;
    outside.public_url = "http://thon.test";
    outside.secret = std::string(32, 's');
    outside.channel = [this](Tx&, Kind kind, std::string_view) { return find(kind); };
    program.services().reach.connect(std::move(outside));
  }
  ChannelDouble& operator[](Kind kind) {
    auto& made = made_[kind];
    if (!made) made = std::make_shared<ChannelDouble>(kind, kind == Kind::sms || kind == Kind::push);
    return *made;
  }

 private:
  std::shared_ptr<channels::Channel> find(Kind kind) {
    const auto found = made_.find(kind);
    return found == made_.end() ? nullptr : found->second;
  }
  std::map<Kind, std::shared_ptr<ChannelDouble>> made_;
};

inline Bitmap everyone(TestApp& app, const std::string& announcement) {
  Bitmap households;
  app.db().read([&](Tx& tx) {
    households = *app.program().services().reach.ledger().find(tx, announcement)->audience();
  });
  return households;
}

inline std::int64_t hand_out(TestApp& app, const std::string& announcement, Kind kind, const Bitmap& households,
                             Terms terms = {}) {
  std::int64_t count = 0;
  app.db().write([&](Tx& tx) {
    count = app.program().services().reach.deliveries().hand_out(tx, announcement, kind, households, terms);
  });
  return count;
}

inline void report(TestApp& app, Kind kind, const channels::Report& report) {
  app.db().write([&](Tx& tx) { app.program().services().reach.deliveries().reported(tx, kind, {report}); });
}

inline std::optional<MessageRow> message_to(TestApp& app, const std::string& announcement, Kind kind,
                                            std::int64_t target) {
  std::optional<MessageRow> found;
  app.db().read([&](Tx& tx) { found = delivery_store::find(tx, announcement, kind, target); });
  return found;
}

inline std::int64_t ordinal_of(TestApp& app, const std::string& household) {
  return app.as("ha").get("/api/households/" + app.id(household)).at("/ordinal").as_int64();
}

/// An announcement to the six houses of to_1, handed out on one channel.
struct ToGroup {
  ToGroup(TestApp& app, Kind kind) : channels(app), channel(channels[kind]), id(published(app, "hoa", {"to_1"})) {
    hand_out(app, id, kind, everyone(app, id));
  }
  Channels channels;
  ChannelDouble& channel;
  const std::string id;
};

/// Does everything that is due.
inline void run(TestApp& app) { app.program().jobs().run_due(); }

/// The report that a message arrived. `id` tells reports apart.
inline channels::Report delivered(const channels::Message& message, Millis at, const std::string& id = "r") {
  channels::Report report;
  report.provider_id = "p-" + message.key;
  report.what = channels::Report::What::delivered;
  report.at = at;
  report.id = id + message.key;
  return report;
}

using States = std::map<MessageState, int>;
/// state → how many.
inline States states(TestApp& app, const std::string& announcement, Kind kind) {
  States found;
  for (const auto ordinal : everyone(app, announcement).values())
    if (const auto row = message_to(app, announcement, kind, ordinal)) ++found[row->state];
  return found;
}

}  // namespace thon::reach::test
