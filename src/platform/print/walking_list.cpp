#include "platform/print/walking_list.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "platform/print/places.hpp"
#include "platform/print/qr.hpp"
#include "platform/print/table.hpp"
#include "platform/text/text.hpp"

namespace thon::print {

namespace {

constexpr double kTick = 6.2;
constexpr double kTickPitch = 7.8;

/// 0 → "A", 25 → "Z", 26 → "AA".
std::string letter(int index) {
  std::string name;
  for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26)
    name.insert(name.begin(), char('A' + (rest - 1) % 26));
  return name;
}

class Sheet {
 public:
  Sheet(const WalkingList& list, std::string_view language)
      : list_(list),
        language_(language),
        several_(list.announcements.size() > 1),
        boxes_per_line_(several_ ? std::clamp<int>(static_cast<int>(list.announcements.size()), 2, 4) : 1),
        report_({.title = words("title") + " – " + place(),
                 .language = std::string(language),
                 .made_at = list.printed_at},
                {.header_left = place(),
                 .header_right = words("printed", {{"at", vietnamese_date_time(list.printed_at)}}),
                 .footer = words("total", {{"count", std::to_string(list.rows.size())}}),
                 .side_margin = 10}) {}

  std::string print() {
    front();
    table();
    closing();
    return report_.finish();
  }

 private:
  std::string words(const std::string& key, const Params& params = {}) const {
    return say(language_, "print.walk." + key, params);
  }

  std::string place() const {
    std::string text;
    for (const auto& part : {group_title(list_.group_name), village_title(list_.village_name),
                             commune_title(list_.commune_name)})
      if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    return text;
  }

  void front() {
    if (list_.url.empty())
      report_.heading(words("title"), 20);
    else
      heading_with_code();
    auto line = list_.households > 0 ? words("left_of", {{"count", std::to_string(list_.rows.size())},
                                                         {"households", std::to_string(list_.households)}})
                                     : words("left", {{"count", std::to_string(list_.rows.size())}});
    if (!list_.group_head.empty()) line += " · " + words("head", {{"name", list_.group_head}});
    report_.paragraph(line, {.points = 12}, 1.5);
    for (std::size_t i = 0; i < list_.announcements.size(); ++i) announcement(i);
    report_.space(1);
    report_.paragraph(words(several_ ? "legend_several" : "legend"), {.points = 11, .colour = kGrey}, 2.5);
  }

  void heading_with_code() {
    constexpr double kCode = 21;
    report_.block(kCode + 1, [this](Canvas& canvas, const Box& box) {
      const double width = box.width - kCode - 6;
      canvas.fitted_text({box.x, box.y, width, 10}, words("title"), {.points = 20, .bold = true}, 14);
      canvas.fitted_text({box.x, box.y + 11, width, 9}, words("scan"), {.points = 11, .colour = kGrey}, 8);
      draw(canvas, qr_code(list_.url), box.x + box.width - kCode, box.y, kCode);
    });
  }

  void announcement(std::size_t index) {
    constexpr double kIndent = 8;
    const Style style{.points = 12, .bold = true};
    const auto& title = list_.announcements[index];
    const double indent = several_ ? kIndent : 0;
    const double line = report_.canvas().text_height("Ộ", style, 50);
    const double height =
        std::min(2 * line, report_.canvas().text_height(title, style, report_.width() - indent));
    report_.block(height + 0.8, [=, this](Canvas& canvas, const Box& box) {
      if (several_)
        canvas.text(box.x, box.y, kIndent, letter(static_cast<int>(index)),
                    {.points = style.points, .bold = true, .colour = kAccent});
      canvas.fitted_text({box.x + indent, box.y, box.width - indent, height}, title, style, 10);
    });
  }

  void table() {
    const double ticks = several_ ? boxes_per_line_ * kTickPitch + 1.8 : 15;
    const Style centred{.points = 11, .align = Align::centre};
    Table table(report_,
                {{words("column_number"), 9, centred},
                 {words("column_code"), 24, {.points = 11}},
                 {words("column_head"), 0, {.points = 11, .bold = true}},
                 {words("column_address"), 0, {.points = 11}},
                 {words("column_phone"), 27, {.points = 11}},
                 {words("column_tick"), ticks, centred},
                 {words("column_note"), several_ ? 18.0 : 30.0, {}}},
                {.least_row_height = 8.6, .padding = 1.1});
    for (const auto& row : list_.rows) table.row(cells(row));
  }

  std::vector<Cell> cells(const WalkingRow& row) const {
    std::string phones;
    for (const auto& number : row.phones) phones += (phones.empty() ? "" : "\n") + spaced_phone(number);
    return {
        std::to_string(row.walk_no), row.house_code, row.head_name, row.address, phones, ticks(row), Cell()};
  }

  /// One box, or one for each announcement this house misses, under its letter's place while they fit on a
  /// line.
  Cell ticks(const WalkingRow& row) const {
    if (!several_)
      return Cell(kTick, [](Canvas& canvas, const Box& box) {
        canvas.tick_box({box.x + (box.width - kTick) / 2, box.y + (box.height - kTick) / 2, kTick, kTick});
      });
    const bool aligned = static_cast<int>(list_.announcements.size()) <= boxes_per_line_;
    std::vector<std::pair<int, int>> places;  // place on the grid, announcement
    for (const int missing : row.missing)
      places.emplace_back(aligned ? missing : static_cast<int>(places.size()), missing);
    const int lines = places.empty() ? 1 : places.back().first / boxes_per_line_ + 1;
    return Cell(lines * kTickPitch - 1.2, [places, lines, per_line = boxes_per_line_](Canvas& canvas,
                                                                                      const Box& box) {
      const double top = box.y + (box.height - (lines * kTickPitch - 1.2)) / 2 + 0.3;
      for (const auto& [at, missing] : places) {
        const Box tick{box.x + (at % per_line) * kTickPitch + 0.8, top + (at / per_line) * kTickPitch, kTick,
                       kTick};
        canvas.tick_box(tick);
        canvas.centred_text(tick, letter(missing), {.points = 9, .colour = kGrey, .align = Align::centre}, 6);
      }
    });
  }

  void closing() {
    if (list_.rows.empty()) {
      report_.space(4);
      report_.paragraph(words("nobody_left"), {.points = 14, .bold = true, .colour = kAccent});
      return;
    }
    report_.space(4);
    report_.paragraph(words("afterwards"), {.points = 11, .colour = kGrey});
  }

  const WalkingList& list_;
  std::string_view language_;
  bool several_;
  int boxes_per_line_;
  Report report_;
};

}  // namespace

std::string walking_list(const WalkingList& list, std::string_view language) {
  return Sheet(list, language).print();
}

}  // namespace thon::print
