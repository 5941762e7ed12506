#include "platform/print/xml.hpp"

#include <expat.h>

#include <exception>
#include <memory>

#include "platform/print/grid.hpp"

namespace thon::print {

namespace {

constexpr char kSeparator = '|';

struct Run {
  XML_Parser parser;
  XmlHandler& handler;
  std::exception_ptr thrown;

  /// Expat is C: nothing may be thrown through it.
  template <class Call>
  void guarded(Call call) {
    if (thrown) return;
    try {
      call();
    } catch (...) {
      thrown = std::current_exception();
      XML_StopParser(parser, XML_FALSE);
    }
  }
};

std::string_view local(const char* name) {
  const std::string_view whole = name;
  return whole.substr(whole.rfind(kSeparator) + 1);
}

void on_open(void* data, const char* name, const char** attributes) {
  auto& run = *static_cast<Run*>(data);
  run.guarded([&] { run.handler.open(local(name), XmlAttributes(attributes)); });
}

void on_close(void* data, const char* name) {
  auto& run = *static_cast<Run*>(data);
  run.guarded([&] { run.handler.close(local(name)); });
}

void on_text(void* data, const char* text, int size) {
  auto& run = *static_cast<Run*>(data);
  run.guarded([&] { run.handler.text({text, static_cast<std::size_t>(size)}); });
}

void on_doctype(void* data, const char*, const char*, const char*, int) {
  static_cast<Run*>(data)->guarded([] { refuse("file_broken"); });
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair; pair += 2) {
    const std::string_view key = *pair;
    if (!key.ends_with(name)) continue;
    if (key.size() == name.size() ||
        std::string_view("|:/").find(key[key.size() - name.size() - 1]) != std::string_view::npos)
      return pair[1];
  }
  return {};
}

void parse_xml(std::string_view document, XmlHandler& handler) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(
      XML_ParserCreateNS(nullptr, kSeparator), &XML_ParserFree);
  if (!parser) refuse("file_broken");
  Run run{parser.get(), handler, nullptr};
  XML_SetUserData(parser.get(), &run);
  XML_SetElementHandler(parser.get(), on_open, on_close);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  const auto status = XML_Parse(parser.get(), document.data(), static_cast<int>(document.size()), XML_TRUE);
  if (run.thrown) std::rethrow_exception(run.thrown);
  if (status != XML_STATUS_OK) refuse("file_broken");
}

}  // namespace thon::print
