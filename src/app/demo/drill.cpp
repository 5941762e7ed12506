#include "app/demo/drill.hpp"

#include <algorithm>

#include "app/demo/people.hpp"
#include "app/demo/phones.hpp"
#include "base/random.hpp"
#include "app/demo/seed.hpp"
#include "app/demo/staff.hpp"
#include "base/id.hpp"

namespace thon::demo {
namespace {

using rollcall::RollAnswer;
using rollcall::RollMark;
using rollcall::RollNeed;

constexpr const char* kTitle = "Diễn tập phòng, chống lụt bão: điểm danh an toàn toàn xã";
constexpr const char* kBody =
    "Giả định nước sông Đáy lên trên báo động 2. Mỗi gia đình báo tình hình bằng một lần bấm; nhà không có "
    "điện "
    "thoại thì tổ trưởng đến tận nơi.";
constexpr const char* kReason = "Đã đủ tin của các tổ, kết thúc diễn tập";
constexpr const char* kNotes[] = {"Ông bà già yếu, cần người đưa ra điểm tập trung",
                                  "Nhà có người chạy thận, cần chuyển lên bệnh viện huyện",
                                  "Giả định nước ngập sàn, có hai cháu nhỏ"};

class Drill {
 public:
  Drill(app::Program& program, Millis began, const std::function<void(Millis)>& set_clock)
      : db_(program.db()), rollcall_(program.services().rollcall), began_(began), set_clock_(set_clock) {
    const Places where = places();
    for (const auto& person : staff(where)) {
      if (person.role == "group_head") heads_.push_back(person);
      if (person.role == "officer" && person.area_id == where.commune_id && !officer_.officer())
        officer_ = at_work(person);
    }
    call_.value = new_id();
    commune_.value = where.commune_id;
  }

  void run() {
    set_clock_(began_);
    rollcall::RollCallStart start;
    start.id = call_;
    start.area_ids.push_back(commune_);
    start.kind = rollcall::RollKind::flood;
    start.title.value = kTitle;
    start.body.value = kBody;
    start.meeting_point = Text<0, 200>{"Nhà văn hóa của từng thôn"};
    start.drill = true;
    db_.write([&](Tx& tx) { rollcall_.calls().start(tx, officer_, start); });
    set_clock_(began_ + 2 * kHour);
    answer_on_phones();
    knock_on_doors();
    set_clock_(began_ + 3 * kHour);
    help();
    db_.write([&](Tx& tx) { rollcall_.calls().end(tx, officer_, {call_, {kReason}}); });
  }

 private:
  /// Sooner or later within the span, most of them soon.
  Millis soon(Millis span) {
    return static_cast<Millis>(random_.unit() * random_.unit() * static_cast<double>(span));
  }

  void answer_on_phones() {
    const auto all = phones(db_);
    db_.write([&](Tx& tx) {
      for (const auto& phone : all) phone_answers(tx, phone);
    });
  }

  void phone_answers(Tx& tx, const Actor& phone) {
    if (!random_.chance(83)) return;
    rollcall::RollAnswers said;
    auto& item = said.items.emplace_back();
    item.id.value = new_id();
    item.call_id = call_;
    item.at = began_ + soon(90 * kMinute);
    if (random_.chance(1)) {
      item.state = RollAnswer::needs_help;
      item.need = random_.chance(60) ? RollNeed::evacuation : RollNeed::medical;
      item.people = rollcall::RollPeople{random_.between(1, 4)};
      item.note = rollcall::RollNote{random_.pick(kNotes)};
    }
    rollcall_.reports().answer(tx, phone, said);
  }

  void knock_on_doors() {
    for (const auto& person : heads_) {
      const Actor head = at_work(person);
      db_.write([&](Tx& tx) {
        rollcall::RollMarks marks;
        Millis at = began_ + 20 * kMinute;
        for (const auto& house : rollcall_.roll().doors(tx, head, {call_, {person.area_id}}).items) {
          if (house.state != rollcall::RollState::silent) continue;
          at += random_.between(1, 4) * kMinute;
          auto& item = marks.items.emplace_back();
          item.id.value = new_id();
          item.call_id = call_;
          item.household_id.value = house.household_id;
          item.at = at;
          static constexpr int kFound[] = {88, 1, 8, 3};
          item.state = static_cast<RollMark>(random_.weighted(kFound));
        }
        if (!marks.items.empty()) rollcall_.reports().mark(tx, head, marks);
      });
    }
  }

  /// Whoever asked for help was helped before it ended.
  void help() {
    db_.write([&](Tx& tx) {
      rollcall::RollHousesQuery query;
      query.call_id = call_;
      query.area = commune_;
      query.list = rollcall::RollList::needs;
      for (const auto& house : rollcall_.roll().houses(tx, officer_, query).items)
        for (const auto step : {rollcall::RollHelp::take, rollcall::RollHelp::helped})
          rollcall_.reports().help(tx, officer_, {call_, {house.household_id}, step});
    });
  }

  Db& db_;
  rollcall::Service& rollcall_;
  const Millis began_;
  const std::function<void(Millis)>& set_clock_;
  Random random_{kSeed ^ 0x06};
  std::vector<Staff> heads_;
  Actor officer_;
  Id call_, commune_;
};

}  // namespace

void load_drill(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock) {
  // At eight in the morning in Việt Nam.
  const Millis day = (now - 14 * kDay + 7 * kHour) / kDay * kDay;
  Drill(program, day + kHour, set_clock).run();
  set_clock(now);
}

}  // namespace thon::demo
