#include "base/error.hpp"
#include "base/text.hpp"
#include "platform/print/places.hpp"
#include "platform/print/table.hpp"
#include "platform/text/text.hpp"
#include "rollcall/paper/paper.hpp"
#include "rollcall/roll/store.hpp"

namespace thon::rollcall {
namespace {

using print::Align;
using print::Box;
using print::Canvas;
using print::Cell;
using roll_store::Row;

constexpr double kTick = 6;
constexpr double kTickColumn = 17;
/// More pages than anybody prints at once.
constexpr std::int64_t kMostRows = 5000;

class PaperRoll {
 public:
  PaperRoll(const RollCall& call, const std::string& unit, std::string language, Millis now)
      : call_(call),
        language_(std::move(language)),
        report_({.title = words("title") + " – " + call.title, .language = language_, .made_at = now},
                {.header_left = unit,
                 .header_right = words("printed", {{"at", vietnamese_date_time(now)}}),
                 .footer = call.drill ? words("drill") : call.title,
                 .side_margin = 10}) {}

  /// The houses of one group, on pages of their own.
  void group(const std::string& name, std::span<const Row> houses) {
    if (begun_) report_.new_page();
    begun_ = true;
    if (call_.drill)
      report_.paragraph(words("drill"), {.points = 13, .bold = true, .colour = print::kAccent}, 1);
    report_.heading(print::group_title(name), 20);
    report_.paragraph(call_.title, {.points = 13, .bold = true}, 1);
    if (!call_.meeting_point.empty())
      report_.paragraph(words("meeting_point", {{"place", call_.meeting_point}}), {.points = 12}, 1);
    report_.paragraph(words("how", {{"count", grouped(static_cast<long long>(houses.size()))}}),
                      {.points = 11, .colour = print::kGrey}, 2.5);
    const print::Style centred{.points = 10, .align = Align::centre};
    print::Table table(report_,
                       {{words("number"), 9, centred},
                        {words("name"), 0, {.points = 11, .bold = true}},
                        {words("address"), 0, {.points = 10}},
                        {words("phone"), 26, {.points = 10.5}},
                        {words("safe"), kTickColumn, centred},
                        {words("needs_help"), kTickColumn, centred},
                        {words("elsewhere"), kTickColumn, centred},
                        {words("not_found"), kTickColumn, centred},
                        {words("note"), 26, {}}},
                       {.least_row_height = 9, .padding = 1.1});
    int number = 0;
    for (const auto& house : houses) table.row(cells(++number, house));
    report_.space(4);
    report_.paragraph(words("afterwards"), {.points = 11, .colour = print::kGrey});
  }

  std::string finish() { return report_.finish(); }

 private:
  std::string words(const std::string& key, const Params& params = {}) const {
    return say(language_, "rollcall.paper." + key, params);
  }

  std::vector<Cell> cells(int number, const Row& house) const {
    auto name = house.name + "\n" + house.code;
    if (house.elders > 0) name += " · " + words("elders", {{"count", std::to_string(house.elders)}});
    if (house.children > 0) name += " · " + words("children", {{"count", std::to_string(house.children)}});
    std::string phones;
    for (const auto& phone : {house.phone, house.other_phone})
      if (phone) phones += (phones.empty() ? "" : "\n") + spaced_phone(*phone);
    const auto state = house.state;
    return {std::to_string(number),
            name,
            house.address,
            phones,
            tick(state == RollState::safe || state == RollState::helped),
            tick(state == RollState::needs_help || state == RollState::helping),
            tick(state == RollState::elsewhere),
            tick(state == RollState::not_found),
            Cell()};
  }

  static Cell tick(bool ticked) {
    return Cell(kTick, [ticked](Canvas& canvas, const Box& box) {
      const Box square{box.x + (box.width - kTick) / 2, box.y + (box.height - kTick) / 2, kTick, kTick};
      canvas.tick_box(square, ticked);
    });
  }

  const RollCall& call_;
  const std::string language_;
  print::Report report_;
  bool begun_ = false;
};

}  // namespace

http::File Paper::roll(Tx& tx, const Actor& actor, const RollPartQuery& query) const {
  const auto part = marked(tx, context_, actor, query);
  const auto rows = roll_store::walk(tx, part.call.id, part.unit->id, kMostRows + 1);
  if (static_cast<std::int64_t>(rows.size()) > kMostRows)
    throw Error::invalid("/area", "rollcall.error.too_long", {{"unit", part.unit->name}});
  PaperRoll paper(part.call, part.unit->name, actor.language, tx.now());
  for (std::size_t from = 0, to = 0; from < rows.size(); from = to) {
    while (to < rows.size() && rows[to].area_id == rows[from].area_id) ++to;
    paper.group(rows[from].area_name, std::span(rows).subspan(from, to - from));
  }
  return {say(actor.language, "rollcall.paper.file", {{"unit", part.unit->name}}) + ".pdf", "application/pdf",
          paper.finish()};
}

}  // namespace thon::rollcall
