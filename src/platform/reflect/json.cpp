#include "platform/reflect/json.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <cmath>
#include <cstdio>

#include "base/id.hpp"
#include "base/text.hpp"
#include "base/time.hpp"

namespace thon {
namespace json = boost::json;

void write_json_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          char escape[8];
          std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
          out += escape;
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

namespace {

template <class Number>
void append_number(std::string& out, Number number) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, number).ptr;
  out.append(text, end);
}

void write_list(std::string& out, const Shape& shape, const void* object) {
  out += '[';
  const std::size_t size = shape.size(object);
  for (std::size_t i = 0; i < size; ++i) {
    if (i) out += ',';
    write_json(out, *shape.element(), shape.item(object, i));
  }
  out += ']';
}

void write_object(std::string& out, const Shape& shape, const void* object) {
  out += '{';
  bool first = true;
  for (const auto& field : shape.fields) {
    if (!first) out += ',';
    first = false;
    write_json_text(out, field.name);
    out += ':';
    write_json(out, *field.shape(), field.at(const_cast<void*>(object)));
  }
  out += '}';
}

}  // namespace

void write_json(std::string& out, const Shape& shape, const void* object) {
  switch (shape.kind) {
    case Kind::boolean: out += *static_cast<const bool*>(object) ? "true" : "false"; break;
    case Kind::integer: append_number(out, shape.get_integer(object)); break;
    case Kind::number: {
      const double number = *static_cast<const double*>(object);
      if (std::isfinite(number)) append_number(out, number);
      else out += "null";
      break;
    }
    case Kind::text: write_json_text(out, shape.text(const_cast<void*>(object))); break;
    case Kind::choice: write_json_text(out, shape.choices[static_cast<std::size_t>(shape.get_integer(object))]); break;
    case Kind::list: write_list(out, shape, object); break;
    case Kind::object: write_object(out, shape, object); break;
    case Kind::optional:
      if (shape.size(object)) write_json(out, *shape.element(), shape.item(object, 0));
      else out += "null";
  }
}

namespace {

using Faults = std::vector<FieldError>;

void fault(Faults& faults, const std::string& path, const char* key, Params params = {}) {
  faults.push_back({path.empty() ? "/" : path, key, std::move(params)});
}

bool has_control_characters(const std::string& text, bool multiline) {
  for (const char c : text)
    if (static_cast<unsigned char>(c) < 0x20 && !(multiline && (c == '\n' || c == '\t' || c == '\r'))) return true;
  return false;
}

void take_text(std::string_view raw, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  if (!is_utf8(raw)) return fault(faults, path, "error.not_text");
  std::string& text = shape.text(object);
  text = tidy(raw);
  if (has_control_characters(text, shape.format == "multiline")) return fault(faults, path, "error.not_text");
  if (shape.format == "uuid") {
    if (!is_id(text)) fault(faults, path, "error.not_id");
    return;
  }
  if (shape.format == "date") {
    const bool none = text.empty() && shape.min_length == 0;
    if (!none && !is_date(text)) fault(faults, path, "error.not_date");
    return;
  }
  const std::size_t size = length(text);
  if (size < shape.min_length && size == 0) return fault(faults, path, "error.required");
  if (size < shape.min_length)
    return fault(faults, path, "error.too_short", {{"min", std::to_string(shape.min_length)}});
  if (size > shape.max_length)
    return fault(faults, path, "error.too_long", {{"max", std::to_string(shape.max_length)}});
  if (shape.format == "phone") {
    text = phone_number(text);
    if (text.empty()) fault(faults, path, "error.not_phone");
  }
}

void take_integer(std::int64_t number, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  if (number < shape.minimum || number > shape.maximum)
    return fault(faults, path, "error.out_of_range",
                 {{"min", std::to_string(shape.minimum)}, {"max", std::to_string(shape.maximum)}});
  shape.set_integer(object, number);
}

void take_choice(std::string_view name, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  for (std::size_t i = 0; i < shape.choices.size(); ++i)
    if (shape.choices[i] == name) return shape.set_integer(object, static_cast<std::int64_t>(i));
  fault(faults, path, "error.not_choice");
}

std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

void read_object(const json::value& value, const Shape& shape, void* object, const std::string& path,
                 Faults& faults) {
  const auto* members = value.if_object();
  if (!members) return fault(faults, path, "error.not_object");
  for (const auto& field : shape.fields) {
    const Shape& s = *field.shape();
    const auto* member = members->if_contains(field.name);
    if (member && !(member->is_null() && s.kind == Kind::optional))
      read_json(*member, s, field.at(object), path + "/" + std::string(field.name), faults);
    else if (!member && s.kind != Kind::optional)
      fault(faults, path + "/" + std::string(field.name), "error.required");
  }
  for (const auto& member : *members) {
    const auto known = std::any_of(shape.fields.begin(), shape.fields.end(),
                                   [&](const Field& f) { return f.name == std::string_view(member.key()); });
    if (!known) fault(faults, path + "/" + escaped(member.key()).substr(0, 100), "error.unknown_field");
  }
}

void read_list(const json::value& value, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  const auto* items = value.if_array();
  if (!items) return fault(faults, path, "error.not_list");
  if (items->size() < shape.min_items)
    return fault(faults, path, "error.too_few", {{"min", std::to_string(shape.min_items)}});
  if (items->size() > shape.max_items)
    return fault(faults, path, "error.too_many_items", {{"max", std::to_string(shape.max_items)}});
  for (std::size_t i = 0; i < items->size(); ++i)
    read_json((*items)[i], *shape.element(), shape.append(object), path + "/" + std::to_string(i), faults);
}

}  // namespace

