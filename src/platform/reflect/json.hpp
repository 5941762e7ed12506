#pragma once
#include <boost/json/fwd.hpp>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "platform/reflect/shape.hpp"

namespace thon {

/// Appends the object as JSON. An absent optional is written as null.
void write_json(std::string& out, const Shape& shape, const void* object);

template <class T>
std::string to_json(const T& object) {
  std::string out;
  write_json(out, shape_of<T>(), &object);
  return out;
}

/// Appends text as a JSON string with its quotes.
void write_json_text(std::string& out, std::string_view text);

/// Fills `object` from JSON and adds every fault found, with its JSON pointer, to `faults`: members that are missing,
/// unknown, of a wrong type, too long, out of range. Text is trimmed and composed first; phone numbers are brought
/// to their national form.
void read_json(const boost::json::value& json, const Shape& shape, void* object, const std::string& path,
               std::vector<FieldError>& faults);

/// The same for one value that came as text: a path segment or a query parameter.
void read_text(std::string_view text, const Shape& shape, void* object, const std::string& path,
               std::vector<FieldError>& faults);

/// Parses and fills a T; throws Error::invalid naming every fault.
template <class T>
T from_json(std::string_view text);

namespace detail {
void parse_into(std::string_view text, const Shape& shape, void* object);
}

template <class T>
T from_json(std::string_view text) {
  T object{};
  detail::parse_into(text, shape_of<T>(), &object);
  return object;
}

/// JSON Schemas (2020-12, as OpenAPI 3.1 uses it) of shapes.
struct Schemas {
  /// Named objects and choices: name → schema text.
  std::map<std::string, std::string> components;
  /// Objects that callers send: they may leave optional members out. All others are written whole.
  std::set<const Shape*> sent;
};

/// The schema of a shape. Named objects and choices are referred to, and added to the components once.
std::string json_schema(const Shape& shape, Schemas& schemas);

}  // namespace thon
