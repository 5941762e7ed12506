#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "platform/print/excel_values.hpp"
#include "platform/print/grid.hpp"
#include "platform/print/unzip.hpp"
#include "platform/print/xml.hpp"

namespace thon::print {

namespace {

std::size_t index_of(std::string_view text, std::size_t otherwise) {
  std::size_t value = otherwise;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc() ? value : otherwise;
}

struct Relation {
  std::string id, type, target;
};

class RelationsHandler : public XmlHandler {
 public:
  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "Relationship")
      relations.push_back({std::string(attributes.get("Id")), std::string(attributes.get("Type")),
                           std::string(attributes.get("Target"))});
  }
  std::vector<Relation> relations;
};

class WorkbookHandler : public XmlHandler {
 public:
  struct Tab {
    std::string name, relation;
  };
  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "workbookPr") {
      const auto flag = attributes.get("date1904");
      from_1904 = flag == "1" || flag == "true";
    } else if (element == "sheet" && attributes.get("state").empty()) {
      tabs.push_back({std::string(attributes.get("name")), std::string(attributes.get("relationships|id"))});
    }
  }
  std::vector<Tab> tabs;
  bool from_1904 = false;
};

/// Which cell formats show a number as a date or a time.
class StylesHandler : public XmlHandler {
 public:
  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "cellXfs") in_formats_ = true;
    if (element == "numFmt")
      codes_[index_of(attributes.get("numFmtId"), 0)] = shown_by_code(attributes.get("formatCode"));
    if (element == "xf" && in_formats_) {
      const auto id = index_of(attributes.get("numFmtId"), 0);
      const auto own = codes_.find(id);
      formats.push_back(own != codes_.end() ? own->second : shown_by_builtin(id));
    }
  }
  void close(std::string_view element) override {
    if (element == "cellXfs") in_formats_ = false;
  }
  std::vector<Shown> formats;

 private:
  std::map<std::size_t, Shown> codes_;
  bool in_formats_ = false;
};

/// The text of <t> elements, without the reading aids of East Asian words.
class TextCollector {
 public:
  void open(std::string_view element) {
    if (element == "rPh") ++aids_;
    if (element == "t" && aids_ == 0) inside_ = true;
  }
  void close(std::string_view element) {
    if (element == "rPh") --aids_;
    if (element == "t") inside_ = false;
  }
  void text(std::string_view part) {
    if (inside_) collected_ += part;
  }
  std::string take() { return unescaped(std::exchange(collected_, {})); }

 private:
  std::string collected_;
  int aids_ = 0;
  bool inside_ = false;
};

class StringsHandler : public XmlHandler {
 public:
  void open(std::string_view element, const XmlAttributes&) override { text_.open(element); }
  void close(std::string_view element) override {
    text_.close(element);
    if (element == "si") strings.push_back(text_.take());
  }
  void text(std::string_view part) override { text_.text(part); }
  std::vector<std::string> strings;

 private:
  TextCollector text_;
};

struct Book {
  std::vector<std::string> strings;
  std::vector<Shown> formats;
  bool from_1904 = false;
};

class SheetHandler : public XmlHandler {
 public:
  SheetHandler(const Book& book, const SheetLimits& limits) : grid(limits), book_(book) {}

  void open(std::string_view element, const XmlAttributes& attributes) override {
    if (element == "row") {
      const auto row = index_of(attributes.get("r"), next_row_ + 1);
      if (row == 0) refuse("file_broken");
      row_ = row - 1;
      next_row_ = row;
      column_ = 0;
    } else if (element == "c") {
      open_cell(attributes);
    } else if (element == "v") {
      in_value_ = true;
    } else {
      inline_.open(element);
    }
  }

  void close(std::string_view element) override {
    if (element == "v")
      in_value_ = false;
    else if (element == "c")
      grid.put(row_, column_++, cell());
    else
      inline_.close(element);
  }

  void text(std::string_view part) override {
    if (in_value_)
      value_ += part;
    else
      inline_.text(part);
  }

  Grid grid;

