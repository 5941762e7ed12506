#include "app/demo/news.hpp"

#include "app/demo/phones.hpp"
#include "app/demo/places.hpp"
#include "base/random.hpp"
#include "app/demo/seed.hpp"
#include "app/demo/staff.hpp"
#include "base/id.hpp"

namespace thon::demo {
namespace {

struct Message {
  const char *title, *body;
  int content_class;
  bool ask_confirmation;
};
constexpr Message kPowerCut{
    "Tạm ngừng cấp điện sáng thứ năm để sửa đường dây",
    "Điện lực Đan Phượng tạm ngừng cấp điện toàn xã từ 7 giờ đến 11 giờ sáng thứ năm để sửa đường dây trung thế.\n\n"
    "Đề nghị các gia đình tắt cầu dao trước 7 giờ, tích nước và sạc điện thoại từ tối hôm trước.",
    14, false};
constexpr Message kMeeting{
    "Mời họp thôn bàn việc làm đường ngõ",
    "Ban lãnh đạo thôn mời đại diện mỗi gia đình tới nhà văn hóa thôn lúc 19 giờ 30 tối thứ bảy để bàn mức đóng góp "
    "và cách làm đường bê tông các ngõ.\n\nAi không dự được, xin bấm Đã rõ để thôn biết gia đình đã nhận tin.",
    5, true};
constexpr Message kPlastic{
    "Sáng chủ nhật thu gom rác nhựa, đổi lấy cây giống",
    "Từ 7 giờ sáng chủ nhật, Hội Phụ nữ xã thu gom rác nhựa tại sân nhà văn hóa các thôn. Cứ 2 kg rác nhựa đã làm sạch "
    "đổi được một cây giống bưởi Diễn.\n\nGia đình nào có người già yếu, tổ tự quản sẽ đến tận nhà nhận.",
    14, true};
constexpr Message kLandTax{
    "Nộp thuế sử dụng đất phi nông nghiệp",
    "Hạn nộp là ngày cuối tháng. Gia đình mang theo thông báo thuế tới bộ phận một cửa của xã, hoặc nộp trên Cổng dịch "
    "vụ công quốc gia.",
    12, true};

/// Sends and answers in the names of the demo's people.
class Newsroom {
 public:
  Newsroom(app::Program& program, const Places& where, const std::function<void(Millis)>& set_clock)
      : db_(program.db()), reach_(program.services().reach), set_clock_(set_clock), phones_(phones(db_)) {
    for (const auto& person : staff(where)) {
      if (person.role == "group_head") group_heads_.push_back(person);
      if (person.role == "officer" && person.area_id == where.commune_id) sender_ = person;
    }
  }

  std::string draft(const Message& message, const std::string& area_id) {
    reach::DraftInput input;
    input.id.value = new_id();
    input.area_ids.push_back({area_id});
    input.title.value = message.title;
    input.body.value = message.body;
    input.content_class.value = message.content_class;
    input.ask_confirmation = message.ask_confirmation;
    db_.write([&](Tx& tx) { reach_.announcements().draft(tx, sender(), input); });
    return input.id.value;
  }

  std::string publish(const Message& message, const std::string& area_id, Millis at) {
    set_clock_(at);
    const std::string id = draft(message, area_id);
    db_.write([&](Tx& tx) {
      const auto version = reach_.announcements().find(tx, sender(), id).version;
      reach_.announcements().publish(tx, sender(), {{id}, version});
    });
    return id;
  }

  /// Of each hundred phones, `percent` open it within `span` of `from`; when asked to, most of these confirm.
  void open_on_phones(const std::string& id, bool confirm, int percent, Millis from, Millis span) {
    db_.write([&](Tx& tx) {
      for (const auto& phone : phones_) {
        if (!random_.chance(percent)) continue;
        const auto opened_at = from + static_cast<Millis>(random_.unit() * random_.unit() * static_cast<double>(span));
        const auto grade = confirm && random_.chance(80) ? reach::ReceiptGrade::confirmed : reach::ReceiptGrade::opened;
        reach::ReceiptsInput input;
        input.receipts.push_back({{id}, grade, opened_at});
        receive(tx, phone, input);
      }
    });
  }

  /// Heads tell in person whom nothing has reached: all of them, or those of every other group.
  void tell_at_doors(const std::string& id, bool everywhere, Millis at) {
    for (std::size_t i = 0; i < group_heads_.size(); i += everywhere ? 1 : 2) {
      const Actor head = at_work(group_heads_[i]);
      db_.write([&](Tx& tx) {
        reach::ToldInput input;
        for (const auto& house : reach_.walks().walk(tx, head, {{group_heads_[i].area_id}}).items)
          if (std::find(house.missing.begin(), house.missing.end(), id) != house.missing.end())
            input.items.push_back({{id}, {house.household_id}, at, std::nullopt});
        if (!input.items.empty()) reach_.walks().tell(tx, head, input);
      });
    }
  }

 private:
  Actor sender() const { return at_work(sender_); }

  /// A phone outside the audience is answered that there is nothing, as it would be over the network.
  void receive(Tx& tx, const Actor& phone, const reach::ReceiptsInput& input) {
    try {
      reach_.feeds().receive(tx, phone, input);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::not_found) throw;
    }
  }

  Db& db_;
  reach::Service& reach_;
  const std::function<void(Millis)>& set_clock_;
  Random random_{kSeed};
  Staff sender_;
  std::vector<Staff> group_heads_;
  const std::vector<Actor> phones_;
};

}  // namespace

void load_news(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock) {
  const Places where = places();
  Newsroom room(program, where, set_clock);

  const Millis three_days_ago = now - 3 * kDay;
  const auto power_cut = room.publish(kPowerCut, where.commune_id, three_days_ago);
  set_clock(now - 2 * kDay);
  room.open_on_phones(power_cut, false, 92, three_days_ago, 20 * kHour);
  room.tell_at_doors(power_cut, true, now - 2 * kDay);

  const Millis yesterday = now - kDay;
  const auto meeting = room.publish(kMeeting, where.village_ids.front(), yesterday);
  set_clock(now);
  room.open_on_phones(meeting, true, 85, yesterday, 18 * kHour);
  room.tell_at_doors(meeting, false, now - 2 * kHour);

  const Millis this_hour = now - 50 * kMinute;
  const auto plastic = room.publish(kPlastic, where.commune_id, this_hour);
  set_clock(now);
  room.open_on_phones(plastic, true, 35, this_hour, 50 * kMinute);

  room.draft(kLandTax, where.commune_id);
}

}  // namespace thon::demo