void read_json(const json::value& value, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  switch (shape.kind) {
    case Kind::boolean:
      if (value.is_bool()) *static_cast<bool*>(object) = value.get_bool();
      else fault(faults, path, "error.not_boolean");
      break;
    case Kind::integer:
      if (value.is_int64()) take_integer(value.get_int64(), shape, object, path, faults);
      else fault(faults, path, "error.not_integer");
      break;
    case Kind::number:
      if (value.is_number()) *static_cast<double*>(object) = value.to_number<double>();
      else fault(faults, path, "error.not_number");
      break;
    case Kind::text:
      if (value.is_string()) take_text(value.get_string(), shape, object, path, faults);
      else fault(faults, path, "error.not_text");
      break;
    case Kind::choice:
      if (value.is_string()) take_choice(value.get_string(), shape, object, path, faults);
      else fault(faults, path, "error.not_choice");
      break;
    case Kind::list: read_list(value, shape, object, path, faults); break;
    case Kind::object: read_object(value, shape, object, path, faults); break;
    case Kind::optional: read_json(value, *shape.element(), shape.append(object), path, faults);
  }
}

void read_text(std::string_view text, const Shape& shape, void* object, const std::string& path, Faults& faults) {
  switch (shape.kind) {
    case Kind::text: return take_text(text, shape, object, path, faults);
    case Kind::choice: return take_choice(text, shape, object, path, faults);
    case Kind::optional:
      // An empty filter field of a form means "not asked for".
      if (!text.empty()) read_text(text, *shape.element(), shape.append(object), path, faults);
      return;
    case Kind::boolean:
      if (text == "true" || text == "false") *static_cast<bool*>(object) = text == "true";
      else fault(faults, path, "error.not_boolean");
      return;
    case Kind::integer: {
      std::int64_t number = 0;
      const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (code == std::errc{} && end == text.data() + text.size()) take_integer(number, shape, object, path, faults);
      else fault(faults, path, "error.not_integer");
      return;
    }
    default: fault(faults, path, "error.not_text");
  }
}

void detail::parse_into(std::string_view text, const Shape& shape, void* object) {
  boost::system::error_code code;
  json::parse_options options;
  options.max_depth = 16;
  const auto value = json::parse(text, code, {}, options);
  if (code) throw Error::invalid("/", "error.broken_json");
  Faults faults;
  read_json(value, shape, object, "", faults);
  if (!faults.empty()) throw Error::invalid(std::move(faults));
}

namespace {

std::string object_schema(const Shape& shape, Schemas& schemas) {
  const bool sent = schemas.sent.contains(&shape);
  std::string properties, required;
  for (const auto& field : shape.fields) {
    const Shape& s = *field.shape();
    if (!properties.empty()) properties += ',';
    write_json_text(properties, field.name);
    properties += ":" + json_schema(s, schemas);
    if (sent && s.kind == Kind::optional) continue;
    if (!required.empty()) required += ',';
    write_json_text(required, field.name);
  }
  return "{\"type\":\"object\",\"additionalProperties\":false,\"properties\":{" + properties + "},\"required\":[" +
         required + "]}";
}

std::string text_schema(const Shape& shape) {
  std::string out = R"({"type":"string")";
  if (shape.format == "date" && shape.min_length == 0)
    return out + R"(,"pattern":"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"})";
  if (shape.format == "uuid" || shape.format == "date") out += ",\"format\":\"" + std::string(shape.format) + "\"";
  if (shape.min_length) out += ",\"minLength\":" + std::to_string(shape.min_length);
  if (shape.max_length != Shape{.kind = Kind::text}.max_length)
    out += ",\"maxLength\":" + std::to_string(shape.max_length);
  return out + "}";
}

std::string integer_schema(const Shape& shape) {
  std::string out = R"({"type":"integer","format":"int64")";
  if (shape.minimum != INT64_MIN) out += ",\"minimum\":" + std::to_string(shape.minimum);
  if (shape.maximum != INT64_MAX) out += ",\"maximum\":" + std::to_string(shape.maximum);
  return out + "}";
}

std::string choice_schema(const Shape& shape) {
  std::string names;
  for (const auto& name : shape.choices) {
    if (!names.empty()) names += ',';
    write_json_text(names, name);
  }
  return "{\"type\":\"string\",\"enum\":[" + names + "]}";
}

}  // namespace

std::string json_schema(const Shape& shape, Schemas& schemas) {
  switch (shape.kind) {
    case Kind::boolean: return R"({"type":"boolean"})";
    case Kind::integer: return integer_schema(shape);
    case Kind::number: return R"({"type":"number"})";
    case Kind::text: return text_schema(shape);
    case Kind::list: return "{\"type\":\"array\",\"items\":" + json_schema(*shape.element(), schemas) + "}";
    case Kind::optional:
      return "{\"anyOf\":[" + json_schema(*shape.element(), schemas) + ",{\"type\":\"null\"}]}";
    default: break;
  }
  const std::string name(shape.name);
  auto& components = schemas.components;
  if (!components.contains(name)) {
    components[name] = "";  // A struct that holds itself refers to this entry.
    components[name] = shape.kind == Kind::choice ? choice_schema(shape) : object_schema(shape, schemas);
  }
  return "{\"$ref\":\"#/components/schemas/" + name + "\"}";
}

}  // namespace thon
