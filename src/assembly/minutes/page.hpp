#pragma once
#include <string>
#include <vector>

#include "areas/service.hpp"
#include "platform/print/table.hpp"

/// What official minutes have in common: the nation's heading, numbered paragraphs, places to sign.
namespace thon::assembly {

/// Who sends the minutes, by level.
struct Letterhead {
  std::string commune;
  std::string village;
};
Letterhead letterhead_of(const areas::Tree& tree, std::string_view area_id);

/// "14 giờ 05, ngày 02/06/2023"
std::string hour_and_day(std::string_view language, Millis at);
/// "2023-06-02" → "02/06/2023"
std::string day(std::string_view date);
/// The name of a file about a matter: its title shortened to what file systems take.
std::string file_name(std::string_view language, const std::string& key, const std::string& title,
                      const std::string& ending);

/// One set of minutes being drawn.
class MinutesPage {
 public:
  MinutesPage(std::string title, std::string footer, std::string language, Millis now);

  void letterhead(const Letterhead& head, const std::string& subject);
  void section(const std::string& title);
  void paragraph(const std::string& text, bool bold = false);
  /// Label and value, the value in bold.
  void line(const std::string& label, const std::string& value);
  /// Dotted lines to write on.
  void blank_lines(int count);
  /// Side by side, with room to sign.
  void signatures(const std::vector<std::pair<std::string, std::string>>& signers);
  print::Report& report() { return report_; }
  std::string finish() { return report_.finish(); }

 private:
  std::string language_;
  print::Report report_;
};

}  // namespace thon::assembly
