#pragma once
#include <map>

#include "app/program.hpp"
#include "reach/plan/carrier.hpp"
#include "reach/register/store.hpp"
#include "reach/test/people.hpp"
#include "support/fixture.hpp"

/// What the tests of plans need besides.
namespace thon::reach::test {

/// Notes who is written to instead of writing to anybody.
class Notebook final : public Carrier {
 public:
  Bitmap reachable(Tx&, channels::Kind kind) override { return able[kind]; }
  std::int64_t hand_out(Tx& tx, std::string_view announcement_id, channels::Kind kind, const Bitmap& households,
                        const Errand& errand) override {
    auto& before = handed[{std::string(announcement_id), kind}];
    const auto fresh = households - before;
    before |= households;
    letters.push_back({kind, fresh, tx.now(), errand});
    return static_cast<std::int64_t>(fresh.size());
  }
  Bitmap handed_out(Tx&, std::string_view announcement_id, channels::Kind kind) override {
    return handed[{std::string(announcement_id), kind}];
  }
  Deliveries::Budget budget(Tx&, channels::Kind kind, std::int64_t messages) override {
    Deliveries::Budget found;
    found.configured = !able[kind].empty();
    found.price_each = kind == channels::Kind::sms ? 700 : 0;
    found.cost = found.price_each * messages;
    if (kind == channels::Kind::zalo_oa) found.left_month = 4;
    return found;
  }
  void stop(Tx&, std::string_view announcement_id) override { stopped.emplace_back(announcement_id); }

  struct Letter {
    channels::Kind kind;
    Bitmap households;
    Millis at = 0;
    Errand errand;
  };
  std::map<channels::Kind, Bitmap> able;
  std::map<std::pair<std::string, channels::Kind>, Bitmap> handed;
  std::vector<Letter> letters;
  std::vector<std::string> stopped;
};

inline std::uint32_t ordinal_of(TestApp& app, const std::string& house) {
  std::int64_t ordinal = -1;
  app.db().read([&](Tx& tx) { ordinal = register_store::find(tx, app.id(house))->ordinal; });
  return static_cast<std::uint32_t>(ordinal);
}

inline Bitmap ordinals(TestApp& app, const std::vector<std::string>& houses) {
  Bitmap found;
  for (const auto& house : houses) found.add(ordinal_of(app, house));
  return found;
}

/// A program whose push, Zalo and SMS go into a notebook: push to nam and mai, SMS to houses with a number.
class Village {
 public:
  explicit Village(thon::Engine engine) : app(engine) {
    book.able[channels::Kind::push] = ordinals(app, {"to_1_1", "to_3_1"});
    book.able[channels::Kind::zalo_oa] = ordinals(app, {"to_1_2", "to_2_2"});
    book.able[channels::Kind::sms] =
        ordinals(app, {"to_1_1", "to_1_2", "to_1_3", "to_1_4", "to_1_5", "to_2_1", "to_2_2", "to_2_3", "to_3_1"});
    connect();
  }

  void connect() { app.program().services().reach.waving().use(book); }
  /// Goes on to a time of the wall clock, by day from 2 June 2023, and does what is due on the way.
  void go(int day, int hour, int minute = 0) {
    const Millis to = thon::test::kStart - 8 * kHour + day * kDay + hour * kHour + minute * kMinute;
    while (app.now() < to) {
      app.pass(std::min<Millis>(10 * kMinute, to - app.now()));
      app.program().jobs().run_due();
    }
  }
  /// The deadline is the evening after the next day; answers the announcement.
  std::string publish(const std::vector<std::string>& units, json::object plan = {}, bool ask = false) {
    const auto id = new_id();
    auto hoa = app.as("hoa");
    EXPECT_EQ(hoa.post("/api/reach/announcements", draft_of(app, id, units, ask)).status, 200);
    if (!plan.contains("deadline")) plan["deadline"] = app.now() + 36 * kHour + 30 * kMinute;
    if (!plan.contains("mode")) plan["mode"] = "waves";
    plan["version"] = 0;
    const auto saved = hoa.post(path(id), plan);
    EXPECT_EQ(saved.status, 200) << saved.body;
    const auto sent = hoa.post("/api/reach/announcements/" + id + "/publish", {{"version", 1}});
    EXPECT_EQ(sent.status, 200) << sent.body;
    return id;
  }
  json::value plan(const std::string& id, const char* who = "hoa") {
    const auto reply = app.as(who).get(path(id));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json;
  }
  /// "push started", "sms waiting", "door skipped too_late", in order.
  std::vector<std::string> waves(const std::string& id) {
    std::vector<std::string> lines;
    const auto shown = plan(id);
    for (const auto& wave : shown.at("waves").as_array()) {
      std::string line(wave.at("kind").as_string());
      line += " " + std::string(wave.at("state").as_string());
      if (wave.at("skip") != "none") line += " " + std::string(wave.at("skip").as_string());
      lines.push_back(line);
    }
    return lines;
  }
  static std::string path(const std::string& id) { return "/api/reach/announcements/" + id + "/plan"; }
  /// Letters by channel, for one announcement.
  Bitmap sent(const std::string& id, channels::Kind kind) { return book.handed[{id, kind}]; }

  Notebook book;
  TestApp app;
};

}  // namespace thon::reach::test
