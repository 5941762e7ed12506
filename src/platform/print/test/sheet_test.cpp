#include "platform/print/sheet.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "platform/print/test/office_files.hpp"

namespace thon::print {
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

std::string refusal(std::string_view file, const SheetLimits& limits = {}) {
  try {
    read_sheet(file, limits);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::invalid);
    EXPECT_EQ(error.fields().size(), 1u);
    EXPECT_EQ(error.fields().at(0).path, "/file");
    return error.fields().at(0).key;
  }
  return "accepted";
}

TEST(Sheet, NamesCellsTheWayAPersonSeesThem) {
  EXPECT_EQ(cell_address(0, 0), "A1");
  EXPECT_EQ(cell_address(6, 1), "B7");
  EXPECT_EQ(cell_address(0, 25), "Z1");
  EXPECT_EQ(cell_address(9, 26), "AA10");
  EXPECT_EQ(cell_address(0, 701), "ZZ1");
  EXPECT_EQ(cell_address(0, 702), "AAA1");
}

TEST(Csv, CommasSemicolonsAndTabs) {
  const Rows expected = {{"Mã", "Chủ hộ"}, {"007", "Đỗ Thị Ộn, bà"}};
  EXPECT_EQ(read_sheet("Mã,Chủ hộ\n007,\"Đỗ Thị Ộn, bà\"\n").rows, expected);
  EXPECT_EQ(read_sheet("\xEF\xBB\xBFMã;Chủ hộ\r\n007;Đỗ Thị Ộn, bà\r\n").rows, expected);
  EXPECT_EQ(read_sheet("Mã\tChủ hộ\r007\tĐỗ Thị Ộn, bà").rows, expected);
  EXPECT_EQ(read_sheet("\xEF\xBB\xBFsep=;\r\nMã;Chủ hộ\r\n007;Đỗ Thị Ộn, bà").rows, expected);
}

TEST(Csv, QuotesLineBreaksAndEmptyLines) {
  const Rows expected = {{"a", "nói \"vâng\"", "hai\ndòng"}, {}, {"", "x"}, {"12\"", "y"}};
  EXPECT_EQ(read_sheet("a,\"nói \"\"vâng\"\"\",\"hai\ndòng\"\n\n,x,,\n12\",y").rows, expected);
}

TEST(Csv, RefusesWhatItWouldOnlyGuess) {
  EXPECT_EQ(refusal(""), "print.error.file_empty");
  EXPECT_EQ(refusal(" \r\n\n"), "print.error.file_empty");
  EXPECT_EQ(refusal(",,,\n,,"), "print.error.file_empty");
  EXPECT_EQ(refusal("a,b\nc,\"chưa đóng\nd,e"), "print.error.open_quote");
  EXPECT_EQ(refusal("T\xEAn,h\xF4"), "print.error.file_encoding");
  EXPECT_EQ(refusal(std::string_view("\xFF\xFEM\0\xE3\0", 6)), "print.error.file_encoding");
  EXPECT_EQ(refusal("<html><table><tr><td>1</td></tr></table>"), "print.error.file_unknown");
  EXPECT_EQ(refusal("%PDF-1.5\n"), "print.error.file_unknown");
  EXPECT_EQ(refusal(std::string_view("\x7f"
                                     "ELF\0\1",
                                     6)),
            "print.error.file_unknown");
  EXPECT_EQ(refusal("\xD0\xCF\x11\xE0\xA1\xB1"), "print.error.file_old_excel");
}

TEST(Csv, KeepsWithinItsLimits) {
  const SheetLimits small{.file_bytes = 100, .rows = 3, .columns = 2};
  EXPECT_EQ(refusal("a\nb\nc\n", small), "accepted");
  EXPECT_EQ(refusal("a\nb\nc\nd", small), "print.error.too_many_rows");
  EXPECT_EQ(refusal("a,b,c", small), "print.error.too_many_columns");
  EXPECT_EQ(refusal("a,b,,,,", small), "accepted");
  EXPECT_EQ(refusal(std::string(101, 'a'), small), "print.error.file_too_big");
}

