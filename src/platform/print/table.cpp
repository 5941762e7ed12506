#include "platform/print/table.hpp"

#include <algorithm>

namespace thon::print {

namespace {

/// Draws a row's cells side by side, each in the middle of the row's height.
void draw_cells(Canvas& canvas, const Box& row, const std::vector<Cell>& cells,
                const std::vector<TableColumn>& columns, double padding) {
  double x = row.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const Box inner{x + padding, row.y + padding, columns[i].width - 2 * padding, row.height - 2 * padding};
    if (i < cells.size()) {
      if (cells[i].draw)
        cells[i].draw(canvas, inner);
      else if (!cells[i].text.empty())
        canvas.centred_text(inner, cells[i].text, cells[i].style.value_or(columns[i].style), 8);
    }
    x += columns[i].width;
  }
}

}  // namespace

Table::Table(Report& report, std::vector<TableColumn> columns, TableLook look)
    : report_(report), columns_(std::move(columns)), look_(look) {
  double left = report.width();
  int open = 0;
  for (const auto& column : columns_) {
    left -= column.width;
    open += column.width == 0;
  }
  for (auto& column : columns_)
    if (column.width == 0) column.width = left / open;
  for (const auto& column : columns_) {
    Style style{.points = 9.5, .bold = true};
    header_height_ = std::max(
        header_height_, report.canvas().text_height(column.title, style, column.width - 2 * look.padding));
  }
  header_height_ += 2 * look.padding;
}

void Table::header() {
  std::vector<Cell> titles;
  for (const auto& column : columns_)
    titles.emplace_back(column.title,
                        Style{.points = 9.5, .bold = true, .colour = kWhite, .align = column.style.align});
  report_.block(header_height_, [titles = std::move(titles), columns = columns_, look = look_](
                                    Canvas& canvas, const Box& box) {
    canvas.fill(box, kAccent);
    draw_cells(canvas, box, titles, columns, look.padding);
  });
}

void Table::make_room(double height) {
  if (begun_ && height <= report_.room()) return;
  if (height + (begun_ ? 0 : header_height_) > report_.room() && report_.room() < report_.page_room())
    report_.new_page();
  header();
  begun_ = true;
}

double Table::cell_height(const Cell& cell, const TableColumn& column) const {
  if (cell.draw) return cell.height;
  if (cell.text.empty()) return 0;
  return report_.canvas().text_height(cell.text, cell.style.value_or(column.style),
                                      column.width - 2 * look_.padding);
}

void Table::row(std::vector<Cell> cells) {
  double height = look_.least_row_height;
  for (std::size_t i = 0; i < std::min(cells.size(), columns_.size()); ++i)
    height = std::max(height, cell_height(cells[i], columns_[i]) + 2 * look_.padding);
  height = std::min(height, report_.page_room() - header_height_);
  make_room(height);
  const bool shaded = look_.zebra && count_++ % 2 == 1;
  report_.block(height, [cells = std::move(cells), columns = columns_, look = look_, shaded](Canvas& canvas,
                                                                                             const Box& box) {
    if (shaded) canvas.fill(box, kZebra);
    canvas.line(box.x, box.y + box.height, box.x + box.width, box.y + box.height, 0.15, kRule);
    draw_cells(canvas, box, cells, columns, look.padding);
  });
}

void Table::section(const std::string& title) {
  constexpr double kRowAfter = 10;
  const Style style{.points = 11, .bold = true, .colour = kAccent};
  const double height = report_.canvas().text_height(title, style, report_.width()) + 2 * look_.padding;
  make_room(height + kRowAfter);
  count_ = 0;
  report_.block(height, [title, style, look = look_](Canvas& canvas, const Box& box) {
    canvas.fill(box, kTint);
    canvas.text(box.x + look.padding, box.y + look.padding, box.width - 2 * look.padding, title, style);
  });
}

}  // namespace thon::print
