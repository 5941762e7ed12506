#include "platform/print/pdf_language.hpp"

#include <charconv>
#include <cstdio>
#include <optional>

namespace thon::print {

namespace {

std::optional<std::size_t> number_after(std::string_view text, std::string_view word) {
  const auto at = text.rfind(word);
  if (at == std::string_view::npos) return {};
  auto from = at + word.size();
  while (from < text.size() && (text[from] == ' ' || text[from] == '\n')) ++from;
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + text.size(), number);
  if (error != std::errc()) return {};
  return number;
}

}  // namespace

std::string with_language(std::string pdf, std::string_view language) {
  const auto trailer = std::string_view(pdf).substr(std::min(pdf.rfind("trailer"), pdf.size()));
  const auto size = number_after(trailer, "/Size");
  const auto root = number_after(trailer, "/Root");
  const auto info = number_after(trailer, "/Info");
  const auto table = number_after(trailer, "startxref");
  if (!size || !root || !info || !table) return pdf;
  const auto opening = "\n" + std::to_string(*root) + " 0 obj\n";
  const auto object = pdf.rfind(opening);
  const auto end = object == std::string::npos ? object : pdf.find("endobj", object);
  const auto close = end == std::string::npos ? end : pdf.rfind(">>", end);
  if (close == std::string::npos || close < object) return pdf;

  auto catalogue = pdf.substr(object + 1, close - object - 1);
  catalogue += "   /Lang (" + std::string(language) +
               ")\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n";
  const auto object_at = pdf.size();
  const auto table_at = object_at + catalogue.size();
  char entry[21];
  std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", object_at);
  pdf += catalogue + "xref\n" + std::to_string(*root) + " 1\n" + entry + "trailer\n<< /Size " +
         std::to_string(*size) + "\n   /Root " + std::to_string(*root) + " 0 R\n   /Info " +
         std::to_string(*info) + " 0 R\n   /Prev " + std::to_string(*table) + "\n>>\nstartxref\n" +
         std::to_string(table_at) + "\n%%EOF\n";
  return pdf;
}

}  // namespace thon::print
