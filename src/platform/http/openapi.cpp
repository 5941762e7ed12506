#include <algorithm>

#include "platform/http/router.hpp"
#include "platform/reflect/json.hpp"

namespace thon::http {
namespace {

std::string lower_name(Method method) {
  switch (method) {
    case Method::post: return "post";
    case Method::put: return "put";
    case Method::patch: return "patch";
    case Method::del: return "delete";
    default: return "get";
  }
}

bool in_path(const Route& route, std::string_view name) {
  return route.path.find("{" + std::string(name) + "}") != std::string::npos;
}

std::string access_text(const Access& access) {
  switch (access.kind) {
    case Access::Kind::open: return "open to everyone";
    case Access::Kind::signed_in: return "any signed-in account";
    case Access::Kind::household: return "a household's account";
    case Access::Kind::officer: return "an officer's account";
    case Access::Kind::signature: return "a server that signs the body";
    case Access::Kind::permission: break;
  }
  return "the permission " + access.name + " at the unit";
}

class Writer {
 public:
  std::string document(const Api& api, std::string_view version) {
    for (const auto& route : api.routes()) mark_sent(*route.input);
    std::map<std::string, std::map<std::string, std::string>> paths;
    for (const auto& route : api.routes()) paths[route.path][lower_name(route.method)] = operation(route);
    std::string out = R"({"openapi":"3.1.0","info":{"title":"Thôn","version":")" + std::string(version) +
                      R"(","license":{"name":"Apache-2.0","identifier":"Apache-2.0"}},"paths":{)";
    for (const auto& [path, operations] : paths) {
      separate(out);
      thon::write_json_text(out, path);
      out += ":{";
      for (const auto& [method, text] : operations) {
        separate(out);
        out += "\"" + method + "\":" + text;
      }
      out += '}';
    }
    out += R"(},"components":{"securitySchemes":{"session":{"type":"apiKey","in":"cookie","name":"thon_session"}},)"
           R"("schemas":{)";
    schemas_.components["Problem"] = kProblem;
    for (const auto& [name, schema] : schemas_.components) {
      separate(out);
      thon::write_json_text(out, name);
      out += ":" + schema;
    }
    return out + "}}}\n";
  }

 private:
  static constexpr const char* kProblem =
      R"({"type":"object","properties":{"type":{"type":"string"},"title":{"type":"string"},"status":{"type":"integer"},)"
      R"("key":{"type":"string"},"trace":{"type":"string"},"params":{"type":"object","additionalProperties":{"type":"string"}},)"
      R"("errors":{"type":"array","items":{"type":"object","properties":{"path":{"type":"string"},"key":{"type":"string"},)"
      R"("message":{"type":"string"},"params":{"type":"object","additionalProperties":{"type":"string"}}},)"
      R"("required":["path","key","message","params"]}}},"required":["type","title","status","key","trace","params","errors"]})";

  static void separate(std::string& out) {
    if (out.back() != '{' && out.back() != '[') out += ',';
  }

  void mark_sent(const Shape& shape) {
    if (shape.kind == Kind::list || shape.kind == Kind::optional) return mark_sent(*shape.element());
    if (shape.kind != Kind::object || !schemas_.sent.insert(&shape).second) return;
    for (const auto& field : shape.fields) mark_sent(*field.shape());
  }

  std::string operation(const Route& route) {
    std::string out = "{\"summary\":";
    thon::write_json_text(out, route.summary);
    out += ",\"description\":";
    thon::write_json_text(out, "Access: " + access_text(route.access) + ".");
    const auto access = route.access.kind;
    if (access != Access::Kind::open && access != Access::Kind::signature) out += R"(,"security":[{"session":[]}])";
    out += ",\"parameters\":[" + parameters(route) + "]";
    if (route.method != Method::get && route.method != Method::del)
      out += R"(,"requestBody":{"required":true,"content":{"application/json":{"schema":)" + body_schema(route) + "}}}";
    return out + ",\"responses\":{" + responses(route) + "}}";
  }

  std::string parameters(const Route& route) {
    const bool query = route.method == Method::get || route.method == Method::del;
    std::string out;
    for (const auto& field : route.input->fields) {
      const bool path = in_path(route, field.name);
      if (!path && !query) continue;
      const Shape& shape = *field.shape();
      const bool optional = shape.kind == Kind::optional;
      const bool required = path || !(optional || (shape.kind == Kind::text && shape.min_length == 0));
      if (!out.empty()) out += ',';
      out += "{\"name\":";
      thon::write_json_text(out, field.name);
      out += std::string(",\"in\":\"") + (path ? "path" : "query") + "\",\"required\":" + (required ? "true" : "false") +
             ",\"schema\":" + json_schema(optional ? *shape.element() : shape, schemas_) + "}";
    }
    return out;
  }

  /// The input without the members that stand in the path.
  std::string body_schema(const Route& route) {
    if (route.access.kind == Access::Kind::signature) return R"({"type":"object"})";
    Shape body = *route.input;
    std::erase_if(body.fields, [&](const Field& field) { return in_path(route, field.name); });
    if (body.fields.size() == route.input->fields.size() && !body.fields.empty())
      return json_schema(*route.input, schemas_);
    Schemas own{{}, schemas_.sent};
    own.sent.insert(&body);
    json_schema(body, own);
    std::string schema = own.components[std::string(body.name)];
    own.components.erase(std::string(body.name));
    schemas_.components.merge(own.components);
    return schema;
  }

  std::string responses(const Route& route) {
    std::string out;
    if (route.file)
      out = R"("200":{"description":"The file","content":{"application/octet-stream":{"schema":{"type":"string","format":"binary"}}}})";
    else if (route.output)
      out = R"("200":{"description":"Done","content":{"application/json":{"schema":)" +
            json_schema(*route.output, schemas_) + "}}}";
    else
      out = R"("204":{"description":"Done"})";
    return out + R"(,"default":{"description":"A problem","content":{"application/problem+json":{"schema":)"
                 R"({"$ref":"#/components/schemas/Problem"}}}})";
  }

  Schemas schemas_;
};

}  // namespace

std::string openapi(const Api& api, std::string_view version) { return Writer().document(api, version); }

}  // namespace thon::http
