#include "app/demo/talk.hpp"

#include <stdexcept>

#include "app/demo/phones.hpp"
#include "app/demo/places.hpp"
#include "app/demo/staff.hpp"
#include "base/id.hpp"

namespace thon::demo {
namespace {

struct Kept {
  const char *title, *body;
};
constexpr Kept kCanned[] = {
    {"Đăng ký khai sinh",
     "Gia đình mang: giấy chứng sinh bản chính; căn cước của bố hoặc mẹ. Nộp tại bộ phận một cửa của xã, "
     "sáng từ "
     "7 giờ 30, chiều từ 13 giờ 30. Không mất lệ phí nếu đăng ký trong 60 ngày."},
    {"Xác nhận tình trạng hôn nhân",
     "Gia đình mang căn cước và tờ khai (xã có sẵn mẫu). Người đã ly hôn mang thêm bản án hoặc quyết định ly "
     "hôn. "
     "Sau 3 ngày làm việc có kết quả."},
    {"Tiêm phòng chó mèo",
     "Tiêm miễn phí tại nhà văn hóa thôn theo lịch đã báo. Nhớ mang theo sổ tiêm và rọ mõm."}};

/// Acts in the names of the officers and of households, each at its time.
class Talking {
 public:
  Talking(app::Program& program, const Places& where, const std::function<void(Millis)>& set_clock)
      : db_(program.db()), talk_(program.services().talk), set_clock_(set_clock) {
    village_.value = where.village_ids.front();
    group_.value = where.groups.front().area_id;
    commune_.value = where.commune_id;
    for (const auto& person : staff(where)) {
      if (person.role == "officer" && person.area_id == where.commune_id && officer_.guest())
        officer_ = at_work(person);
      if (person.role == "village_head" && person.area_id == village_.value) head_ = at_work(person);
      if (person.role == "group_head" && person.area_id == group_.value) group_head_ = at_work(person);
    }
    for (auto& phone : phones(db_))
      if (phone.area_id == group_.value) neighbours_.push_back(std::move(phone));
    if (neighbours_.size() < 6) throw std::logic_error("the first group has too few phones");
  }

  void questions(Millis now) {
    at(now - 9 * kDay, [&](Tx& tx) {
      for (const auto& kept : kCanned)
        talk_.settings().add(tx, officer_, {{new_id()}, commune_, {kept.title}, {kept.body}});
    });
    const auto birth = ask(now - 6 * kDay, neighbours_[1],
                           "Cháu mới sinh được hai tuần. Làm giấy khai sinh thì cần mang "
                           "giấy tờ gì, nộp ở đâu ạ?",
                           commune_);
    answer(now - 6 * kDay + 3 * kHour, officer_, birth, kCanned[0].body);
    const auto lamp = ask(now - 5 * kHour, neighbours_[2],
                          "Đèn đường đầu ngõ 2 hỏng cả tuần rồi, tối đi lại nguy hiểm. "
                          "Bao giờ thì sửa ạ?",
                          village_);
    const auto again =
        ask(now - 4 * kHour, neighbours_[3], "Ngõ 2 tối om, nhờ thôn thay bóng đèn đường giúp.", village_);
    at(now - 3 * kHour, [&](Tx& tx) { talk_.desk().merge(tx, head_, {again, lamp}); });
    ask(now - 8 * kDay, neighbours_[4], "Nhà tôi muốn đổi đất rẫy cho nhà bên cạnh thì làm thủ tục thế nào?",
        village_);
    // The household whose link is printed.
    const auto meter =
        ask(now - 2 * kDay, neighbours_[0], "Tiền nước sạch quý này nộp ở đâu, hạn đến hôm nào?", village_);
    answer(now - 2 * kHour, head_, meter,
           "Gia đình nộp tại nhà văn hóa thôn, sáng thứ năm và thứ sáu tuần này, từ 8 đến 11 giờ. Ai bận thì "
           "chuyển "
           "khoản theo số in trên hóa đơn.");
    ask(now - 40 * kMinute, neighbours_[5], "Lịch tiêm phòng cho trẻ dưới 5 tuổi tháng này là hôm nào?",
        commune_);
  }

  void posts(Millis now) {
    at(now - 30 * kHour, [&](Tx& tx) {
      const auto rule =
          talk_.posts().write(tx, group_head_,
                              {group_,
                               {new_id()},
                               {"Nhóm này để cả tổ bàn việc chung: vệ sinh, điện nước, hiếu hỉ, giúp "
                                "nhau ngày mùa. Xin dùng lời lẽ nhã nhặn."}});
      talk_.moderators().pin(tx, group_head_, {group_, {rule.id}});
    });
    say(now - 26 * kHour, neighbours_[1], "Chiều mai nhà tôi gặt, nhà nào rảnh sang giúp một tay nhé.");
    say(now - 25 * kHour, neighbours_[3], "Mai tôi sang được từ 2 giờ.");
    say(now - 25 * kHour + 9 * kMinute, neighbours_[4], "Nhà tôi có máy tuốt, bác cần thì mang sang.");
    const auto advertising =
        say(now - 20 * kHour, neighbours_[5], "Thanh lý xe máy cũ giá rẻ, ai mua gọi tôi ngay!!!");
    at(now - 19 * kHour, [&](Tx& tx) {
      talk_.moderators().hide(tx, group_head_, {{group_, {advertising}}, {"Nhóm không dùng để rao bán"}});
    });
    say(now - 3 * kHour, group_head_, "Sáng thứ bảy tổ ta quét dọn đường ngõ, 6 giờ tập trung ở đầu ngõ 1.");
    at(now - 6 * kHour, [&](Tx& tx) {
      talk_.posts().write(tx, head_,
                          {village_,
                           {new_id()},
                           {"Nhà văn hóa thôn mở cửa đến 21 giờ các tối trong tuần. Bà "
                            "con mượn bàn ghế báo trước một ngày."}});
    });
    set_clock_(now);
  }

 private:
  void at(Millis when, const std::function<void(Tx&)>& work) {
    set_clock_(when);
    db_.write(work);
  }

  Id ask(Millis when, const Actor& who, const char* body, const Id& unit) {
    talk::AskQuestion question{{new_id()}, {body}, unit, std::nullopt};
    at(when, [&](Tx& tx) { talk_.asking().ask(tx, who, question); });
    return question.id;
  }

  void answer(Millis when, const Actor& who, const Id& question, const char* body) {
    at(when, [&](Tx& tx) { talk_.desk().answer(tx, who, {question, {new_id()}, {body}}); });
  }

  std::string say(Millis when, const Actor& who, const char* body) {
    const talk::WritePost post{group_, {new_id()}, {body}};
    at(when, [&](Tx& tx) { talk_.posts().write(tx, who, post); });
    return post.id.value;
  }

  Db& db_;
  talk::Service& talk_;
  const std::function<void(Millis)>& set_clock_;
  Id village_, group_, commune_;
  Actor officer_, head_, group_head_;
  std::vector<Actor> neighbours_;
};

}  // namespace

void load_talk(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock) {
  const Places where = places();
  Talking talking(program, where, set_clock);
  talking.questions(now);
  talking.posts(now);
}

}  // namespace thon::demo
