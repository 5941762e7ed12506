#include "platform/print/slips.hpp"

#include <array>
#include <memory>

#include "base/text.hpp"
#include "platform/print/places.hpp"
#include "platform/print/qr.hpp"
#include "platform/text/text.hpp"

namespace thon::print {

namespace {

constexpr std::size_t kSteps = 3;

/// The sentences of a slip, looked up once for all of them.
struct Words {
  std::string invitation, promise, dear, code, warning, warning_more, help, help_nobody, type_it, short_title,
      short_warning;
  std::array<std::string, kSteps> titles, steps, short_steps;
};

Words words_in(std::string_view language) {
  const auto word = [&](const std::string& key) { return say(language, "print.slip." + key); };
  Words words{word("invitation"), word("promise"),      word("dear"),         word("code"),
              word("warning"),    word("warning_more"), word("help"),         word("help_nobody"),
              word("type_it"),    word("short_title"),  word("short_warning")};
  for (std::size_t i = 0; i < kSteps; ++i) {
    const auto number = std::to_string(i + 1);
    words.titles[i] = word("step" + number + "_title");
    words.steps[i] = word("step" + number);
    words.short_steps[i] = word("step" + number + "_short");
  }
  return words;
}

std::string place(const Slip& slip) {
  std::string line;
  for (const auto& part :
       {group_title(slip.group_name), village_title(slip.village_name), commune_title(slip.commune_name)}) {
    if (part.empty()) continue;
    line += (line.empty() ? "" : " · ") + part;
  }
  return line;
}

std::string helper(const Slip& slip, const Words& words) {
  if (slip.helper_phone.empty()) return words.help_nobody;
  return words.help + " " + slip.helper_name + (slip.helper_name.empty() ? "" : ", ") +
         spaced_phone(slip.helper_phone);
}

void numbered_disc(Canvas& canvas, double x, double y, double radius, std::size_t number) {
  canvas.disc(x + radius, y + radius, radius, kAccent);
  canvas.centred_text({x, y, 2 * radius, 2 * radius}, std::to_string(number),
                      {.points = radius * 3.6, .bold = true, .colour = kWhite, .align = Align::centre}, 6);
}

/// The house code stands in a frame, so that it is found and copied without mistake.
constexpr double kCodeLabelShare = 0.36;

void code_frame(Canvas& canvas, const Box& box, const std::string& label, double points) {
  canvas.fill(box, kWhite, 1.5);
  canvas.frame(box, kInk, 0.3, 1.5);
  canvas.centred_text({box.x, box.y + 0.6, box.width, box.height * kCodeLabelShare}, label,
                      {.points = points * 0.5, .colour = kGrey, .align = Align::centre}, 6);
}

void code_in_frame(Canvas& canvas, const Box& box, const std::string& code, double points) {
  const double label = box.height * kCodeLabelShare;
  canvas.centred_text({box.x + 1, box.y + label, box.width - 2, box.height - label - 0.8}, code,
                      {.points = points, .bold = true, .align = Align::centre}, 8);
}

class PageSlip {
 public:
  PageSlip(Canvas& canvas, const Words& words)
      : canvas_(canvas), words_(words), alike_(canvas.stamp([this] { draw_alike(); })) {}

  void draw(const Slip& slip) const {
    canvas_.start_page();
    canvas_.place(*alike_);
    canvas_.fitted_text({kLeft, 14, kWidth, 7}, place(slip), {.points = 12, .colour = kGrey}, 9);
    const double name = canvas_.fitted_text({kTextLeft, kCard.y + 9.5, kTextWidth, 15}, slip.head_name,
                                            {.points = 22, .bold = true}, 13);
    const double top = kCard.y + 10 + name;
    canvas_.fitted_text({kTextLeft, top, kTextWidth, kCard.y + kCard.height - 3 - top}, slip.address,
                        {.points = 13}, 9);
    code_in_frame(canvas_, kCode, slip.house_code, kCodePoints);
    print::draw(canvas_, qr_code(slip.url), kLeft, kQrTop, kQr);
    canvas_.fitted_text({kLeft, kQrTop + kQr + 9, kQr, 15}, slip.url, {.points = 9.5}, 6);
    canvas_.fitted_text({kLeft, 268, kWidth, 16}, helper(slip, words_),
                        {.points = 16, .bold = true, .colour = kAccent}, 11);
  }

