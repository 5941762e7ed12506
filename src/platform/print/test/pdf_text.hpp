#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace thon::print::test {

/// Runs a poppler tool over a PDF and answers what it prints; "" when it fails.
inline std::string poppler(const std::string& tool, const std::string& pdf, const std::string& after = "") {
  auto path = (std::filesystem::temp_directory_path() / "thon-pdf-XXXXXX").string();
  ::close(::mkstemp(path.data()));
  std::ofstream(path, std::ios::binary) << pdf;
  std::string printed;
  if (FILE* pipe = ::popen((tool + " " + path + " " + after + " 2>&1").c_str(), "r")) {
    std::array<char, 4096> part;
    while (const auto size = std::fread(part.data(), 1, part.size(), pipe)) printed.append(part.data(), size);
    ::pclose(pipe);
  }
  std::filesystem::remove(path);
  return printed;
}

inline bool has_poppler() { return std::system("pdftotext -v >/dev/null 2>&1") == 0; }

/// The words in reading order, line ends as blanks.
inline std::string pdf_text(const std::string& pdf) {
  std::string text;
  for (const char c : poppler("pdftotext -enc UTF-8", pdf, "-")) {
    const bool blank = c == '\n' || c == '\f' || c == ' ';
    if (!blank)
      text += c;
    else if (!text.empty() && text.back() != ' ')
      text += ' ';
  }
  return text;
}

inline int pdf_pages(const std::string& pdf) {
  const auto info = poppler("pdfinfo", pdf);
  const auto at = info.find("Pages:");
  return at == std::string::npos ? -1 : std::atoi(info.c_str() + at + 6);
}

}  // namespace thon::print::test

#define THON_NEEDS_POPPLER() \
  if (!thon::print::test::has_poppler()) GTEST_SKIP() << "poppler-utils is not installed"
