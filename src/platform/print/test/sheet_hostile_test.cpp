// Files broken at random, from a fixed seed: whatever comes in, the reader answers or refuses.
#include <gtest/gtest.h>

#include <random>

#include "base/error.hpp"
#include "platform/print/sheet.hpp"
#include "platform/print/test/office_files.hpp"

namespace thon::print {
namespace {

const SheetLimits kSmall{
    .file_bytes = 1u << 20, .unpacked_bytes = 1u << 20, .cell_bytes = 1u << 20, .rows = 200};

bool answered_or_refused(std::string_view file) {
  try {
    read_sheet(file, kSmall);
  } catch (const Error& error) {
    return error.kind() == ErrorKind::invalid;
  }
  return true;
}

std::string mutated(std::string file, std::mt19937& random, std::string_view tokens) {
  const auto at = [&](std::size_t size) { return size == 0 ? 0 : random() % size; };
  for (auto changes = 1 + at(6); changes > 0; --changes) {
    const auto place = at(file.size());
    switch (random() % 5) {
      case 0:
        file[place] = static_cast<char>(random());
        break;
      case 1:
        file.erase(place, 1 + at(12));
        break;
      case 2:
        file.insert(place, file.substr(at(file.size()), 1 + at(40)));
        break;
      case 3:
        file.insert(place, 1, tokens[at(tokens.size())]);
        break;
      default:
        file[place] = static_cast<char>(file[place] ^ (1 << random() % 8));
    }
    if (file.empty()) file = "x";
  }
  return file;
}

TEST(HostileSheet, MutatedArchives) {
  std::mt19937 random(20230620);
  const std::string sources[] = {
      test::xlsx({.rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>46349</v></c></row>",
                  .strings = "<si><t>Đỗ</t></si>",
                  .formats = "<xf numFmtId='0'/><xf numFmtId='14'/>"}),
      test::ods("<table:table-row><table:table-cell "
                "office:value-type='string'><text:p>Đỗ</text:p></table:table-cell>"
                "</table:table-row>")};
  for (int i = 0; i < 6'000; ++i)
    EXPECT_TRUE(answered_or_refused(mutated(sources[i % 2], random, "PK\x01\x02\x05\x06\xff"))) << i;
}

TEST(HostileSheet, MutatedXmlInWholeArchives) {
  std::mt19937 random(1400);
  const std::string rows =
      "<row r='1' x='2'><c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>46349.5</v></c><c "
      "t='inlineStr'><is><t>a_x000D_"
      "</t></is></c></row><row r='3'><c r='C3' t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row>";
  const std::string cells =
      "<table:table-row table:number-rows-repeated='2'><table:table-cell office:value-type='date' "
      "office:date-value='2026-11-23T08:05:00' table:number-columns-repeated='3'/><table:table-cell "
      "office:value-type='time' office:time-value='PT08H05M00S'/><table:table-cell><text:p>a<text:s "
      "text:c='3'/>"
      "</text:p></table:table-cell></table:table-row>";
  for (int i = 0; i < 1'000; ++i) {
    EXPECT_TRUE(
        answered_or_refused(test::xlsx({.rows = mutated(rows, random, "<>/'&;0123456789"),
                                        .strings = mutated("<si><t>Đỗ</t></si>", random, "<>/&_x"),
                                        .formats = mutated("<xf/><xf numFmtId='14'/>", random, "0123456789'"),
                                        .number_formats = ""})))
        << i;
    EXPECT_TRUE(answered_or_refused(test::ods(mutated(cells, random, "<>/'&;0123456789")))) << i;
  }
}

TEST(HostileSheet, MutatedCsv) {
  std::mt19937 random(36);
  const std::string source =
      "\xEF\xBB\xBFsep=;\r\nMã;Chủ hộ;\"ghi \"\"chú\"\"\"\r\n007;Đỗ Thị Ễnh;\"hai\ndòng\"\r\n";
  for (int i = 0; i < 20'000; ++i)
    EXPECT_TRUE(answered_or_refused(mutated(source, random, "\";,\r\n\t\"\""))) << i;
}

}  // namespace
}  // namespace thon::print
