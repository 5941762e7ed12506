#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/print/pdf.hpp"

namespace thon::print {

/// The squares of a QR code, row by row, without the quiet zone around it.
struct QrCode {
  int side = 0;
  std::vector<bool> dark;
  bool at(int row, int column) const { return dark[static_cast<std::size_t>(row * side + column)]; }
};

/// Error correction M: still read with a fold or a rain drop on it. Throws Error "print.error.qr_too_long"
/// when the text has more than about 2,300 bytes.
QrCode qr_code(std::string_view text);

/// Draws into a square of `size`, whose white margin the caller keeps: at least four modules, by the
/// standard.
void draw(Canvas& canvas, const QrCode& code, double x, double y, double size);

/// A complete SVG document with the quiet zone included, black on white.
std::string svg(const QrCode& code);

}  // namespace thon::print
