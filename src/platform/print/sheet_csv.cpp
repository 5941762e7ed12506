#include <algorithm>

#include "base/text.hpp"
#include "platform/print/grid.hpp"

namespace thon::print {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Excel writes "sep=;" on a line of its own when it wants to be sure.
char declared_separator(std::string_view& text) {
  if (text.size() < 5 || !text.starts_with("sep=")) return 0;
  const char separator = text[4];
  const auto end = text.find_first_of("\r\n", 5);
  if (end != 5 && end != std::string_view::npos) return 0;
  text.remove_prefix(std::min(text.find_first_not_of("\r\n", 5), text.size()));
  return separator;
}

/// A Vietnamese Excel writes semicolons, others commas or tabs: whichever stands most often in the first
/// line.
char likely_separator(std::string_view text) {
  constexpr std::string_view kCandidates = ",;\t";
  std::size_t counts[kCandidates.size()] = {};
  bool quoted = false, seen = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      if (seen) break;
      continue;
    }
    seen = true;
    if (const auto at = kCandidates.find(c); at != std::string_view::npos) ++counts[at];
  }
  return kCandidates[static_cast<std::size_t>(std::max_element(std::begin(counts), std::end(counts)) -
                                              counts)];
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, Grid& grid)
      : text_(text), separator_(separator), grid_(grid) {}

  void run() {
    while (at_ < text_.size()) {
      field();
      const char c = at_ < text_.size() ? text_[at_] : '\n';
      if (c == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') ++at_;
      ++at_;
      if (c == separator_) {
        ++column_;
      } else {
        ++row_;
        column_ = 0;
      }
    }
  }

 private:
  /// Reads up to the separator or the end of the line.
  void field() {
    std::string value;
    if (at_ < text_.size() && text_[at_] == '"') quoted(value);
    const auto end = std::min(text_.find_first_of(std::string{separator_, '\r', '\n'}, at_), text_.size());
    value += text_.substr(at_, end - at_);
    at_ = end;
    grid_.put(row_, column_, std::move(value));
  }

  void quoted(std::string& value) {
    for (++at_;;) {
      const auto quote = text_.find('"', at_);
      if (quote == std::string_view::npos) refuse("open_quote", {{"row", std::to_string(row_ + 1)}});
      value += text_.substr(at_, quote - at_);
      at_ = quote + 1;
      if (at_ >= text_.size() || text_[at_] != '"') return;
      value += '"';
      ++at_;
    }
  }

  std::string_view text_;
  char separator_;
  Grid& grid_;
  std::size_t at_ = 0, row_ = 0, column_ = 0;
};

}  // namespace

Sheet read_csv(std::string_view file, const SheetLimits& limits) {
  if (file.starts_with("\xFF\xFE") || file.starts_with("\xFE\xFF")) refuse("file_encoding");
  if (file.starts_with(kByteOrderMark)) file.remove_prefix(kByteOrderMark.size());
  const auto odd = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r' && c != '\n';
  };
  if (std::any_of(file.begin(), file.end(), odd)) refuse("file_unknown");
  if (!is_utf8(file)) refuse("file_encoding");
  // A page saved under a spreadsheet's name, or a PDF.
  const auto first = file.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) refuse("file_empty");
  if (file[first] == '<' || file.substr(first).starts_with("%PDF")) refuse("file_unknown");
  char separator = declared_separator(file);
  if (separator == 0) separator = likely_separator(file);
  Grid grid(limits);
  CsvReader(file, separator, grid).run();
  return grid.take("");
}

}  // namespace thon::print
