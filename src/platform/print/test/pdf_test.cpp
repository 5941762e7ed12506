#include "platform/print/pdf.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "base/error.hpp"
#include "platform/print/qr.hpp"
#include "platform/print/table.hpp"
#include "platform/print/test/pdf_text.hpp"

namespace thon::print {
namespace {

constexpr char kStacked[] = "Ễ ộ ữ Ằ ẵ ặ Ỷ ờ ỡ Đỗ Thị Ộn Nguyễn Thị Nhường";

std::string one_page(const std::string& text) {
  Canvas canvas({.title = "Thử giấy in"});
  canvas.start_page();
  canvas.text(20, 20, 170, text, {.points = 14});
  canvas.text(20, 40, 170, text, {.points = 14, .bold = true});
  return canvas.finish();
}

TEST(Pdf, StackedDiacriticsComeOutAsTheyWentIn) {
  THON_NEEDS_POPPLER();
  EXPECT_EQ(test::pdf_text(one_page(kStacked)), std::string(kStacked) + " " + kStacked + " ");
}

TEST(Pdf, FontsAreEmbeddedAndTheFileSaysItsTitleAndLanguage) {
  THON_NEEDS_POPPLER();
  const auto pdf = one_page(kStacked);
  const auto fonts = test::poppler("pdffonts", pdf);
  EXPECT_NE(fonts.find("-Bold"), std::string::npos) << fonts;
  EXPECT_EQ(fonts.find(" no  "), std::string::npos) << fonts;
  const auto info = test::poppler("pdfinfo", pdf);
  EXPECT_NE(info.find("Thử giấy in"), std::string::npos) << info;
  EXPECT_NE(info.find("(A4)"), std::string::npos) << info;
  EXPECT_EQ(info.find("Error"), std::string::npos) << info;
  EXPECT_NE(pdf.find("/Lang (vi)"), std::string::npos);
}

TEST(Pdf, TextNeverLeavesItsBox) {
  Canvas canvas({.title = "T"});
  canvas.start_page();
  const std::string name = "Đỗ Hoàng Ngọc Quỳnh Phương Thảo Nguyên Công Tằng Tôn Nữ Thị Hồng Hạnh";
  for (const double width : {12.0, 40.0, 120.0})
    for (const double height : {6.0, 14.0, 30.0})
      EXPECT_LE(canvas.fitted_text({10, 10, width, height}, name, {.points = 22}, 8), height + 0.02);
}

TEST(Pdf, AnEmptyFileStillHasAPage) {
  THON_NEEDS_POPPLER();
  Report report({.title = "Trống"}, {});
  EXPECT_EQ(test::pdf_pages(report.finish()), 1);
}

TEST(Pdf, ALongTextGoesOnOverThePagesWithoutLosingAWord) {
  THON_NEEDS_POPPLER();
  Report report({.title = "Dài"}, {.header_left = "Xã Song Phượng", .footer = "Chân trang"});
  report.heading("Thông báo");
  std::string body, expected;
  for (int i = 1; i <= 1'500; ++i) body += "chữ" + std::to_string(i) + (i % 40 == 0 ? "\n\n" : " ");
  report.paragraph(body);
  const auto text = test::pdf_text(report.finish());
  std::size_t at = 0;
  for (int i = 1; i <= 1'500; ++i) {
    at = text.find("chữ" + std::to_string(i) + " ", at);
    ASSERT_NE(at, std::string::npos) << i;
  }
  EXPECT_NE(text.find("Xã Song Phượng"), std::string::npos);
  EXPECT_NE(text.find("Trang 1/4"), std::string::npos) << text.substr(text.size() - 200);
  EXPECT_NE(text.find("Trang 4/4"), std::string::npos);
}

TEST(Table, RepeatsItsHeaderAndNeverSplitsARow) {
  THON_NEEDS_POPPLER();
  Report report({.title = "Bảng"}, {});
  Table table(report, {{"Cột đầu", 40}, {"Cột sau", 0}});
  for (int i = 0; i < 60; ++i)
    table.row({"d" + std::to_string(i), "mở" + std::to_string(i) + "\ngiữa\nkết" + std::to_string(i)});
  const auto pdf = report.finish();
  const int pages = test::pdf_pages(pdf);
  ASSERT_GT(pages, 2);
  for (int page = 1; page <= pages; ++page) {
    const auto number = std::to_string(page);
    const auto text = test::poppler("pdftotext -f " + number + " -l " + number, pdf, "-");
    EXPECT_NE(text.find("Cột sau"), std::string::npos) << page;
    for (int i = 0; i < 60; ++i)
      EXPECT_EQ(text.find("mở" + std::to_string(i) + "\n") == std::string::npos,
                text.find("kết" + std::to_string(i) + "\n") == std::string::npos)
          << page << " " << i;
  }
}

TEST(Table, ARowHigherThanAPageIsCutNotLooped) {
  THON_NEEDS_POPPLER();
  Report report({.title = "Bảng"}, {});
  Table table(report, {{"Ghi chú", 0}});
  std::string lines;
  for (int i = 0; i < 300; ++i) lines += "dòng\n";
  table.row({Cell(lines)});
  table.row({Cell("sau")});
  EXPECT_EQ(test::pdf_pages(report.finish()), 2);
}

TEST(Pdf, ManyThreadsDrawAtOnce) {
  std::vector<std::string> drawn(8);
  {
    std::vector<std::jthread> threads;
    for (auto& pdf : drawn) threads.emplace_back([&pdf] { pdf = one_page(kStacked); });
  }
  for (const auto& pdf : drawn) EXPECT_TRUE(pdf.starts_with("%PDF-"));
}

TEST(Qr, HasItsFindersAndDrawsTheSameSquaresAsSvg) {
  const auto code = qr_code("https://thon.example/m#k3JdT7yq0RbZsXw2Vn9aPf");
  EXPECT_EQ((code.side - 17) % 4, 0);
  for (const auto& [row, column] :
       {std::pair(0, 0), std::pair(0, code.side - 7), std::pair(code.side - 7, 0)}) {
    EXPECT_TRUE(code.at(row, column) && code.at(row + 6, column + 6) && code.at(row + 3, column + 3));
    EXPECT_FALSE(code.at(row + 1, column + 1));
  }
  const auto drawn = svg(code);
  EXPECT_NE(drawn.find("M4 4h7v1h-7z"), std::string::npos) << drawn;
  EXPECT_NE(drawn.find("viewBox=\"0 0 " + std::to_string(code.side + 8)), std::string::npos);
}

TEST(Qr, RefusesWhatDoesNotFit) {
  EXPECT_NO_THROW(qr_code(std::string(2'000, 'x')));
  EXPECT_THROW(qr_code(std::string(3'000, 'x')), Error);
  EXPECT_THROW(qr_code(""), Error);
}

}  // namespace
}  // namespace thon::print
