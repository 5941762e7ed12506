#include <algorithm>
#include <charconv>

#include "platform/print/grid.hpp"
#include "platform/print/unzip.hpp"
#include "platform/print/xml.hpp"

namespace thon::print {

namespace {

std::size_t repeated(std::string_view text) {
  constexpr std::size_t kMost = 1u << 24;
  std::size_t count = 1;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return std::clamp<std::size_t>(count, 1, kMost);
}

/// "2026-11-23T08:05:00" → "2026-11-23 08:05"; midnight is no time.
std::string plain_date(std::string_view text) {
  const auto middle = text.find('T');
  std::string date(text.substr(0, middle));
  if (middle == std::string_view::npos) return date;
  auto time = text.substr(middle + 1);
  if (time.starts_with("00:00:00")) return date;
  if (time.size() >= 8 && time.substr(6) == "00") time = time.substr(0, 5);
  return date + " " + std::string(time);
}

/// "PT08H05M00S" → "08:05".
std::string plain_time(std::string_view text) {
  if (text.size() < 11 || !text.starts_with("PT") || text.find('H') != 4 || text.find('M') != 7)
    return std::string(text);
  auto time = std::string(text.substr(2, 2)) + ":" + std::string(text.substr(5, 2));
  if (text.substr(8, 2) != "00") time += ":" + std::string(text.substr(8, 2));
  return time;
}

/// Elements whose text is not the cell's own: comments, drawings, old versions.
bool stands_apart(std::string_view element) {
  return element == "annotation" || element == "shapes" || element == "tracked-changes" ||
         element == "dde-links" || element == "forms" || element == "frame" || element == "custom-shape" ||
         element == "ruby-text" || element == "g" || element == "caption";
}

class ContentHandler : public XmlHandler {
 public:
  explicit ContentHandler(const SheetLimits& limits) : grid_(limits) {}

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (skipped_ > 0 || stands_apart(element)) {
      ++skipped_;
      return;
    }
    if (done_) return;
    if (element == "table") {
      name_ = attributes.get("table:1.0|name");
      row_ = 0;
    } else if (element == "table-row") {
      rows_ = repeated(attributes.get("table:1.0|number-rows-repeated"));
      column_ = 0;
      cells_.clear();
    } else if (element == "table-cell" || element == "covered-table-cell") {
      open_cell(attributes);
    } else if (in_cell_) {
      open_text(element, attributes);
    }
  }

  void close(std::string_view element) override {
    if (skipped_ > 0) {
      --skipped_;
      return;
    }
    if (done_) return;
    if (element == "p")
      --paragraphs_open_;
    else if (element == "table-cell" || element == "covered-table-cell")
      close_cell();
    else if (element == "table-row")
      close_row();
    else if (element == "table")
      done_ = !grid_.empty();
  }

  void text(std::string_view part) override {
    if (skipped_ == 0 && in_cell_ && paragraphs_open_ > 0) text_ += part;
  }

  Sheet take() { return grid_.take(name_); }

 private:
  struct Repeated {
    std::size_t column, count;
    std::string text;
  };

  void open_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    paragraphs_open_ = 0;
    paragraphs_ = 0;
    text_.clear();
    columns_ = repeated(attributes.get("table:1.0|number-columns-repeated"));
    kind_ = attributes.get("office:1.0|value-type");
    const char* source = kind_ == "date"      ? "office:1.0|date-value"
                         : kind_ == "time"    ? "office:1.0|time-value"
                         : kind_ == "boolean" ? "office:1.0|boolean-value"
                         : kind_ == "string"  ? "office:1.0|string-value"
                                              : "office:1.0|value";
    value_ = attributes.get(source);
  }

  void open_text(std::string_view element, const XmlAttributes& attributes) {
    constexpr std::size_t kMostBlanks = 1000;
    if (element == "p") {
      if (paragraphs_++ > 0) text_ += '\n';
      ++paragraphs_open_;
    } else if (element == "s") {
      text_.append(std::min(repeated(attributes.get("text:1.0|c")), kMostBlanks), ' ');
    } else if (element == "tab") {
      text_ += '\t';
    } else if (element == "line-break") {
      text_ += '\n';
    }
  }

  std::string value() const {
    if (kind_ == "date") return plain_date(value_);
    if (kind_ == "time") return plain_time(value_);
    if (kind_ == "boolean") return value_ == "true" ? "TRUE" : "FALSE";
    if (kind_ == "float" || kind_ == "percentage" || kind_ == "currency") return plain_number(value_);
    return text_.empty() ? value_ : text_;
  }

  void close_cell() {
    in_cell_ = false;
    auto words = value();
    if (!words.empty()) cells_.push_back({column_, columns_, std::move(words)});
    column_ += columns_;
  }

  void close_row() {
    // Office programs end a sheet with a million repeated empty rows: only rows with cells are made.
    if (!cells_.empty())
      for (std::size_t i = 0; i < rows_; ++i)
        for (const auto& cell : cells_)
          for (std::size_t j = 0; j < cell.count; ++j) grid_.put(row_ + i, cell.column + j, cell.text);
    row_ += rows_;
  }

  Grid grid_;
  std::string name_, kind_, value_, text_;
  std::vector<Repeated> cells_;
  std::size_t row_ = 0, rows_ = 1, column_ = 0, columns_ = 1;
  int skipped_ = 0, paragraphs_ = 0, paragraphs_open_ = 0;
  bool in_cell_ = false, done_ = false;
};

}  // namespace

Sheet read_ods(std::string_view file, const SheetLimits& limits) {
  Unzip archive(file, limits.unpacked_bytes);
  const auto content = archive.read("content.xml");
  ContentHandler handler(limits);
  parse_xml(content, handler);
  return handler.take();
}

}  // namespace thon::print
