#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "platform/print/report.hpp"

namespace thon::print {

struct TableColumn {
  std::string title;
  double width = 0;  ///< 0: an equal share of what the others leave
  Style style;
};

/// What stands in one cell: text, which wraps, or a drawing that is `height` high.
struct Cell {
  Cell() = default;
  Cell(const char* words) : text(words) {}
  Cell(std::string words) : text(std::move(words)) {}
  Cell(std::string words, Style look) : text(std::move(words)), style(look) {}
  Cell(double drawn_height, std::function<void(Canvas&, const Box&)> drawing)
      : height(drawn_height), draw(std::move(drawing)) {}

  std::string text;
  std::optional<Style> style;
  double height = 0;
  std::function<void(Canvas&, const Box&)> draw;
};

struct TableLook {
  double least_row_height = 0;
  double padding = 1.2;
  bool zebra = true;
};

/// Rows under a header that is repeated on every page. A row is never split; one that would be higher than a
/// page ends in an ellipsis.
class Table {
 public:
  Table(Report& report, std::vector<TableColumn> columns, TableLook look = {});
  /// One cell per column; missing ones are empty.
  void row(std::vector<Cell> cells);
  /// A row over all columns, kept on the page of the row that follows it.
  void section(const std::string& title);

 private:
  double cell_height(const Cell& cell, const TableColumn& column) const;
  void header();
  void make_room(double height);

  Report& report_;
  std::vector<TableColumn> columns_;
  TableLook look_;
  double header_height_ = 0;
  bool begun_ = false;
  int count_ = 0;
};

}  // namespace thon::print