 private:
  void open_cell(const XmlAttributes& attributes) {
    value_.clear();
    inline_ = {};
    kind_ = attributes.get("t");
    format_ = index_of(attributes.get("s"), 0);
    const auto address = attributes.get("r");
    if (address.empty()) return;
    std::size_t column = 0, letters = 0;
    while (letters < address.size() && letters < 4 && address[letters] >= 'A' && address[letters] <= 'Z')
      column = column * 26 + static_cast<std::size_t>(address[letters++] - 'A' + 1);
    if (column == 0) refuse("file_broken");
    column_ = column - 1;
  }

  std::string cell() {
    if (kind_ == "s") {
      const auto index = index_of(value_, book_.strings.size());
      if (index >= book_.strings.size()) refuse("file_broken");
      return book_.strings[index];
    }
    if (kind_ == "inlineStr") return inline_.take();
    if (kind_ == "str") return unescaped(value_);
    if (kind_ == "b") return value_.empty() ? "" : value_ == "1" ? "TRUE" : "FALSE";
    if (kind_ == "e" || kind_ == "d") return value_;
    const auto shown = format_ < book_.formats.size() ? book_.formats[format_] : Shown::number;
    if (const auto moment = shown_moment(value_, shown, book_.from_1904)) return *moment;
    return plain_number(value_);
  }

  const Book& book_;
  TextCollector inline_;
  std::string kind_, value_;
  std::size_t row_ = 0, next_row_ = 0, column_ = 0, format_ = 0;
  bool in_value_ = false;
};

class XlsxReader {
 public:
  XlsxReader(std::string_view file, const SheetLimits& limits)
      : limits_(limits), archive_(file, limits.unpacked_bytes) {}

  Sheet run() {
    const auto workbook_path = find_workbook();
    const auto slash = workbook_path.rfind('/');
    folder_ = slash == std::string::npos ? "" : workbook_path.substr(0, slash + 1);
    relations_ = relations(folder_ + "_rels/" + workbook_path.substr(folder_.size()) + ".rels");
    WorkbookHandler workbook;
    parse_xml(archive_.read(workbook_path), workbook);
    Book book;
    book.from_1904 = workbook.from_1904;
    read_shared_parts(book);
    for (const auto& tab : workbook.tabs) {
      const auto path = target([&](const Relation& relation) { return relation.id == tab.relation; });
      if (!path || !archive_.has(*path)) continue;
      SheetHandler sheet(book, limits_);
      parse_xml(archive_.read(*path), sheet);
      if (!sheet.grid.empty()) return sheet.grid.take(tab.name);
    }
    return {};
  }

 private:
  std::vector<Relation> relations(const std::string& path) {
    RelationsHandler handler;
    if (archive_.has(path)) parse_xml(archive_.read(path), handler);
    return std::move(handler.relations);
  }

  std::string find_workbook() {
    for (const auto& relation : relations("_rels/.rels"))
      if (relation.type.ends_with("/officeDocument"))
        return relation.target.starts_with("/") ? relation.target.substr(1) : relation.target;
    return "xl/workbook.xml";
  }

  template <class Wanted>
  std::optional<std::string> target(Wanted wanted) const {
    const auto found = std::find_if(relations_.begin(), relations_.end(), wanted);
    if (found == relations_.end()) return {};
    return found->target.starts_with("/") ? found->target.substr(1) : folder_ + found->target;
  }

  void read_shared_parts(Book& book) {
    const auto part = [&](std::string_view type) {
      return target([&](const Relation& relation) { return relation.type.ends_with(type); });
    };
    if (const auto path = part("/sharedStrings"); path && archive_.has(*path)) {
      StringsHandler handler;
      parse_xml(archive_.read(*path), handler);
      book.strings = std::move(handler.strings);
    }
    if (const auto path = part("/styles"); path && archive_.has(*path)) {
      StylesHandler handler;
      parse_xml(archive_.read(*path), handler);
      book.formats = std::move(handler.formats);
    }
  }

  const SheetLimits& limits_;
  Unzip archive_;
  std::string folder_;
  std::vector<Relation> relations_;
};

}  // namespace

Sheet read_xlsx(std::string_view file, const SheetLimits& limits) { return XlsxReader(file, limits).run(); }

}  // namespace thon::print
