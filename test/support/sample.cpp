#include "support/sample.hpp"

#include "base/id.hpp"
#include "platform/http/url.hpp"

namespace thon::test {
namespace json = boost::json;

json::value sample(const Shape& shape, std::string_view member, const IdFor& id_for) {
  switch (shape.kind) {
    case Kind::boolean: return true;
    case Kind::integer: return std::max<std::int64_t>(shape.minimum, std::min<std::int64_t>(1, shape.maximum));
    case Kind::number: return 1.5;
    case Kind::choice: return json::string(shape.choices.front());
    case Kind::list:
      return json::array(std::max<std::size_t>(1, shape.min_items), sample(*shape.element(), member, id_for));
    case Kind::optional: return sample(*shape.element(), member, id_for);
    case Kind::object: {
      json::object object;
      for (const auto& field : shape.fields) object[field.name] = sample(*field.shape(), field.name, id_for);
      return object;
    }
    case Kind::text: break;
  }
  if (shape.format == "uuid") {
    const auto id = id_for(member);
    return json::string(id.empty() ? new_id() : id);
  }
  if (shape.format == "date") return "2023-06-02";
  if (shape.format == "phone") return "0912345678";
  return json::string(std::string(std::max<std::size_t>(shape.min_length, 1), 'a'));
}

bool in_path(const http::Route& route, std::string_view member) {
  return route.path.find("{" + std::string(member) + "}") != std::string::npos;
}

std::string sample_path(const http::Route& route, const IdFor& id_for) {
  std::string path = route.path;
  for (const auto& field : route.input->fields) {
    const std::string mark = "{" + std::string(field.name) + "}";
    const auto at = path.find(mark);
    if (at == std::string::npos) continue;
    const auto value = sample(*field.shape(), field.name, id_for);
    path.replace(at, mark.size(), value.is_string() ? std::string(value.as_string()) : json::serialize(value));
  }
  return path;
}

http::Request sample_request(const http::Route& route, const IdFor& id_for) {
  http::Request request;
  request.method = route.method;
  request.path = sample_path(route, id_for);
  const bool query = route.method == http::Method::get || route.method == http::Method::del;
  json::object body;
  for (const auto& field : route.input->fields) {
    if (in_path(route, field.name)) continue;
    const Shape& shape = *field.shape();
    const auto value = sample(shape, field.name, id_for);
    if (!query) {
      body[field.name] = value;
      continue;
    }
    // Free filters and page marks stay away: what is asked for is everything.
    const Shape& inner = shape.kind == Kind::optional ? *shape.element() : shape;
    if (shape.kind == Kind::optional && inner.format != "uuid") continue;
    request.query += (request.query.empty() ? "" : "&") + std::string(field.name) + "=" +
                     http::percent_encode(value.is_string() ? std::string(value.as_string()) : json::serialize(value));
  }
  if (!query) {
    request.body = json::serialize(body);
    request.headers["content-type"] = "application/json";
  }
  return request;
}

}  // namespace thon::test