 private:
  static constexpr double kLeft = 18, kWidth = kPageWidth - 2 * kLeft;
  static constexpr Box kCard{kLeft, 68, kWidth, 37};
  static constexpr double kCardPad = 6, kCodePoints = 21;
  static constexpr Box kCode{kLeft + kWidth - kCardPad - 40, kCard.y + 8, 40, 21};
  static constexpr double kTextLeft = kLeft + kCardPad, kTextWidth = kCode.x - kCardPad - kTextLeft;
  static constexpr double kQrTop = 117, kQr = 84;

  void draw_alike() const {
    canvas_.fill({0, 0, kPageWidth, 5}, kAccent);
    canvas_.fitted_text({kLeft, 22, kWidth, 26}, words_.invitation,
                        {.points = 25, .bold = true, .colour = kAccent}, 18);
    canvas_.fitted_text({kLeft, 49, kWidth, 14}, words_.promise, {.points = 13.5}, 11);
    canvas_.fill(kCard, kTint, 3);
    canvas_.fitted_text({kTextLeft, kCard.y + 4, kTextWidth, 6}, words_.dear, {.points = 11, .colour = kGrey},
                        9);
    code_frame(canvas_, kCode, words_.code, kCodePoints);
    canvas_.fitted_text({kLeft, kQrTop + kQr + 4, kQr, 5}, words_.type_it, {.points = 9.5, .colour = kGrey},
                        7);
    steps();
    warning();
  }

  void steps() const {
    constexpr double kRadius = 5.2, kStepHeight = 37;
    const double x = kLeft + kQr + 10, text_x = x + 2 * kRadius + 4, width = kLeft + kWidth - text_x;
    for (std::size_t i = 0; i < kSteps; ++i) {
      const double y = kQrTop - 1 + static_cast<double>(i) * kStepHeight;
      numbered_disc(canvas_, x, y, kRadius, i + 1);
      const double used = canvas_.fitted_text({text_x, y + 1.2, width, 9}, words_.titles[i],
                                              {.points = 16, .bold = true}, 12);
      canvas_.fitted_text({text_x, y + 1.7 + used, width, kStepHeight - used - 3}, words_.steps[i],
                          {.points = 13}, 10);
    }
  }

  void warning() const {
    constexpr Box kFrame{kLeft, 236, kWidth, 25};
    constexpr double kPad = 5;
    canvas_.frame(kFrame, kInk, 0.7, 3);
    const double used = canvas_.fitted_text({kFrame.x + kPad, kFrame.y + 3.5, kFrame.width - 2 * kPad, 8},
                                            words_.warning, {.points = 15, .bold = true}, 11);
    canvas_.fitted_text({kFrame.x + kPad, kFrame.y + 4 + used, kFrame.width - 2 * kPad, 19 - used},
                        words_.warning_more, {.points = 12}, 9);
  }

  Canvas& canvas_;
  const Words& words_;
  std::shared_ptr<const Canvas::Stamp> alike_;
};

class NineSlips {
 public:
  NineSlips(Canvas& canvas, const Words& words)
      : canvas_(canvas), words_(words), alike_(canvas.stamp([this] { draw_alike(); })) {}

  void draw(std::span<const Slip> slips) const {
    for (std::size_t i = 0; i < slips.size(); ++i) {
      const auto place_on_sheet = i % 9;
      if (place_on_sheet == 0) start_sheet();
      draw_one(slips[i], static_cast<double>(place_on_sheet % 3) * kWidth,
               static_cast<double>(place_on_sheet / 3) * kHeight);
    }
  }

