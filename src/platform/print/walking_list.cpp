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

/// "K7M2PQ" → "K7M-2PQ", for reading aloud and typing.
std::string spaced_code(const std::string& code) {
  return code.size() == 6 ? code.substr(0, 3) + "-" + code.substr(3) : code;
}

class Sheet {
 public:
  Sheet(const WalkingList& list, std::string_view language)
      : list_(list),
        language_(language),
        several_(list.announcements.size() > 1),
        boxes_per_line_(several_ ? std::clamp<int>(static_cast<int>(list.announcements.size()), 2, 4) : 1) {}

  std::string title() const { return words("title") + " – " + place(); }

  PageFrame frame() const {
    const auto printed = words("printed", {{"at", vietnamese_date_time(list_.printed_at)}});
    // On every page: pages of several lists get mixed up on a table.
    const auto code =
        list_.sheet_code.empty() ? std::string() : words("code_short", {{"code", code_text()}}) + " · ";
    return {.header_left = place(),
            .header_right = code + printed,
            .footer = words("total", {{"count", std::to_string(list_.rows.size())}}),
            .side_margin = 10};
  }

  void print(Report& report) {
    report_ = &report;
    front();
    table();
    closing();
  }

 private:
  std::string words(const std::string& key, const Params& params = {}) const {
    return say(language_, "print.walk." + key, params);
  }

  std::string code_text() const { return spaced_code(list_.sheet_code); }

  std::string place() const {
    std::string text;
    for (const auto& part : {group_title(list_.group_name), village_title(list_.village_name),
                             commune_title(list_.commune_name)})
      if (!part.empty()) text += (text.empty() ? "" : " · ") + part;
    return text;
  }

  void front() {
    if (list_.url.empty() && list_.sheet_code.empty())
      report_->heading(words("title"), 20);
    else
      heading_with_code();
    auto line = list_.households > 0 ? words("left_of", {{"count", std::to_string(list_.rows.size())},
                                                         {"households", std::to_string(list_.households)}})
                                     : words("left", {{"count", std::to_string(list_.rows.size())}});
    if (!list_.group_head.empty()) line += " · " + words("head", {{"name", list_.group_head}});
    report_->paragraph(line, {.points = 12}, 1.5);
    for (std::size_t i = 0; i < list_.announcements.size(); ++i) announcement(i);
    report_->space(1);
    report_->paragraph(words(several_ ? "legend_several" : "legend"), {.points = 11, .colour = kGrey}, 1);
    report_->paragraph(words("legend_nobody"), {.points = 11, .colour = kGrey}, 2.5);
  }

  /// The title; at its right the code of the sheet in a frame, and the QR code when there is an address.
  void heading_with_code() {
    constexpr double kSide = 21, kFrame = 46;
    const bool qr = !list_.url.empty(), code = !list_.sheet_code.empty();
    report_->block(qr ? kSide + 1 : 17, [this, qr, code](Canvas& canvas, const Box& box) {
      double right = box.x + box.width;
      if (qr) {
        right -= kSide;
        draw(canvas, qr_code(list_.url), right, box.y, kSide);
        right -= 5;
      }
      if (code) {
        right -= kFrame;
        code_frame(canvas, {right, box.y, kFrame, 15.5});
        right -= 5;
      }
      canvas.fitted_text({box.x, box.y, right - box.x, 10}, words("title"), {.points = 20, .bold = true}, 14);
      if (qr)
        canvas.fitted_text({box.x, box.y + 11, right - box.x, 9}, words("scan"),
                           {.points = 11, .colour = kGrey}, 8);
    });
  }

  void code_frame(Canvas& canvas, const Box& box) const {
    canvas.frame(box, kInk, 0.3, 1.5);
    canvas.centred_text({box.x + 1, box.y + 0.8, box.width - 2, 5}, words("code"),
                        {.points = 9, .colour = kGrey, .align = Align::centre}, 7);
    canvas.centred_text({box.x + 1, box.y + 5.4, box.width - 2, 9.4}, code_text(),
                        {.points = 20, .bold = true, .align = Align::centre}, 12);
  }

  void announcement(std::size_t index) {
    constexpr double kIndent = 8;
    const Style style{.points = 12, .bold = true};
    const auto& title = list_.announcements[index];
    const double indent = several_ ? kIndent : 0;
    const double line = report_->canvas().text_height("Ộ", style, 50);
    const double height =
        std::min(2 * line, report_->canvas().text_height(title, style, report_->width() - indent));
    report_->block(height + 0.8, [=, this](Canvas& canvas, const Box& box) {
      if (several_)
        canvas.text(box.x, box.y, kIndent, letter(static_cast<int>(index)),
                    {.points = style.points, .bold = true, .colour = kAccent});
      canvas.fitted_text({box.x + indent, box.y, box.width - indent, height}, title, style, 10);
    });
  }

  void table() {
    const double ticks = several_ ? boxes_per_line_ * kTickPitch + 1.8 : 15;
    const Style centred{.points = 11, .align = Align::centre};
    Table table(*report_,
                {{words("column_number"), 11, {.points = 13, .bold = true, .align = Align::centre}},
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
      report_->space(4);
      report_->paragraph(words("nobody_left"), {.points = 14, .bold = true, .colour = kAccent});
      return;
    }
    report_->space(4);
    const bool entered = !list_.sheet_code.empty();
    report_->paragraph(words(entered ? "afterwards_code" : "afterwards", {{"code", code_text()}}),
                       {.points = 11, .colour = kGrey});
  }

  const WalkingList& list_;
  std::string_view language_;
  bool several_;
  int boxes_per_line_;
  Report* report_ = nullptr;
};

}  // namespace

std::string walking_lists(std::span<const WalkingList> lists, std::string_view language) {
  std::vector<Sheet> sheets;
  for (const auto& list : lists) sheets.emplace_back(list, language);
  if (sheets.empty()) return {};
  Report report({.title = sheets.front().title(),
                 .language = std::string(language),
                 .made_at = lists.front().printed_at},
                sheets.front().frame());
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (i > 0) report.section(sheets[i].frame());
    sheets[i].print(report);
  }
  return report.finish();
}

std::string walking_list(const WalkingList& list, std::string_view language) {
  return walking_lists({&list, 1}, language);
}

}  // namespace thon::print
