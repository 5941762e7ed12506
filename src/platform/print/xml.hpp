#pragma once
#include <string>
#include <string_view>

namespace thon::print {

/// The attributes of an element being opened.
class XmlAttributes {
 public:
  explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
  /// By local name, or by the end of the namespace and it ("office:1.0|value"). Empty when absent.
  std::string_view get(std::string_view name) const;

 private:
  const char** pairs_;
};

/// Follows an XML document. Elements are named without their namespace.
class XmlHandler {
 public:
  virtual ~XmlHandler() = default;
  virtual void open(std::string_view element, const XmlAttributes& attributes) = 0;
  virtual void close(std::string_view) {}
  virtual void text(std::string_view) {}
};

/// Throws what the handler throws; refuses a document that is not well-formed or has a DTD, which no office
/// program writes and which entity attacks need.
void parse_xml(std::string_view document, XmlHandler& handler);

}  // namespace thon::print
