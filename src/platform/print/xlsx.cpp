#include "platform/print/xlsx.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"

namespace thon::print {

namespace {

constexpr std::size_t kLongestText = 32'767;  // what Excel holds in one cell
constexpr std::size_t kLongestTab = 31;
constexpr double kUnixEpochSerial = 25'569;  // 1970-01-01 counted in Excel's days
constexpr double kMarch1900Serial = 61;      // before it Excel counts a 29 February that never was
constexpr Millis kVietnamOffset = 7 * kHour;
constexpr std::int64_t kLargestExact = 999'999'999'999'999;

[[noreturn]] void fail(const std::string& why) {
  throw Error(ErrorKind::internal, "print.error.not_written", {}, why);
}

/// Text as a cell may hold it: control characters are not XML, and Excel counts UTF-16 units.
std::string cell_text(std::string_view text, std::size_t longest = kLongestText) {
  std::string kept;
  kept.reserve(text.size());
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7f) continue;
    const bool starts_character = (byte & 0xc0) != 0x80;
    if (starts_character) units += byte >= 0xf0 ? 2 : 1;
    if (units > longest) break;
    kept += c;
  }
  return kept;
}

std::string tab_name(std::string_view wanted) {
  std::string name;
  for (const char c : cell_text(wanted, kLongestTab))
    if (std::string_view("[]:*?/\\'\n\t").find(c) == std::string_view::npos) name += c;
  return name.empty() ? "Thôn" : name;
}

std::optional<double> date_serial(std::string_view date) {
  if (!is_date(date)) return {};
  const auto part = [&](std::size_t at, std::size_t size) {
    unsigned number = 0;
    std::from_chars(date.data() + at, date.data() + at + size, number);
    return number;
  };
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(part(0, 4))),
                                        std::chrono::month(part(5, 2)), std::chrono::day(part(8, 2))};
  const double serial = std::chrono::sys_days(day).time_since_epoch().count() + kUnixEpochSerial;
  if (serial < kMarch1900Serial) return {};
  return serial;
}

double time_serial(Millis at) { return static_cast<double>(at + kVietnamOffset) / kDay + kUnixEpochSerial; }

/// A file name nobody else uses, readable by this program only, gone with the object.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "thon-sheet-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) fail("no temporary file");
    ::close(file);
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

struct XlsxWriter::State {
  SheetInfo info;
  TemporaryFile file;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format *text = nullptr, *integer = nullptr, *date = nullptr, *date_time = nullptr;
  lxw_row_t header_row = 0;
  lxw_row_t next_row = 0;

  ~State() {
    if (book) workbook_close(book);
  }
  lxw_format* cell_format(const char* number_format);
  void front();
  void header();
  void page();
  void cell(lxw_col_t column, ColumnKind kind, const SheetValue& value);
};

lxw_format* XlsxWriter::State::cell_format(const char* number_format) {
  auto* format = workbook_add_format(book);
  format_set_num_format(format, number_format);
  format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
  format_set_bottom(format, LXW_BORDER_HAIR);
  format_set_bottom_color(format, 0xBDC5C0);
  return format;
}

void XlsxWriter::State::front() {
  if (!info.title.empty()) {
    auto* large = workbook_add_format(book);
    format_set_bold(large);
    format_set_font_size(large, 15);
    worksheet_set_row(sheet, next_row, 24, nullptr);
    worksheet_write_string(sheet, next_row++, 0, cell_text(info.title).c_str(), large);
  }
  for (const auto& [label, value] : info.about)
    worksheet_write_string(sheet, next_row++, 0, cell_text(label + ": " + value).c_str(), nullptr);
  if (next_row > 0) ++next_row;
}

void XlsxWriter::State::header() {
  auto* format = workbook_add_format(book);
  format_set_bold(format);
  format_set_font_color(format, LXW_COLOR_WHITE);
  format_set_bg_color(format, 0x0D5C3D);
  format_set_text_wrap(format);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  header_row = next_row++;
  worksheet_set_row(sheet, header_row, 30, nullptr);
  for (lxw_col_t column = 0; column < info.columns.size(); ++column)
    worksheet_write_string(sheet, header_row, column, cell_text(info.columns[column].title).c_str(), format);
  worksheet_freeze_panes(sheet, header_row + 1, 0);
}

