#include "platform/print/qr.hpp"

#include <qrencode.h>

#include <cmath>
#include <memory>

#include "base/error.hpp"

namespace thon::print {

namespace {

/// Calls `found(row, first column, length)` for each run of dark squares.
template <class Found>
void each_run(const QrCode& code, Found found) {
  for (int row = 0; row < code.side; ++row)
    for (int column = 0; column < code.side; ++column) {
      if (!code.at(row, column)) continue;
      const int first = column;
      while (column < code.side && code.at(row, column)) ++column;
      found(row, first, column - first);
    }
}

}  // namespace

QrCode qr_code(std::string_view text) {
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0,
                        QR_ECLEVEL_M),
      &QRcode_free);
  if (!made) throw Error(ErrorKind::invalid, "print.error.qr_too_long");
  QrCode code{made->width, {}};
  code.dark.reserve(static_cast<std::size_t>(code.side * code.side));
  for (int i = 0; i < code.side * code.side; ++i) code.dark.push_back(made->data[i] & 1);
  return code;
}

void draw(Canvas& canvas, const QrCode& code, double x, double y, double size) {
  // Eighths of a point are exact in the file: rows meet without a seam, and the numbers are short.
  constexpr double kEighth = 25.4 / 72 / 8;
  const double module = std::max(kEighth, std::floor(size / code.side / kEighth) * kEighth);
  const double margin = (size - module * code.side) / 2;
  const double left = std::round((x + margin) / kEighth) * kEighth;
  const double top = std::round((y + margin) / kEighth) * kEighth;
  std::vector<Box> boxes;
  each_run(code, [&](int row, int column, int length) {
    boxes.push_back({left + column * module, top + row * module, length * module, module});
  });
  canvas.fill_together(boxes, Colour{0, 0, 0});
}

std::string svg(const QrCode& code) {
  constexpr int kQuiet = 4;
  const auto side = std::to_string(code.side + 2 * kQuiet);
  std::string path;
  each_run(code, [&](int row, int column, int length) {
    const auto run = std::to_string(length);
    path += "M" + std::to_string(column + kQuiet) + " " + std::to_string(row + kQuiet) + "h" + run + "v1h-" +
            run + "z";
  });
  return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
         "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
         "H0z\"/><path d=\"" + path + "\"/></svg>";
}

}  // namespace thon::print
