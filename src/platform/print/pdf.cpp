#include "platform/print/pdf.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "base/error.hpp"
#include "platform/print/pdf_language.hpp"

#if defined(__SANITIZE_ADDRESS__)
/// Fontconfig keeps pointers as offsets, which the leak checker cannot follow: what is in use looks lost.
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }
#endif

namespace thon::print {

namespace {

constexpr double kPointsPerMillimetre = 72.0 / 25.4;
constexpr char kFamilies[] = "Be Vietnam Pro,Noto Sans,DejaVu Sans,sans-serif";

double points(double millimetres) { return millimetres * kPointsPerMillimetre; }
double millimetres(double pango_units) { return pango_units / PANGO_SCALE / kPointsPerMillimetre; }

template <auto release>
struct Release {
  template <class T>
  void operator()(T* object) const {
    release(object);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
template <class T>
using Gnome = std::unique_ptr<T, Release<g_object_unref>>;

cairo_status_t append(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::string iso_time(Millis at) {
  const std::time_t seconds = at / kSecond;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[24];
  const auto length = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text, length};
}

void describe(cairo_surface_t* surface, const PdfInfo& info) {
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info.title.c_str());
  cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Thôn");
  if (!info.author.empty())
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info.author.c_str());
  if (info.made_at != 0)
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, iso_time(info.made_at).c_str());
}

}  // namespace

struct Canvas::State {
  std::string bytes;
  std::string language;
  Surface surface;
  Context cairo;
  // A font map of its own lets canvases be drawn on any thread, and gives the fonts' memory back with the
  // canvas.
  Gnome<PangoFontMap> fonts;
  Gnome<PangoContext> context;
  Gnome<PangoLayout> layout;
  bool page_open = false;

  void lay_out(std::string_view text, const Style& style, double width);
  double height() const;
  void draw(double x, double y, Colour colour);
  void source(Colour colour) { cairo_set_source_rgb(cairo.get(), colour.red, colour.green, colour.blue); }
  void outline(const Box& box, double radius);
};