void XlsxWriter::State::page() {
  constexpr double kPortraitCharacters = 95;
  double width = 0;
  for (lxw_col_t column = 0; column < info.columns.size(); ++column) {
    width += info.columns[column].width;
    worksheet_set_column(sheet, column, column, info.columns[column].width, nullptr);
  }
  worksheet_set_paper(sheet, 9);  // A4
  if (width > kPortraitCharacters) worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, header_row, header_row);
  worksheet_set_footer(sheet, "&L&A&R&P/&N");
}

void XlsxWriter::State::cell(lxw_col_t column, ColumnKind kind, const SheetValue& value) {
  if (const auto* words = std::get_if<std::string>(&value)) {
    if (words->empty()) return;
    if (const auto serial = kind == ColumnKind::date ? date_serial(*words) : std::nullopt)
      worksheet_write_number(sheet, next_row, column, *serial, date);
    else
      worksheet_write_string(sheet, next_row, column, cell_text(*words).c_str(), text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (kind == ColumnKind::date_time)
      worksheet_write_number(sheet, next_row, column, time_serial(*number), date_time);
    else if (kind == ColumnKind::integer && std::abs(*number) <= kLargestExact)
      worksheet_write_number(sheet, next_row, column, static_cast<double>(*number), integer);
    else
      worksheet_write_string(sheet, next_row, column, std::to_string(*number).c_str(), text);
  }
}

XlsxWriter::XlsxWriter(SheetInfo info) : state_(std::make_unique<State>()) {
  state_->info = std::move(info);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  state_->book = workbook_new_opt(state_->file.path().c_str(), &options);
  if (!state_->book) fail("no workbook");
  lxw_doc_properties properties{};
  auto title = cell_text(state_->info.title, 255);
  properties.title = title.data();
  workbook_set_properties(state_->book, &properties);
  state_->sheet = workbook_add_worksheet(state_->book, tab_name(state_->info.tab).c_str());
  if (!state_->sheet) fail("no sheet");
  state_->text = state_->cell_format("@");
  state_->integer = state_->cell_format("#,##0");
  state_->date = state_->cell_format("dd/mm/yyyy");
  state_->date_time = state_->cell_format("dd/mm/yyyy hh:mm");
  state_->front();
  state_->header();
  state_->page();
}

XlsxWriter::~XlsxWriter() = default;

void XlsxWriter::row(const std::vector<SheetValue>& values) {
  if (state_->next_row >= LXW_ROW_MAX) fail("more rows than a sheet holds");
  const auto count = std::min(values.size(), state_->info.columns.size());
  for (lxw_col_t column = 0; column < count; ++column)
    state_->cell(column, state_->info.columns[column].kind, values[column]);
  ++state_->next_row;
}

std::string XlsxWriter::finish() {
  auto& state = *state_;
  const auto last_row = std::max(state.next_row - 1, state.header_row);
  if (!state.info.columns.empty()) {
    const auto last_column = static_cast<lxw_col_t>(state.info.columns.size() - 1);
    worksheet_autofilter(state.sheet, state.header_row, 0, last_row, last_column);
  }
  if (last_row > state.header_row) {
    // House codes and phone numbers are text on purpose; no green corner should say they are wrong.
    const auto range = "A1:XFD" + std::to_string(last_row + 1);
    worksheet_ignore_errors(state.sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str());
  }
  const auto closed = workbook_close(std::exchange(state.book, nullptr));
  if (closed != LXW_NO_ERROR) fail(lxw_strerror(closed));
  std::ifstream stream(state.file.path(), std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), {}};
  if (!stream || bytes.empty()) fail("the file cannot be read back");
  return bytes;
}

}  // namespace thon::print
