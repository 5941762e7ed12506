#include "app/demo/village.hpp"

#include <set>

#include "app/demo/phones.hpp"
#include "app/demo/places.hpp"
#include "base/random.hpp"
#include "app/demo/seed.hpp"
#include "base/id.hpp"

namespace thon::demo {
namespace {

using assembly::BallotChoice;

constexpr const char* kVoteTitle = "Tổng vệ sinh đường làng, ngõ xóm vào sáng thứ bảy tuần đầu của tháng";
constexpr const char* kVoteBody =
    "Mỗi nhà cử một người, từ 6 giờ đến 7 giờ 30 sáng, quét dọn đoạn ngõ trước cửa và tuyến đường chung của "
    "tổ. Thôn lo "
    "chổi, xẻng và xe chở rác; nhà có người già yếu, neo đơn thì tổ làm giúp.\n\nNếu được quá nửa số hộ đồng "
    "ý, thôn bắt "
    "đầu làm từ tháng tới.";
constexpr const char* kOpinions[] = {"Đồng ý nhưng nên làm vào chiều thứ bảy cho các cháu cùng tham gia.",
                                     "Nên bắt đầu lúc 6 giờ 30 vào mùa đông.",
                                     "Tổ nào tự phân công ngày của tổ đó."};
constexpr const char* kPollTitle = "Hai bên đường trục thôn nên trồng gì?";
constexpr const char* kPollBody =
    "Chi hội Phụ nữ và Đoàn Thanh niên sẽ trồng, chăm trong hai năm đầu. Bà con thích loại nào thì chọn loại "
    "ấy.";
constexpr const char* kMeetingTitle = "Họp thôn bàn mức đóng góp và cách làm đường bê tông các ngõ";
constexpr const char* kAgenda =
    "1. Thông báo dự toán và phần xã hỗ trợ xi măng.\n2. Bàn mức đóng góp của mỗi hộ, hộ nghèo được "
    "miễn.\n3. Cử tổ giám "
    "sát cộng đồng.\n4. Việc khác.";
constexpr const char* kEstimate =
    "Làm 640 m đường ngõ, rộng 2,5 m, dày 15 cm. Xã hỗ trợ toàn bộ xi măng. Phần cát, đá và công thợ ước 96 "
    "triệu đồng, dự "
    "kiến chia theo hộ, đóng làm hai lần trong năm.";

/// Acts in the names of the village's head and of its households.
class Village {
 public:
  Village(app::Program& program, const Places& where, const std::function<void(Millis)>& set_clock)
      : db_(program.db()), assembly_(program.services().assembly), set_clock_(set_clock) {
    area_id_.value = where.village_ids.front();
    for (const auto& person : staff(where))
      if (person.role == "village_head" && person.area_id == area_id_.value) head_ = at_work(person);
    std::set<std::string> groups;
    for (const auto& group : where.groups)
      if (group.village_id == area_id_.value) groups.insert(group.area_id);
    // The first phone is the one whose link is printed: what waits for its answer is left to whoever tries
    // the demo.
    for (auto& phone : phones(db_))
      if (groups.contains(phone.area_id) && phone.ordinal != 0) phones_.push_back(std::move(phone));
  }

  void vote(Millis now) {
    set_clock_(now - 4 * kDay);
    const auto id = draft_vote();
    ask(id, now - 4 * kDay);
    set_clock_(now - 3 * kDay);
    consent(id);
    step([&](Tx& tx) { assembly_.votes().open(tx, head_, {{{id}, version(tx, id)}, {now + 2 * kDay}}); });
    set_clock_(now - 2 * kHour);
    cast(id);
    enter_papers(id);
    set_clock_(now);
  }

  void poll(Millis now) {
    set_clock_(now - 20 * kHour);
    assembly::PollDraft draft;
    draft.id.value = new_id();
    draft.area_ids.push_back(area_id_);
    draft.title.value = kPollTitle;
    draft.body.value = kPollBody;
    for (const char* option : {"Hoa mười giờ, hoa giấy", "Cau vua", "Bưởi Diễn", "Bằng lăng"})
      draft.options.push_back({option});
    draft.results = assembly::PollResults::at_once;
    step([&](Tx& tx) {
      assembly_.polls().draft(tx, head_, draft);
      assembly_.polls().open(tx, head_, {{draft.id, 1}, {now + 3 * kDay}});
    });
    set_clock_(now - 3 * kHour);
    static constexpr int kLiked[] = {46, 12, 30, 12};
    step([&](Tx& tx) {
      for (const auto& phone : some_of(phones_, 55))
        assembly_.polls().answer(tx, phone, {draft.id, {{random_.weighted(kLiked)}}});
    });
    set_clock_(now);
  }

