#include "platform/print/report.hpp"

#include <algorithm>

#include "platform/text/text.hpp"

namespace thon::print {

namespace {

constexpr double kTop = 20;
constexpr double kBottom = 17;
constexpr double kHeaderLine = 14.5;
constexpr double kFooterLine = kPageHeight - 13;
const Style kFrameStyle{.points = 9, .colour = kGrey};

}  // namespace

Report::Report(PdfInfo info, PageFrame frame) : info_(std::move(info)), canvas_(info_), y_(kTop) {
  section(std::move(frame));
}

double Report::room() const { return kPageHeight - kBottom - y_; }
double Report::page_room() const { return kPageHeight - kBottom - kTop; }

void Report::new_page() {
  sections_.back().pages.emplace_back();
  y_ = kTop;
}

void Report::section(PageFrame frame) {
  sections_.push_back({std::move(frame), {}});
  new_page();
}

void Report::block(double height, std::function<void(Canvas&, const Box&)> draw) {
  if (height > room() && y_ > kTop) new_page();
  const Box box{frame().side_margin, y_, width(), height};
  sections_.back().pages.back().push_back(
      [box, draw = std::move(draw)](Canvas& canvas) { draw(canvas, box); });
  y_ += height;
}

void Report::heading(std::string text, double points) {
  // A heading at the foot of a page belongs to the text on the next one.
  constexpr double kKeptTogether = 30;
  const Style style{.points = points, .bold = true};
  const double height = canvas_.text_height(text, style, width());
  if (room() < height + kKeptTogether) new_page();
  block(height, [text = std::move(text), style](Canvas& canvas, const Box& box) {
    canvas.text(box.x, box.y, box.width, text, style);
  });
  space(1.5);
}

void Report::paragraph(std::string text, Style style, double space_after) {
  while (!text.empty()) {
    auto bytes = canvas_.bytes_that_fit(text, style, width(), room());
    if (bytes == 0) {
      if (room() < page_room()) {
        new_page();
        continue;
      }
      bytes = text.size();
    }
    auto part = text.substr(0, bytes);
    // Blank lines at the top of a page say nothing.
    text.erase(0, text.find_first_not_of(" \n", bytes));
    const double height = canvas_.text_height(part, style, width());
    block(height, [part = std::move(part), style](Canvas& canvas, const Box& box) {
      canvas.text(box.x, box.y, box.width, part, style);
    });
  }
  space(space_after);
}

void Report::draw_frame(const Section& section, std::size_t page) {
  const auto& frame = section.frame;
  const double left = frame.side_margin, whole = kPageWidth - 2 * left, half = whole / 2 - 3;
  const Style right{.points = kFrameStyle.points, .colour = kGrey, .align = Align::right};
  const double line_height = canvas_.text_height("Ộ", kFrameStyle, whole);
  if (!frame.header_left.empty() || !frame.header_right.empty()) {
    const double y = kHeaderLine - line_height - 0.8;
    canvas_.fitted_text({left, y, half, line_height}, frame.header_left, kFrameStyle, 7);
    canvas_.fitted_text({left + whole - half, y, half, line_height}, frame.header_right, right, 7);
    canvas_.line(left, kHeaderLine, left + whole, kHeaderLine, 0.2, kRule);
  }
  constexpr double kNumberWidth = 32;
  canvas_.line(left, kFooterLine, left + whole, kFooterLine, 0.2, kRule);
  canvas_.fitted_text({left, kFooterLine + 1, whole - kNumberWidth, line_height}, frame.footer, kFrameStyle,
                      7);
  canvas_.text(left + whole - kNumberWidth, kFooterLine + 1, kNumberWidth,
               say(info_.language, "print.page_number",
                   {{"page", std::to_string(page + 1)}, {"pages", std::to_string(section.pages.size())}}),
               right);
}

std::string Report::finish() {
  for (const auto& section : sections_)
    for (std::size_t page = 0; page < section.pages.size(); ++page) {
      canvas_.start_page();
      draw_frame(section, page);
      for (const auto& drawing : section.pages[page]) drawing(canvas_);
    }
  return canvas_.finish();
}

}  // namespace thon::print