TEST(XlsxReading, EveryKindOfCell) {
  const auto file = test::xlsx({
      .rows = "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
              "<row r='3'><c r='A3'><v>7</v></c><c r='B3'><v>9.12345678E8</v></c><c "
              "r='C3'><v>0.30000000000000004</v></c>"
              "<c r='D3' t='b'><v>1</v></c><c r='E3' t='e'><v>#N/A</v></c><c r='F3' "
              "t='inlineStr'><is><r><t>nội </t></r>"
              "<r><t>dung</t></r></is></c><c r='G3' t='str'><f>A1&amp;\"x\"</f><v>kết quả</v></c>"
              "<c r='AA3'><v>-0</v></c></row>"
              "<row><c s='1'><v>46349</v></c><c s='2'><v>46349.3368055556</v></c><c "
              "s='3'><v>0.336805555555556</v></c>"
              "<c s='4'><v>46349</v></c><c s='5'><v>46349</v></c><c s='1'><v>-3</v></c></row>",
      .strings =
          "<si><t xml:space='preserve'> 0912 </t></si><si><r><t>Đỗ</t></r><r><t xml:space='preserve'> Ễnh"
          "_x000D_</t></r><rPh><t>aid</t></rPh></si>",
      .formats =
          "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='170'/><xf numFmtId='20'/><xf numFmtId='171'/>"
          "<xf numFmtId='172'/>",
      .number_formats = "<numFmt numFmtId='170' formatCode='dd/mm/yyyy\\ hh:mm'/>"
                        "<numFmt numFmtId='171' formatCode='&quot;ngày &quot;d&quot; tháng &quot;m'/>"
                        "<numFmt numFmtId='172' formatCode='#,##0 [$đ-42A]'/>",
  });
  const auto sheet = read_sheet(file);
  EXPECT_EQ(sheet.name, "Hộ");
  EXPECT_EQ(sheet.rows.at(0), (Row{" 0912 ", "Đỗ Ễnh"}));
  EXPECT_EQ(sheet.rows.at(1), Row{});
  const Row first(sheet.rows.at(2).begin(), sheet.rows.at(2).begin() + 7);
  EXPECT_EQ(first, (Row{"7", "912345678", "0.3", "TRUE", "#N/A", "nội dung", "kết quả"}));
  EXPECT_EQ(sheet.at(2, 26), "0");
  EXPECT_EQ(sheet.rows.at(3), (Row{"2026-11-23", "2026-11-23 08:05", "08:05", "2026-11-23", "46349", "-3"}));
}

TEST(XlsxReading, DatesAtTheEdges) {
  const test::XlsxParts parts{.rows =
                                  "<row><c s='0'><v>1</v></c><c s='0'><v>59</v></c><c s='0'><v>61</v></c><c "
                                  "s='0'><v>2958465</v></c></row>",
                              .formats = "<xf numFmtId='14'/>"};
  EXPECT_EQ(read_sheet(test::xlsx(parts)).rows.at(0).at(0), "1900-01-01");
  EXPECT_EQ(read_sheet(test::xlsx(parts)).rows.at(0).at(1), "1900-02-28");
  EXPECT_EQ(read_sheet(test::xlsx(parts)).rows.at(0).at(2), "1900-03-01");
  auto mac = parts;
  mac.rows = "<row><c s='0'><v>44887</v></c></row>";
  mac.workbook_properties = "<workbookPr date1904='1'/>";
  EXPECT_EQ(read_sheet(test::xlsx(mac)).at(0, 0), "2026-11-23");
}

