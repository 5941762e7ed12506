#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace thon::print {

/// Lengths in this folder are millimetres, from the top left of the page; only letters are measured in
/// points.
inline constexpr double kPageWidth = 210;
inline constexpr double kPageHeight = 297;

struct Colour {
  double red = 0, green = 0, blue = 0;
};
inline constexpr Colour kInk{0.09, 0.11, 0.10};
inline constexpr Colour kGrey{0.36, 0.39, 0.37};
inline constexpr Colour kRule{0.74, 0.77, 0.75};
inline constexpr Colour kZebra{0.955, 0.965, 0.958};
inline constexpr Colour kAccent{0.05, 0.36, 0.24};
inline constexpr Colour kTint{0.91, 0.955, 0.93};
inline constexpr Colour kWhite{1, 1, 1};

enum class Align { left, centre, right };

/// How letters look. `leading` stretches the distance between lines; 1 is the font's own, which already has
/// room for Vietnamese stacked diacritics.
struct Style {
  double points = 11;
  bool bold = false;
  Colour colour = kInk;
  Align align = Align::left;
  double leading = 1;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
};

struct PdfInfo {
  std::string title;
  std::string author;
  std::string language = "vi";
  Millis made_at = 0;  ///< 0: the time of drawing
};

/// One PDF file being drawn, A4 portrait, page after page. Used by one thread at a time; any number of them
/// may be drawn at once. Letters are embedded once per file: Be Vietnam Pro where it is installed, else Noto
/// Sans.
class Canvas {
 public:
  explicit Canvas(const PdfInfo& info);
  ~Canvas();
  Canvas(const Canvas&) = delete;
  Canvas& operator=(const Canvas&) = delete;

  /// Everything is drawn on the page started last; nothing can be drawn before the first.
  void start_page();

  double text_width(std::string_view text, const Style& style);
  double text_height(std::string_view text, const Style& style, double width);
  /// Writes, wrapping at `width`; answers the height used.
  double text(double x, double y, double width, std::string_view text, const Style& style);
  /// Writes inside a box and never outside it: letters shrink down to `least_points`, what still does not fit
  /// ends in an ellipsis. Answers the height used.
  double fitted_text(const Box& box, std::string_view text, Style style, double least_points);
  /// The same, in the middle of the box's height.
  void centred_text(const Box& box, std::string_view text, Style style, double least_points);
  /// How many bytes of `text` stand on the lines that fit into `height`.
  std::size_t bytes_that_fit(std::string_view text, const Style& style, double width, double height);

  void line(double x1, double y1, double x2, double y2, double thickness, Colour colour, bool dashed = false);
  void fill(const Box& box, Colour colour, double radius = 0);
  void frame(const Box& box, Colour colour, double thickness, double radius = 0);
  /// All boxes as one shape, so that neighbours touch without a seam.
  void fill_together(std::span<const Box> boxes, Colour colour);
  void disc(double x, double y, double radius, Colour colour);
  void tick_box(const Box& box, bool ticked = false);

  /// Draws once what many pages show alike; the file holds it once.
  class Stamp;
  std::shared_ptr<const Stamp> stamp(const std::function<void()>& draw);
  void place(const Stamp& stamp, double x = 0, double y = 0);

  /// The bytes of the file; the canvas is used up.
  std::string finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thon::print
