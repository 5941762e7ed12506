#include "platform/http/api.hpp"

#include <boost/json.hpp>

#include "platform/http/url.hpp"
#include "platform/reflect/json.hpp"

namespace thon::http {

Tx& Call::tx() {
  if (!tx_) throw std::logic_error("a route declared with work() opens its own transactions");
  return *tx_;
}

namespace detail {
namespace {

namespace json = boost::json;

const Field* member_of(const Shape& shape, std::string_view name) {
  for (const auto& field : shape.fields)
    if (field.name == name) return &field;
  return nullptr;
}

/// In a query, text that may be empty may as well not be there.
bool may_be_absent(const Shape& shape) {
  return shape.kind == Kind::optional || (shape.kind == Kind::text && shape.min_length == 0);
}

/// Parameters of the query, each read into the member of its name.
void read_query(const Call& call, const Shape& shape, const std::map<std::string, std::string>& path_values,
                void* input, std::vector<FieldError>& faults) {
  std::map<std::string, std::string> given;
  if (!parse_query(call.request.query, given)) throw Error::invalid("/", "error.broken_query");
  for (const auto& [name, value] : given)
    if (path_values.contains(name) || !member_of(shape, name))
      faults.push_back({"/" + name.substr(0, 100), "error.unknown_field", {}});
  for (const auto& field : shape.fields) {
    const std::string name(field.name);
    if (path_values.contains(name)) continue;
    const auto found = given.find(name);
    if (found != given.end()) read_text(found->second, *field.shape(), field.at(input), "/" + name, faults);
    else if (!may_be_absent(*field.shape())) faults.push_back({"/" + name, "error.required", {}});
  }
}

json::object parse_body(const Request& request) {
  if (request.body.empty()) return {};
  const auto type = request.header("content-type");
  if (!type.starts_with("application/json")) throw Error::invalid("/", "error.not_json");
  boost::system::error_code code;
  json::parse_options options;
  options.max_depth = 16;
  auto value = json::parse(request.body, code, {}, options);
  if (code) throw Error::invalid("/", "error.broken_json");
  if (!value.is_object()) throw Error::invalid("/", "error.not_object");
  return std::move(value.get_object());
}

}  // namespace

void read_input(const Call& call, const Route& route, const std::map<std::string, std::string>& path_values,
                const Shape& shape, void* input) {
  std::vector<FieldError> faults;
  const bool from_query = route.method == Method::get || route.method == Method::del;
  if (route.access.kind == Access::Kind::signature) {
    // Its words are for the function alone.
  } else if (from_query) {
    read_query(call, shape, path_values, input, faults);
  } else {
    auto body = parse_body(call.request);
    for (const auto& [name, value] : path_values) {
      if (body.contains(name)) faults.push_back({"/" + name, "error.unknown_field", {}});
      body[name] = value;
    }
    std::vector<FieldError> wrong;
    read_json(json::value(std::move(body)), shape, input, "", wrong);
    // What stands in the address is text, whatever its member is; it is judged below.
    std::erase_if(wrong, [&](const FieldError& fault) { return path_values.contains(fault.path.substr(1)); });
    std::move(wrong.begin(), wrong.end(), std::back_inserter(faults));
  }
  for (const auto& [name, value] : path_values) {
    const Field* field = member_of(shape, name);
    if (!field) throw std::logic_error(route.path + " has no member for {" + name + "}");
    std::vector<FieldError> wrong;
    read_text(value, *field->shape(), field->at(input), "/" + name, wrong);
    // An address that cannot name anything names nothing.
    if (!wrong.empty()) throw Error::not_found();
  }
  if (!faults.empty()) throw Error::invalid(std::move(faults));
}

void write_json(Response& response, const Shape& shape, const void* output) {
  response.set("Content-Type", "application/json; charset=utf-8");
  response.set("Cache-Control", "no-store");
  thon::write_json(response.body, shape, output);
}

void write_file(Response& response, File file) {
  response.set("Content-Type", file.mime);
  response.set("Cache-Control", "no-store");
  // RFC 6266 with RFC 8187 for the Vietnamese in the name.
  response.set("Content-Disposition", "attachment; filename*=UTF-8''" + percent_encode(file.name));
  response.body = std::move(file.bytes);
}

}  // namespace detail
}  // namespace thon::http