  void meeting(Millis now) {
    set_clock_(now - 8 * kHour);
    assembly::MeetingDraft draft;
    draft.id.value = new_id();
    draft.area_ids.push_back(area_id_);
    draft.title.value = kMeetingTitle;
    draft.body.value = kAgenda;
    draft.place.value = "Nhà văn hóa thôn Tháp Thượng";
    draft.starts_at.value = evening_of(now + 4 * kDay);
    draft.papers.push_back({{"Dự toán làm đường ngõ"}, {kEstimate}});
    step([&](Tx& tx) {
      assembly_.meetings().draft(tx, head_, draft);
      assembly_.meetings().invite(tx, head_, {draft.id, 1});
    });
    set_clock_(now - kHour);
    step([&](Tx& tx) {
      for (const auto& phone : some_of(phones_, 40)) {
        assembly::MeetingReply reply{draft.id, assembly::MeetingAnswer::going, std::nullopt};
        if (random_.chance(18)) reply.answer = assembly::MeetingAnswer::not_going;
        if (random_.chance(12)) reply = {draft.id, assembly::MeetingAnswer::proxy, Text<0, 120>{"Con trai cả"}};
        assembly_.meetings().reply(tx, phone, reply);
      }
    });
    set_clock_(now);
  }

 private:
  void step(const std::function<void(Tx&)>& work) { db_.write(work); }

  std::int64_t version(Tx& tx, const std::string& id) {
    return assembly_.votes().find(tx, head_, id).version;
  }

  /// 19:30 in Việt Nam on that day.
  static Millis evening_of(Millis at) { return (at + 7 * kHour) / kDay * kDay + 12 * kHour + 30 * kMinute; }

  std::vector<Actor> some_of(const std::vector<Actor>& all, int percent) {
    std::vector<Actor> some;
    for (const auto& one : all)
      if (random_.chance(percent)) some.push_back(one);
    return some;
  }

  std::string draft_vote() {
    assembly::VoteDraft draft;
    draft.id.value = new_id();
    draft.area_ids.push_back(area_id_);
    draft.title.value = kVoteTitle;
    draft.body.value = kVoteBody;
    step(
        [&](Tx& tx) { draft.kind.value = assembly_.kinds().list(tx, head_, {area_id_}).items.front().name; });
    draft.team = {{{"Bùi Đình Khoát"}, {"Trưởng ban công tác Mặt trận thôn"}, true},
                  {{"Nguyễn Thị Nhài"}, {"Chi hội trưởng Phụ nữ"}, false},
                  {{"Tạ Văn Nghiêm"}, {"Chi hội trưởng Cựu chiến binh"}, false}};
    step([&](Tx& tx) { assembly_.votes().draft(tx, head_, draft); });
    return draft.id.value;
  }

  void ask(const std::string& id, Millis at) {
    assembly::VoteAgreement agreement;
    agreement.matter_id.value = id;
    agreement.version = 1;
    agreement.village_head.value = head_.name;
    agreement.front_head.value = "Bùi Đình Khoát";
    agreement.agreed_on.value = date_of(at - kDay);
    step([&](Tx& tx) { assembly_.votes().agree(tx, head_, agreement); });
  }

  void consent(const std::string& id) {
    step([&](Tx& tx) {
      for (const auto& phone : some_of(phones_, 86))
        assembly_.ballots().consent(tx, phone, {{id}, !random_.chance(4)});
    });
  }

  BallotChoice choice() {
    static constexpr int kWeights[] = {86, 8, 6};
    return static_cast<BallotChoice>(random_.weighted(kWeights));
  }

  assembly::BallotInput ballot(const std::string& id) {
    assembly::BallotInput ballot{{new_id()}, {id}, choice(), std::nullopt};
    if (ballot.choice == BallotChoice::other) ballot.opinion = Text<0, 500>{random_.pick(kOpinions)};
    return ballot;
  }

  void cast(const std::string& id) {
    step([&](Tx& tx) {
      for (const auto& phone : some_of(phones_, 62)) {
        assembly_.ballots().cast(tx, phone, ballot(id));
        if (random_.chance(5)) assembly_.ballots().cast(tx, phone, ballot(id));
      }
    });
  }

  /// Houses without a phone sign a paper; so does one that had voted by phone.
  void enter_papers(const std::string& id) {
    step([&](Tx& tx) {
      assembly::HousesQuery query;
      query.matter_id.value = id;
      query.filter = assembly::HouseFilter::silent;
      int left = 14;
      for (const auto& house : assembly_.matters().houses(tx, head_, query).items) {
        if (house.phone && !random_.chance(6)) continue;
        if (left-- == 0) break;
        paper(tx, id, house.code);
      }
      query.filter = assembly::HouseFilter::answered;
      paper(tx, id, assembly_.matters().houses(tx, head_, query).items.front().code);
    });
  }

  void paper(Tx& tx, const std::string& id, const std::string& code) {
    assembly_.ballots().enter_paper(tx, head_, {{new_id()}, {id}, {code}, BallotChoice::agree, std::nullopt});
  }

  Db& db_;
  assembly::Service& assembly_;
  const std::function<void(Millis)>& set_clock_;
  Random random_{kSeed ^ 0x05};
  Id area_id_;
  Actor head_;
  std::vector<Actor> phones_;
};

}  // namespace

void load_village(app::Program& program, Millis now, const std::function<void(Millis)>& set_clock) {
  const Places where = places();
  Village village(program, where, set_clock);
  village.vote(now);
  village.poll(now);
  village.meeting(now);
}

}  // namespace thon::demo
