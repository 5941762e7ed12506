#include "assembly/minutes/page.hpp"

#include "base/text.hpp"
#include "platform/print/places.hpp"
#include "platform/text/text.hpp"

namespace thon::assembly {
namespace {

using print::Align;
using print::Box;
using print::Canvas;
using print::Style;

constexpr double kText = 12;
constexpr double kSignatureHeight = 44;

}  // namespace

Letterhead letterhead_of(const areas::Tree& tree, std::string_view area_id) {
  Letterhead head;
  for (const auto* step : tree.path(area_id)) {
    if (step->kind == areas::AreaKind::commune) head.commune = print::commune_title(step->name);
    if (step->kind == areas::AreaKind::village) head.village = print::village_title(step->name);
  }
  return head;
}

std::string hour_and_day(std::string_view language, Millis at) {
  const auto text = vietnamese_date_time(at);  // "08:05 23/11/2026"
  return say(language, "assembly.minutes.hour_and_day",
             {{"hour", text.substr(0, 2)}, {"minute", text.substr(3, 2)}, {"day", text.substr(6)}});
}

std::string day(std::string_view date) {
  return std::string(date.substr(8, 2)) + "/" + std::string(date.substr(5, 2)) + "/" +
         std::string(date.substr(0, 4));
}

std::string file_name(std::string_view language, const std::string& key, const std::string& title,
                      const std::string& ending) {
  constexpr std::size_t kLongest = 150;
  return say(language, key, {{"title", shortened(title, kLongest)}}) + ending;
}

MinutesPage::MinutesPage(std::string title, std::string footer, std::string language, Millis now)
    : language_(language),
      report_({.title = std::move(title), .language = std::move(language), .made_at = now},
              {.header_left = "", .header_right = "", .footer = std::move(footer), .side_margin = 20}) {}

void MinutesPage::letterhead(const Letterhead& head, const std::string& subject) {
  const auto nation = say(language_, "assembly.minutes.nation");
  const auto motto = say(language_, "assembly.minutes.motto");
  report_.block(22, [=](Canvas& canvas, const Box& box) {
    const double left = box.width * 0.42, gap = 4, right = box.width - left - gap, x = box.x + left + gap;
    const Style place{.points = 11.5, .align = Align::centre},
        strong{.points = 11.5, .bold = true, .align = Align::centre};
    canvas.fitted_text({box.x, box.y, left, 6}, head.commune, place, 8);
    canvas.fitted_text({box.x, box.y + 6, left, 6}, head.village, strong, 8);
    canvas.line(box.x + left / 2 - 12, box.y + 13.2, box.x + left / 2 + 12, box.y + 13.2, 0.3, print::kInk);
    canvas.fitted_text({x, box.y, right, 6}, nation, strong, 8);
    canvas.fitted_text({x, box.y + 6, right, 6}, motto, strong, 8);
    canvas.line(x + right / 2 - 22, box.y + 13.2, x + right / 2 + 22, box.y + 13.2, 0.3, print::kInk);
  });
  report_.paragraph(say(language_, "assembly.minutes.word"),
                    {.points = 16, .bold = true, .align = Align::centre}, 0.5);
  report_.paragraph(subject, {.points = 13, .bold = true, .align = Align::centre}, 5);
}

void MinutesPage::section(const std::string& title) {
  report_.space(1.5);
  report_.heading(title, 12.5);
}

void MinutesPage::paragraph(const std::string& text, bool bold) {
  report_.paragraph(text, {.points = kText, .bold = bold, .leading = 1.12}, 1.8);
}

void MinutesPage::line(const std::string& label, const std::string& value) {
  const double indent = 74;
  const Style name{.points = kText}, strong{.points = kText, .bold = true};
  const double height = std::max(report_.canvas().text_height(label, name, indent - 3),
                                 report_.canvas().text_height(value, strong, report_.width() - indent));
  report_.block(height + 1.2, [=](Canvas& canvas, const Box& box) {
    canvas.text(box.x, box.y, indent - 3, label, name);
    canvas.text(box.x + indent, box.y, box.width - indent, value, strong);
  });
}

void MinutesPage::blank_lines(int count) {
  for (int i = 0; i < count; ++i)
    report_.block(8.5, [](Canvas& canvas, const Box& box) {
      canvas.line(box.x, box.y + 7, box.x + box.width, box.y + 7, 0.2, print::kGrey, true);
    });
}

void MinutesPage::signatures(const std::vector<std::pair<std::string, std::string>>& signers) {
  report_.space(5);
  const auto hint = say(language_, "assembly.minutes.sign_here");
  report_.block(kSignatureHeight, [=](Canvas& canvas, const Box& box) {
    const double width = box.width / static_cast<double>(signers.size());
    double x = box.x;
    for (const auto& [office, name] : signers) {
      const Style strong{.points = 11.5, .bold = true, .align = Align::centre};
      canvas.fitted_text({x + 1, box.y, width - 2, 11}, office, strong, 8);
      canvas.fitted_text({x + 1, box.y + 11, width - 2, 5}, hint,
                         {.points = 9.5, .colour = print::kGrey, .align = Align::centre}, 7);
      canvas.fitted_text({x + 1, box.y + kSignatureHeight - 7, width - 2, 6}, name, strong, 8);
      x += width;
    }
  });
}

}  // namespace thon::assembly