 private:
  static constexpr double kWidth = kPageWidth / 3, kHeight = kPageHeight / 3;
  // Office printers leave 4-5 mm white at the paper's edge.
  static constexpr double kPad = 6, kInner = kWidth - 2 * kPad;
  static constexpr double kQrTop = 28.5, kQr = 33, kSide = kPad + kQr + 3.5;
  static constexpr Box kCode{kSide, kQrTop + 0.2, 21.5, 11};
  static constexpr double kCodePoints = 12, kWarningTop = 80.5, kHelpTop = 87.8;

  void start_sheet() const {
    canvas_.start_page();
    for (int i = 1; i < 3; ++i) {
      canvas_.line(i * kWidth, 0, i * kWidth, kPageHeight, 0.2, kGrey, true);
      canvas_.line(0, i * kHeight, kPageWidth, i * kHeight, 0.2, kGrey, true);
    }
  }

  void draw_one(const Slip& slip, double x, double y) const {
    canvas_.place(*alike_, x, y);
    const double left = x + kPad;
    canvas_.fitted_text({left, y + 6, kInner, 4}, place(slip), {.points = 7.5, .colour = kGrey}, 5.5);
    const double name =
        canvas_.fitted_text({left, y + 10.2, kInner, 11}, slip.head_name, {.points = 13, .bold = true}, 9);
    const double below = y + 10.4 + name;
    canvas_.fitted_text({left, below, kInner, y + 27.5 - below}, slip.address, {.points = 9}, 6.5);
    print::draw(canvas_, qr_code(slip.url), left, y + kQrTop, kQr);
    code_in_frame(canvas_, {x + kCode.x, y + kCode.y, kCode.width, kCode.height}, slip.house_code,
                  kCodePoints);
    canvas_.fitted_text({left, y + kHelpTop, kInner, kHeight - 5 - kHelpTop}, helper(slip, words_),
                        {.points = 7.5, .bold = true}, 5.5);
  }

  void draw_alike() const {
    constexpr double kRadius = 2, kLine = 5.2, kIndent = 5.4;
    code_frame(canvas_, kCode, words_.code, kCodePoints);
    canvas_.fitted_text({kSide, kQrTop + 13, kCode.width, kQr - 13}, words_.short_title,
                        {.points = 9, .bold = true, .colour = kAccent}, 7);
    double top = kQrTop + kQr + 2.2;
    for (std::size_t i = 0; i < kSteps; ++i, top += kLine) {
      numbered_disc(canvas_, kPad, top, kRadius, i + 1);
      canvas_.centred_text({kPad + kIndent, top - 0.6, kInner - kIndent, kLine}, words_.short_steps[i],
                           {.points = 9}, 6);
    }
    canvas_.line(kPad, kWarningTop - 0.7, kPad + kInner, kWarningTop - 0.7, 0.2, kRule);
    canvas_.fitted_text({kPad, kWarningTop, kInner, kHelpTop - kWarningTop}, words_.short_warning,
                        {.points = 7.5, .bold = true}, 5.5);
  }

  Canvas& canvas_;
  const Words& words_;
  std::shared_ptr<const Canvas::Stamp> alike_;
};

}  // namespace

std::string invitation_slips(std::span<const Slip> slips, SlipLayout layout, std::string_view language) {
  const auto words = words_in(language);
  Canvas canvas({.title = words.invitation, .language = std::string(language)});
  if (slips.empty()) canvas.start_page();
  if (layout == SlipLayout::nine) {
    NineSlips(canvas, words).draw(slips);
  } else {
    const PageSlip page(canvas, words);
    for (const auto& slip : slips) page.draw(slip);
  }
  return canvas.finish();
}

}  // namespace thon::print