TEST(XlsxReading, RefusesWhatIsBroken) {
  const std::string good = "<row r='1'><c r='A1'><v>1</v></c></row>";
  EXPECT_EQ(refusal(test::xlsx({.rows = good})), "accepted");
  EXPECT_EQ(refusal(test::xlsx({.rows = ""})), "print.error.file_empty");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row r='1'><c t='s'><v>9</v></c></row>"})),
            "print.error.file_broken");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row r='0'><c><v>9</v></c></row>"})), "print.error.file_broken");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row><c r='7'><v>9</v></c></row>"})), "print.error.file_broken");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row><c><v>9</c></row>"})), "print.error.file_broken");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row r='1048576'><c><v>1</v></c></row>"})),
            "print.error.too_many_rows");
  EXPECT_EQ(refusal(test::xlsx({.rows = "<row><c r='XFD1'><v>1</v></c></row>"})),
            "print.error.too_many_columns");
  test::ZipFile other;
  other.add("word/document.xml", "<w/>");
  EXPECT_EQ(refusal(other.bytes()), "print.error.file_unknown");
  EXPECT_EQ(refusal(test::xlsx({.rows = good}).substr(0, 400)), "print.error.file_broken");
}

TEST(XlsxReading, RefusesBombs) {
  test::ZipFile bomb;
  bomb.add("[Content_Types].xml", "<Types/>");
  bomb.add("xl/workbook.xml", std::string(80u << 20, ' '));
  EXPECT_LT(bomb.bytes().size(), 1u << 20);
  EXPECT_EQ(refusal(bomb.bytes()), "print.error.file_too_big");

  test::ZipFile entities;
  entities.add("content.xml", "<!DOCTYPE a [<!ENTITY b 'cccccccc'><!ENTITY d '&b;&b;&b;'>]><a>&d;</a>");
  EXPECT_EQ(refusal(entities.bytes()), "print.error.file_broken");

  std::string rows;
  for (int row = 0; row < 10'000; ++row) rows += "<row><c t='s'><v>0</v></c></row>";
  const auto shared =
      test::xlsx({.rows = rows, .strings = "<si><t>" + std::string(30'000, 'x') + "</t></si>"});
  EXPECT_EQ(refusal(shared), "print.error.file_too_big");
}

TEST(Ods, EveryKindOfCell) {
  const auto sheet = read_sheet(test::ods(
      "<table:table-row><table:table-cell office:value-type='string' "
      "table:number-columns-spanned='2'><text:p>Đỗ "
      "<text:span>Thị</text:span><text:s text:c='2'/><text:a>Ễnh</text:a></text:p><text:p>dòng hai</text:p>"
      "<office:annotation><text:p>ghi "
      "chú</text:p></office:annotation></table:table-cell><table:covered-table-cell/>"
      "<table:table-cell office:value-type='float' "
      "office:value='1.4E3'><text:p>1.400</text:p></table:table-cell>"
      "</table:table-row>"
      "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='3'/>"
      "</table:table-row>"
      "<table:table-row table:number-rows-repeated='2'><table:table-cell office:value-type='date' "
      "office:date-value='2026-11-23'/><table:table-cell office:value-type='date' "
      "office:date-value='2026-11-23T08:05:00'/><table:table-cell office:value-type='time' "
      "office:time-value='PT08H05M00S'/><table:table-cell office:value-type='percentage' office:value='0.5'/>"
      "<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
      "<table:table-cell office:value-type='string' table:number-columns-repeated='2'><text:p>007</text:p>"
      "</table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated='1048570'><table:table-cell "
      "table:number-columns-repeated='16384'/>"
      "</table:table-row>"));
  EXPECT_EQ(sheet.name, "Hộ");
  const Row last{"2026-11-23", "2026-11-23 08:05", "08:05", "0.5", "TRUE", "007", "007"};
  EXPECT_EQ(sheet.rows, (Rows{{"Đỗ Thị  Ễnh\ndòng hai", "", "1400"}, {}, {}, last, last}));
}

TEST(Ods, RepeatedCellsKeepWithinTheLimits) {
  const std::string cell = "<table:table-cell office:value-type='float' office:value='1'/>";
  EXPECT_EQ(refusal(test::ods("<table:table-row table:number-rows-repeated='1000000'>" + cell +
                              "</table:table-row>")),
            "print.error.too_many_rows");
  EXPECT_EQ(refusal(test::ods("<table:table-row><table:table-cell office:value-type='float' office:value='1' "
                              "table:number-columns-repeated='99999999999'/></table:table-row>")),
            "print.error.too_many_columns");
}

}  // namespace
}  // namespace thon::print