void Canvas::State::lay_out(std::string_view text, const Style& style, double width) {
  auto* font = pango_font_description_from_string(kFamilies);
  pango_font_description_set_size(font, static_cast<int>(style.points * PANGO_SCALE));
  pango_font_description_set_weight(font, style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(layout.get(), font);
  pango_font_description_free(font);
  pango_layout_set_alignment(layout.get(), style.align == Align::left     ? PANGO_ALIGN_LEFT
                                           : style.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                          : PANGO_ALIGN_RIGHT);
  pango_layout_set_line_spacing(layout.get(), static_cast<float>(style.leading));
  pango_layout_set_width(layout.get(), width < 0 ? -1 : static_cast<int>(points(width) * PANGO_SCALE));
  pango_layout_set_height(layout.get(), -1);
  pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
}

double Canvas::State::height() const {
  int height = 0;
  pango_layout_get_size(layout.get(), nullptr, &height);
  return millimetres(height);
}

void Canvas::State::draw(double x, double y, Colour colour) {
  source(colour);
  cairo_move_to(cairo.get(), points(x), points(y));
  pango_cairo_show_layout(cairo.get(), layout.get());
  cairo_new_path(cairo.get());
}

void Canvas::State::outline(const Box& box, double radius) {
  const double x = points(box.x), y = points(box.y), width = points(box.width), height = points(box.height);
  if (radius <= 0) return cairo_rectangle(cairo.get(), x, y, width, height);
  const double r = points(radius), quarter = M_PI / 2;
  cairo_new_sub_path(cairo.get());
  cairo_arc(cairo.get(), x + width - r, y + r, r, -quarter, 0);
  cairo_arc(cairo.get(), x + width - r, y + height - r, r, 0, quarter);
  cairo_arc(cairo.get(), x + r, y + height - r, r, quarter, 2 * quarter);
  cairo_arc(cairo.get(), x + r, y + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(cairo.get());
}

Canvas::Canvas(const PdfInfo& info) : state_(std::make_unique<State>()) {
  state_->language = info.language;
  state_->surface.reset(
      cairo_pdf_surface_create_for_stream(append, &state_->bytes, points(kPageWidth), points(kPageHeight)));
  describe(state_->surface.get(), info);
  state_->cairo.reset(cairo_create(state_->surface.get()));
  state_->fonts.reset(pango_cairo_font_map_new());
  state_->context.reset(pango_font_map_create_context(state_->fonts.get()));
  pango_cairo_context_set_resolution(state_->context.get(), 72);
  // Paper has no pixel grid: letters keep their true widths, the same when measured and when drawn.
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options(state_->context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(state_->context.get(), false);
  pango_context_set_language(state_->context.get(), pango_language_from_string(info.language.c_str()));
  state_->layout.reset(pango_layout_new(state_->context.get()));
  pango_layout_set_wrap(state_->layout.get(), PANGO_WRAP_WORD_CHAR);
}

Canvas::~Canvas() = default;

void Canvas::start_page() {
  if (state_->page_open) cairo_show_page(state_->cairo.get());
  state_->page_open = true;
}

double Canvas::text_width(std::string_view text, const Style& style) {
  state_->lay_out(text, style, -1);
  int width = 0;
  pango_layout_get_size(state_->layout.get(), &width, nullptr);
  return millimetres(width);
}

double Canvas::text_height(std::string_view text, const Style& style, double width) {
  state_->lay_out(text, style, width);
  return state_->height();
}

double Canvas::text(double x, double y, double width, std::string_view text, const Style& style) {
  state_->lay_out(text, style, width);
  state_->draw(x, y, style.colour);
  return state_->height();
}

namespace {

/// Shrinks what is laid out until it fits the box; the layout is ready to draw afterwards.
template <class State>
void fit(State& state, const Box& box, std::string_view text, Style& style, double least_points) {
  constexpr double kStep = 0.5;
  constexpr double kRounding = 0.01;
  state.lay_out(text, style, box.width);
  while (state.height() > box.height + kRounding && style.points - kStep >= least_points) {
    style.points -= kStep;
    state.lay_out(text, style, box.width);
  }
  if (state.height() <= box.height + kRounding) return;
  pango_layout_set_height(state.layout.get(), static_cast<int>(points(box.height) * PANGO_SCALE));
  pango_layout_set_ellipsize(state.layout.get(), PANGO_ELLIPSIZE_END);
}

}  // namespace

double Canvas::fitted_text(const Box& box, std::string_view text, Style style, double least_points) {
  fit(*state_, box, text, style, least_points);
  state_->draw(box.x, box.y, style.colour);
  return state_->height();
}

void Canvas::centred_text(const Box& box, std::string_view text, Style style, double least_points) {
  fit(*state_, box, text, style, least_points);
  state_->draw(box.x, box.y + std::max(0.0, (box.height - state_->height()) / 2), style.colour);
}

std::size_t Canvas::bytes_that_fit(std::string_view text, const Style& style, double width, double height) {
  state_->lay_out(text, style, width);
  std::size_t fitting = 0;
  std::unique_ptr<PangoLayoutIter, Release<pango_layout_iter_free>> lines(
      pango_layout_get_iter(state_->layout.get()));
  do {
    int bottom = 0;
    pango_layout_iter_get_line_yrange(lines.get(), nullptr, &bottom);
    if (millimetres(bottom) > height) return fitting;
    const auto* line = pango_layout_iter_get_line_readonly(lines.get());
    fitting = static_cast<std::size_t>(line->start_index + line->length);
  } while (pango_layout_iter_next_line(lines.get()));
  return text.size();
}

void Canvas::line(double x1, double y1, double x2, double y2, double thickness, Colour colour, bool dashed) {
  auto* cairo = state_->cairo.get();
  const double dash[] = {points(1.6), points(1.6)};
  cairo_set_dash(cairo, dash, dashed ? 2 : 0, 0);
  cairo_set_line_width(cairo, points(thickness));
  state_->source(colour);
  cairo_move_to(cairo, points(x1), points(y1));
  cairo_line_to(cairo, points(x2), points(y2));
  cairo_stroke(cairo);
  cairo_set_dash(cairo, nullptr, 0, 0);
}

void Canvas::fill(const Box& box, Colour colour, double radius) {
  state_->source(colour);
  state_->outline(box, radius);
  cairo_fill(state_->cairo.get());
}

void Canvas::frame(const Box& box, Colour colour, double thickness, double radius) {
  state_->source(colour);
  state_->outline(box, radius);
  cairo_set_line_width(state_->cairo.get(), points(thickness));
  cairo_stroke(state_->cairo.get());
}

void Canvas::fill_together(std::span<const Box> boxes, Colour colour) {
  state_->source(colour);
  for (const Box& box : boxes) state_->outline(box, 0);
  cairo_fill(state_->cairo.get());
}

void Canvas::disc(double x, double y, double radius, Colour colour) {
  state_->source(colour);
  cairo_new_path(state_->cairo.get());
  cairo_arc(state_->cairo.get(), points(x), points(y), points(radius), 0, 2 * M_PI);
  cairo_fill(state_->cairo.get());
}

void Canvas::tick_box(const Box& box, bool ticked) {
  fill(box, kWhite, 0.6);
  frame(box, kInk, 0.45, 0.6);
  if (!ticked) return;
  auto* cairo = state_->cairo.get();
  state_->source(kInk);
  cairo_set_line_width(cairo, points(0.7));
  cairo_move_to(cairo, points(box.x + box.width * 0.2), points(box.y + box.height * 0.55));
  cairo_line_to(cairo, points(box.x + box.width * 0.42), points(box.y + box.height * 0.78));
  cairo_line_to(cairo, points(box.x + box.width * 0.82), points(box.y + box.height * 0.25));
  cairo_stroke(cairo);
}

class Canvas::Stamp {
 public:
  explicit Stamp(Surface drawn) : surface(std::move(drawn)) {}
  Surface surface;
};

std::shared_ptr<const Canvas::Stamp> Canvas::stamp(const std::function<void()>& draw) {
  const cairo_rectangle_t page{0, 0, points(kPageWidth), points(kPageHeight)};
  Surface recording(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &page));
  Context own(cairo_create(recording.get()));
  std::swap(own, state_->cairo);
  draw();
  std::swap(own, state_->cairo);
  return std::make_shared<Stamp>(std::move(recording));
}

void Canvas::place(const Stamp& stamp, double x, double y) {
  cairo_set_source_surface(state_->cairo.get(), stamp.surface.get(), points(x), points(y));
  cairo_paint(state_->cairo.get());
}

std::string Canvas::finish() {
  if (state_->page_open) cairo_show_page(state_->cairo.get());
  state_->layout.reset();
  const auto drawn = cairo_status(state_->cairo.get());
  state_->cairo.reset();
  cairo_surface_finish(state_->surface.get());
  const auto written = cairo_surface_status(state_->surface.get());
  for (const auto status : {drawn, written})
    if (status != CAIRO_STATUS_SUCCESS)
      throw Error(ErrorKind::internal, "print.error.not_drawn", {}, cairo_status_to_string(status));
  return with_language(std::move(state_->bytes), state_->language);
}

}  // namespace thon::print
