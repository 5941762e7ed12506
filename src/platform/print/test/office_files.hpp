#pragma once
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thon::print::test {

/// A zip archive as office programs write it: deflated entries and a directory.
class ZipFile {
 public:
  void add(std::string_view name, std::string_view content) {
    std::string packed(compressBound(content.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    const auto crc =
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size()));
    std::string common = le(20, 2) + le(0, 2) + le(8, 2) + le(0, 4) + le(crc, 4) + le(packed.size(), 4) +
                         le(content.size(), 4) + le(name.size(), 2) + le(0, 2);
    directory_ +=
        "PK\x01\x02" + le(20, 2) + common + le(0, 2) + le(0, 2) + le(0, 2) + le(0, 4) + le(bytes_.size(), 4);
    directory_ += name;
    bytes_ += "PK\x03\x04" + common;
    bytes_ += name;
    bytes_ += packed;
    ++count_;
  }
  std::string bytes() const {
    return bytes_ + directory_ + "PK\x05\x06" + le(0, 4) + le(count_, 2) + le(count_, 2) +
           le(directory_.size(), 4) + le(bytes_.size(), 4) + le(0, 2);
  }

 private:
  static std::string le(std::size_t value, int size) {
    std::string bytes;
    for (; size-- > 0; value >>= 8) bytes += static_cast<char>(value & 0xff);
    return bytes;
  }
  std::string bytes_, directory_;
  std::size_t count_ = 0;
};

struct XlsxParts {
  std::string rows;          ///< what stands inside <sheetData>
  std::string strings = "";  ///< what stands inside <sst>
  std::string formats = "";  ///< what stands inside <cellXfs>
  std::string number_formats = "";
  std::string workbook_properties = "";
};

inline std::string xlsx(const XlsxParts& parts) {
  const std::string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const std::string relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  ZipFile zip;
  zip.add("[Content_Types].xml", "<Types/>");
  zip.add("_rels/.rels", "<Relationships xmlns='" + package + "'><Relationship Id='r1' Type='" + relation +
                             "/officeDocument' Target='xl/workbook.xml'/></Relationships>");
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships xmlns='" + package + "'><Relationship Id='s1' Type='" + relation +
              "/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='s2' Type='" + relation +
              "/sharedStrings' Target='/xl/sharedStrings.xml'/><Relationship Id='s3' Type='" + relation +
              "/styles' Target='styles.xml'/></Relationships>");
  zip.add("xl/workbook.xml", "<workbook xmlns='" + main + "' xmlns:r='" + relation + "'>" +
                                 parts.workbook_properties +
                                 "<sheets><sheet name='Hộ' sheetId='1' r:id='s1'/></sheets></workbook>");
  zip.add("xl/worksheets/sheet1.xml",
          "<worksheet xmlns='" + main + "'><sheetData>" + parts.rows + "</sheetData></worksheet>");
  zip.add("xl/sharedStrings.xml", "<sst xmlns='" + main + "'>" + parts.strings + "</sst>");
  zip.add("xl/styles.xml", "<styleSheet xmlns='" + main + "'><numFmts>" + parts.number_formats +
                               "</numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs>" +
                               parts.formats + "</cellXfs></styleSheet>");
  return zip.bytes();
}

/// `rows` stands inside <table:table>.
inline std::string ods(const std::string& rows) {
  const std::string base = "urn:oasis:names:tc:opendocument:xmlns:";
  ZipFile zip;
  zip.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet");
  zip.add("content.xml", "<office:document-content xmlns:office='" + base + "office:1.0' xmlns:table='" +
                             base + "table:1.0' xmlns:text='" + base + "text:1.0' xmlns:draw='" + base +
                             "drawing:1.0'><office:body><office:spreadsheet><table:table table:name='Hộ'>" +
                             rows +
                             "</table:table></office:spreadsheet></office:body></office:document-content>");
  return zip.bytes();
}

}  // namespace thon::print::test
