#include "assembly/matters/houses.hpp"
#include "assembly/meetings/rules.hpp"
#include "assembly/minutes/minutes.hpp"
#include "assembly/minutes/page.hpp"
#include "base/text.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

/// Lines to write on under each heading, while nothing has been typed.
constexpr int kBlankLines = 9;

class MeetingPaperwork {
 public:
  MeetingPaperwork(const Matter& matter, const meeting_store::Meeting& meeting, const MeetingCount& count,
                   Letterhead head, std::string language, Millis now)
      : matter_(matter),
        meeting_(meeting),
        count_(count),
        head_(std::move(head)),
        language_(std::move(language)),
        page_(word("heading"), matter.title, language_, now) {}

  std::string draw(const std::vector<MatterHouse>& houses) {
    page_.letterhead(head_, word("heading"));
    page_.line(word("when"), hour_and_day(language_, *matter_.ends_at));
    page_.line(word("place"), meeting_.place);
    page_.line(word("chair"), meeting_.chair.empty() ? dots() : meeting_.chair);
    page_.line(word("secretary"), meeting_.secretary.empty() ? dots() : meeting_.secretary);
    attendance();
    page_.section(word("agenda"));
    page_.paragraph(matter_.title, true);
    page_.paragraph(matter_.body);
    page_.section(word("conclusion"));
    if (meeting_.conclusion.empty())
      page_.blank_lines(kBlankLines);
    else
      page_.paragraph(meeting_.conclusion);
    page_.paragraph(word("closing"));
    page_.signatures({{word("secretary"), meeting_.secretary}, {word("chair"), meeting_.chair}});
    present(houses);
    return page_.finish();
  }

 private:
  std::string word(const std::string& name, const Params& params = {}) const {
    return say(language_, "assembly.meeting_minutes." + name, params);
  }
  std::string dots() const { return say(language_, "assembly.minutes.dots"); }

  void attendance() {
    page_.section(word("attendance"));
    page_.line(word("houses"),
               say(language_, "assembly.minutes.households", {{"count", grouped(count_.houses)}}));
    page_.line(word("present"), say(language_, "assembly.minutes.share",
                                    {{"count", grouped(count_.present)},
                                     {"percent", rules::percent(count_.present, count_.houses)}}));
    page_.paragraph(word(count_.quorum ? "quorum" : "no_quorum", {{"needed", grouped(count_.needed)}}));
  }

  void present(const std::vector<MatterHouse>& houses) {
    auto& report = page_.report();
    report.new_page();
    report.heading(word("annex"), 14);
    const print::Style plain{.points = 10}, centred{.points = 10, .align = print::Align::centre};
    print::Table table(report,
                       {{say(language_, "assembly.minutes.column_number"), 10, centred},
                        {say(language_, "assembly.minutes.column_code"), 19, plain},
                        {say(language_, "assembly.minutes.column_name"), 0, plain},
                        {say(language_, "assembly.minutes.column_address"), 0, plain},
                        {word("column_at"), 26, plain},
                        {word("column_sign"), 32, plain}},
                       {.least_row_height = 8});
    std::string area;
    int number = 0;
    for (const auto& house : houses) {
      if (!house.present_at) continue;
      if (house.area_id != area) table.section(house.area_name);
      area = house.area_id;
      const auto who = house.proxy_name.empty() ? house.name : house.name + " (" + house.proxy_name + ")";
      table.row({std::to_string(++number), house.code, who, house.address,
                 vietnamese_date_time(*house.present_at).substr(0, 5), print::Cell()});
    }
  }

  const Matter& matter_;
  const meeting_store::Meeting& meeting_;
  const MeetingCount count_;
  const Letterhead head_;
  const std::string language_;
  MinutesPage page_;
};

}  // namespace

http::File Minutes::meeting(Tx& tx, const Actor& actor, std::string_view id) const {
  const auto matter = held(tx, context_, actor, "assembly.count", id, MatterKind::meeting);
  rules::check_status(matter, tx.now(), {MatterStatus::open, MatterStatus::closed});
  const auto meeting = *meeting_store::find(tx, matter.id);
  const auto count = rules::count(matter.houses, meeting_store::replies(tx, matter.id),
                                  meeting_store::attendance(tx, matter.id));
  MeetingPaperwork paper(matter, meeting, count,
                         letterhead_of(*context_.areas.tree(tx), matter.sender_area_id), actor.language,
                         tx.now());
  return {file_name(actor.language, "assembly.meeting_minutes.file", matter.title, ".pdf"), "application/pdf",
          paper.draw(houses_of(tx, matter, true))};
}

}  // namespace thon::assembly
