#pragma once
#include <functional>
#include <string>
#include <vector>

#include "platform/print/pdf.hpp"

namespace thon::print {

/// What stands around the text of every page.
struct PageFrame {
  std::string header_left;
  std::string header_right;
  std::string footer;  ///< left of the page number
  double side_margin = 14;
};

/// A document that flows from the top of the first page to the end of the last: headings, paragraphs and
/// blocks, a header and a footer with "Trang 1/3" on each page. Pages are drawn in finish(), when their
/// number is known.
class Report {
 public:
  Report(PdfInfo info, PageFrame frame);

  void heading(std::string text, double points = 18);
  /// Wraps, and goes on over the next page where it has to.
  void paragraph(std::string text, Style style = {}, double space_after = 2.5);
  void space(double height) { y_ += height; }
  /// Gives `draw` a box of this height over the whole width, on a new page when the rest of this one is too
  /// low.
  void block(double height, std::function<void(Canvas&, const Box&)> draw);
  void new_page();
  /// From here on a new page with another frame; pages are counted from 1 again.
  void section(PageFrame frame);

  double width() const { return kPageWidth - 2 * frame().side_margin; }
  /// What is left of this page, and what an empty one has.
  double room() const;
  double page_room() const;
  /// For measuring only.
  Canvas& canvas() { return canvas_; }

  std::string finish();

 private:
  using Drawing = std::function<void(Canvas&)>;
  struct Section {
    PageFrame frame;
    std::vector<std::vector<Drawing>> pages;
  };
  void draw_frame(const Section& section, std::size_t page);
  const PageFrame& frame() const { return sections_.back().frame; }

  PdfInfo info_;
  Canvas canvas_;
  std::vector<Section> sections_;
  double y_;
};

}  // namespace thon::print
